"""Writes docs/grading.md from what training/evaluate measured."""
import datetime
import platform
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402
import numpy as np  # noqa: E402

KINDS = {
    "strong": "strong, in own words", "natural": "good, in the usual terms", "terse": "terse, right", "half": "half right", "part": "half of it, in the usual terms, filled up",
    "half-flag": "half right, with a red flag", "slip": "fluent, one or two points wrong", "inverted": "turned the wrong way round",
    "swap": "terms or roles swapped", "waffle": "on topic, nothing said", "denial": "right, denies red flags", "chat": "sloppy chat", "flag": "a red flag, little else",
}
GATES = {"empty": 5, "idk": 5, "injection": 5, "off-topic": 5, "question copied": 10, "keyword list": 25}


def _table(head, rows) -> str:
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(str(c) for c in row) + " |" for row in rows)])


def _f(x, digits=2) -> str:
    return "–" if x is None or x != x else f"{x:.{digits}f}"


def _goal(value, goal, below=False) -> str:
    met = value <= goal if below else value >= goal
    return "met" if met else f"missed by {abs(value - goal):.2f}"


def _processor() -> str:
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def picture(path: Path, results: dict) -> None:
    figure, axes = pyplot.subplots(1, 2, figsize=(8, 3.6), sharey=True)
    for axis, (part, title) in zip(axes, (("points", "key points"), ("flags", "red flags"))):
        for way, label in (("bare", "without exemplars"), ("exemplars", "with exemplars")):
            p, truth = results[way][part]["curve"]
            at = np.minimum((p * 10).astype(int), 9)
            shown = [b for b in range(10) if (at == b).sum() >= 10]
            axis.plot([p[at == b].mean() for b in shown], [truth[at == b].mean() for b in shown], marker="o", label=label)
        axis.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle="--")
        axis.set_title(title)
        axis.set_xlabel("probability that the grader gave")
    axes[0].set_ylabel("share that was so")
    axes[0].legend()
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def write(path: Path, results: dict, kappas: dict, questions) -> None:
    ours, words = results["redflag-small"], results["lexical"]
    picture(path.parent / "grading-calibration.png", ours)
    pack = sum(q.source == "llm-foundations" for q in questions)
    out = [
        "# How well answers are judged",
        "",
        "Written by `training/evaluate`, which asks `dotnet redflag.dll grade`, the program as it ships, and puts the lexical baseline beside the model in the "
        f"same run. {datetime.date.today().isoformat()}, {_processor()}, {platform.system()}.",
        "",
        f"**What was measured on.** {len(questions)} questions with {sum(len(q.answers) for q in questions)} labelled answers that nothing was trained, tuned or "
        f"calibrated on: every fourth of the bundled pack ({pack}) and all of `training/data/held-out.jsonl` ({len(questions) - pack}). Whole questions are split, so no criterion, "
        "exemplar or answer of theirs was seen. Thirteen answers a question, of thirteen kinds. Questions, exemplars and answers were written by language models in separate sessions: whoever wrote exemplars saw the "
        "rubric alone, whoever wrote answers had not seen the exemplars. The two sources share their makers with the training questions, so expect less on answers by people.",
        "",
        f"**Second labels.** {kappas['answers']:,} answers of the bundled pack and the held-out questions were labelled again by others who saw neither kind nor first label; those of the kinds in the usual terms and with a point or two wrong have one label only. Cohen's κ is {kappas['points'][1]:.2f} over {kappas['points'][0]:,} "
        f"key points (three states) and {kappas['flags'][1]:.2f} over {kappas['flags'][0]:,} red flags. Both labellers are language models, so this says that the labelling rule is clear, not that people would agree as much.",
        "",
        "## Criteria",
        "",
    ]
    rows = []
    for model, label in (("redflag-small", "redflag-small"), ("lexical", "lexical baseline")):
        for way, said in (("bare", "no"), ("exemplars", "yes")):
            for part, what in (("points", "key points"), ("flags", "red flags")):
                r = results[model][way][part]
                rows.append([label, said, what, f"{r['n']:,}", _f(r["base"]), _f(r["precision"]), _f(r["recall"]), _f(r["f1"]), _f(r["macro"]), _f(r["ece"], 3)])
    out += [_table(["grader", "exemplars", "criteria", "n", "share that is so", "precision", "recall", "F1", "macro-F1", "ECE"], rows), "",
            "A key point counts as found when it is covered or partly covered. ECE: expected calibration error over ten bins of equal width.", "",
            "![Probabilities given against what was so](grading-calibration.png)", "",
            "## By kind of answer", "", "Share of criteria judged as labelled, and red flags raised where there was none.", ""]
    rows = []
    for kind, said in KINDS.items():
        cells = [said]
        for model in ("redflag-small", "lexical"):
            for way in ("bare", "exemplars"):
                cells.append(_f(results[model][way]["points"]["agreement"][kind]))
        for model in ("redflag-small", "lexical"):
            cells.append(_f(results[model]["exemplars"]["flags"]["agreement"][kind]))
        for model in ("redflag-small", "lexical"):
            cells.append(f"{100 * results[model]['exemplars']['flags']['accused'][kind]:.1f} %")
        rows.append(cells)
    out += [_table(["answers", "key points, bare", "with exemplars", "lexical, bare", "lexical, with", "red flags, with exemplars", "lexical", "false accusations", "lexical"], rows), "",
            "## Scores and verdicts", "",
            _table(["grader", "exemplars", "r with the labels' score", "verdicts given", "right when given", "right if always given"],
                   [[m, w, _f(results[m][k]["r"]), f"{100 * results[m][k]['sure']:.0f} %", _f(results[m][k]["right when sure"]), _f(results[m][k]["right if always sure"])]
                    for m in ("redflag-small", "lexical") for k, w in (("bare", "no"), ("exemplars", "yes"))]), "",
            "The labels' score is what the scoring policy makes of the labels. *Not given*: not-sure.", "",
            "## Attacks", "", "Scores out of 100, on every held-out question, with exemplars.", "",
            _table(["attack", "n", "mean", "worst", "lexical mean", "lexical worst", "gate"],
                   [[k, ours["attacks"][k]["n"], _f(ours["attacks"][k]["mean"], 1), _f(ours["attacks"][k]["worst"], 1), _f(words["attacks"][k]["mean"], 1), _f(words["attacks"][k]["worst"], 1),
                     f"≤ {g}: " + ("held" if ours["attacks"][k]["worst"] <= g else "broken in the worst case" if ours["attacks"][k]["mean"] <= g else "broken")] for k, g in GATES.items()]), "",
            f"* Another language: not-sure in {100 * ours['attacks']['another language']['not sure']:.0f} % (lexical {100 * words['attacks']['another language']['not sure']:.0f} %).",
            f"* Padding with five times the words moves the score by {ours['attacks']['padding moves']['mean']:.1f} points in the mean and {ours['attacks']['padding moves']['worst']:.1f} at most; within 5 points in {100 * ours['attacks']['padding moves']['within 5']:.0f} % (lexical {100 * words['attacks']['padding moves']['within 5']:.0f} %).",
            f"* A strong answer followed by its inversion: {ours['attacks']['contradiction raises']['mean']:+.1f} points in the mean, {ours['attacks']['contradiction raises']['worst']:+.1f} at most; not raised in {100 * ours['attacks']['contradiction raises']['never raised']:.0f} % (lexical {100 * words['attacks']['contradiction raises']['never raised']:.0f} %).",
            "", "## Evidence", "",
            f"A sentence that makes a key point, hidden among four that say nothing ({ours['evidence']['n']:,} times, without exemplars): words are shown in {100 * ours['evidence']['shown']:.0f} %, all verbatim in {100 * ours['evidence']['verbatim']:.0f} % of those, and they are of that sentence in {100 * ours['evidence']['right']:.0f} % "
            f"(lexical {100 * words['evidence']['shown']:.0f} %, {100 * words['evidence']['verbatim']:.0f} %, {100 * words['evidence']['right']:.0f} %).", ""]
    if "transfer" in ours:
        t, l = ours["transfer"], words["transfer"]
        out += ["## Other people's answers", "", "Public sets of short answers by students, one reference as the only key point, no exemplars. Not one row of Beetle or Mohler is in the shipped weights. Every other question of SAF taught three weights for bare references; the rest measures. The rows are those of the sets' training splits.", "",
                _table(["set", "rows", "questions", "measure", "redflag-small", "lexical"],
                       [["Beetle (SemEval-2013 Task 7)", f"{t['beetle']['n']:,}", t["beetle"]["questions"], "2-way macro-F1 at 50", _f(t["beetle"]["macro"]), _f(l["beetle"]["macro"])],
                        ["Mohler et al. 2011", f"{t['mohler']['n']:,}", t["mohler"]["questions"], "r", _f(t["mohler"]["r"]), _f(l["mohler"]["r"])],
                        ["SAF (communication networks)", f"{t['saf']['n']:,}", t["saf"]["questions"], "r", _f(t["saf"]["r"]), _f(l["saf"]["r"])]]), ""]
    bare, shown = ours["bare"], ours["exemplars"]
    goals = [["key-point macro-F1, bare", _f(bare["points"]["macro"]), "≥ .80", _goal(bare["points"]["macro"], 0.80)]]
    goals += [[f"agreement inside {KINDS[k]}, bare", _f(bare["points"]["agreement"][k]), "≥ .75", _goal(bare["points"]["agreement"][k], 0.75)] for k in ("half", "half-flag", "inverted")]
    goals += [["red-flag F1, bare", _f(bare["flags"]["f1"]), "≥ .60", _goal(bare["flags"]["f1"], 0.60)],
              ["key-point macro-F1, exemplars", _f(shown["points"]["macro"]), "≥ .88", _goal(shown["points"]["macro"], 0.88)]]
    goals += [[f"agreement inside {KINDS[k]}, exemplars", _f(shown["points"]["agreement"][k]), "≥ .82", _goal(shown["points"]["agreement"][k], 0.82)] for k in ("half", "half-flag", "inverted")]
    goals += [["red-flag F1, exemplars", _f(shown["flags"]["f1"]), "≥ .80", _goal(shown["flags"]["f1"], 0.80)],
              ["false accusations on denials", _f(shown["flags"]["accused"]["denial"], 3), "≤ .05", _goal(shown["flags"]["accused"]["denial"], 0.05, True)],
              ["score against the labels', r", _f(shown["r"]), "≥ .75", _goal(shown["r"], 0.75)],
              ["ECE, key points", _f(shown["points"]["ece"], 3), "≤ .05", _goal(shown["points"]["ece"], 0.05, True)],
              ["ECE, red flags", _f(shown["flags"]["ece"], 3), "≤ .05", _goal(shown["flags"]["ece"], 0.05, True)]]
    if "transfer" in ours:
        goals += [["Beetle 2-way macro-F1", _f(ours["transfer"]["beetle"]["macro"]), "≥ .70", _goal(ours["transfer"]["beetle"]["macro"], 0.70)],
                  ["Mohler r", _f(ours["transfer"]["mohler"]["r"]), "≥ .55", _goal(ours["transfer"]["mohler"]["r"], 0.55)],
                  ["SAF r, on questions not learned from", _f(ours["transfer"]["saf"]["r"]), "≥ .83", _goal(ours["transfer"]["saf"]["r"], 0.83)]]
    out += ["## What we aimed at", "", "Set before the first model was trained, and left as they were.", "", _table(["figure", "measured", "aim", ""], goals), ""]
    path.write_text("\n".join(out), encoding="utf-8")
