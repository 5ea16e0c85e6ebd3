"""Questions with their rubrics, exemplars and labelled answers, as training and evaluation read them."""
import json
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from . import claims, text


@dataclass
class Criterion:
    id: str
    text: str
    is_flag: bool
    sort: str | None = None
    severity: str = "major"
    weight: float = 1.0
    positive: list[str] = field(default_factory=list)
    negative: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    """Statements of a key point in nearly its own words, for training alone: no member ever sees them, no grader is given them."""
    is_reference: bool = False
    """Whether it is a sentence of a model answer that stands in for key points."""

    @property
    def claim(self) -> claims.Claim:
        return claims.of_red_flag(self.text, self.sort) if self.is_flag else claims.of_key_point(self.text)


@dataclass
class Answer:
    kind: str
    text: str
    labels: dict[str, int]
    """By criterion: 0 missing or not raised, 1 partly, 2 covered or raised."""


@dataclass
class Question:
    key: str
    source: str
    stem: str
    criteria: list[Criterion]
    answers: list[Answer]


def read_jsonl(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def question(row: dict, exemplars: dict | None, answers: list | None, source: str, weights: dict | None = None) -> Question:
    """Puts together one question.

    row: key, stem, keyPoints {id: text}, redFlags {id: {text, sort, severity}}; answers: kind, text, labels, raised.
    """
    criteria = [Criterion(i, t, False, weight=(weights or {}).get(i, 1.0)) for i, t in row["keyPoints"].items()]
    criteria += [Criterion(i, f["text"], True, f.get("sort"), f.get("severity") or "major") for i, f in row["redFlags"].items()]
    for criterion in criteria:
        if exemplars and criterion.id in exemplars:
            criterion.positive = exemplars[criterion.id]["positive"]
            criterion.negative = exemplars[criterion.id]["negative"]
    made = []
    for a in answers or row.get("answers", []):
        labels = {c.id: 0 for c in criteria}
        labels.update(a["labels"])
        labels.update({r: 2 for r in a["raised"]})
        made.append(Answer(a["kind"], a["text"], labels))
    return Question(row["key"], source, row["stem"], criteria, made)


def read_training(folder: Path, name: str) -> list[Question]:
    """Questions of training/data, one JSON object a line with rubric, exemplars and labelled answers."""
    return [question(row, row.get("exemplars"), None, name) for row in read_jsonl(folder / f"{name}.jsonl")]


def read_pack(folder: Path, name: str) -> list[Question]:
    """A pack with the exemplars and the labelled answers that lie beside it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    pack = yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"), loader)
    beside = yaml.load((folder / f"{name}.exemplars.yaml").read_text(encoding="utf-8"), loader)
    exemplars = {q["key"]: {c["criterion"]: c for c in q["criteria"]} for q in beside["questions"]}
    answers: dict[str, list[dict]] = {}
    for row in read_jsonl(folder / f"{name}.answers.jsonl"):
        answers.setdefault(row["question"], []).append(row)
    made = []
    for q in pack["questions"]:
        points = [k if isinstance(k, dict) else {"text": k} for k in q["keyPoints"]]
        row = {
            "key": q["key"],
            "stem": " ".join(q["stem"].split()),
            "keyPoints": {k["text"]: k["text"] for k in points},
            "redFlags": {f["text"]: f for f in q["redFlags"]},
        }
        labelled = [
            {"kind": a["kind"], "text": a["answer"], "labels": {t: 2 if s == "covered" else 1 for t, s in a["keyPoints"].items()}, "raised": a["redFlags"]}
            for a in answers.get(q["key"], [])
        ]
        made.append(question(row, exemplars.get(q["key"]), labelled, name, {k["text"]: k.get("weight", 1.0) for k in points}))
    return made


TRAINING = ("llm-applications", "llm-internals", "machine-learning", "software-systems", "llm-interviews", "llm-basics", "ml-engineering")
PACK = "llm-foundations"
HELD_OUT = "held-out"


@dataclass
class Split:
    """Whole questions go to one part only: what the judge and the vectors learn from, what the combiner learns from, what nothing learns from."""
    judge: list[Question]
    combiner: list[Question]
    test: list[Question]


def split(root: Path) -> Split:
    parts = Split([], [], [])
    for i, q in enumerate(read_pack(root / "packs", PACK)):
        (parts.test if i % 4 == 3 else parts.combiner if i % 4 == 1 else parts.judge).append(q)
    for name in TRAINING:
        for i, q in enumerate(read_training(root / "training" / "data", name)):
            (parts.combiner if i % 10 in (2, 5, 8) else parts.judge).append(q)
    _add_plain(root / "training" / "data" / "plain.jsonl", [*parts.judge, *parts.combiner])
    parts.test.extend(read_training(root / "training" / "data", HELD_OUT))
    return parts


def _add_plain(path: Path, questions: list[Question]) -> None:
    plain = {(row["source"], row["key"]): row["plain"] for row in read_jsonl(path)}
    for q in questions:
        for c in q.criteria:
            c.plain = plain.get((q.source, q.key), {}).get(c.id, [])


def reference(model_answer: str) -> list[Criterion]:
    """A model answer as what stands in for key points: its sentences."""
    return [Criterion(str(i), model_answer[a:b], False, is_reference=True) for i, (a, b) in enumerate(text.sentences(model_answer))]


def saf(folder: Path, for_training: bool) -> list[dict]:
    """Every other question of SAF's training split, in the order of their names: one half is learned from, the other measures."""
    rows = [row for row in read_jsonl(folder / "saf_train.jsonl") if row["references"] and row["references"][0].strip()]
    learned = set(sorted({row["questionId"] for row in rows})[::2])
    return [row for row in rows if (row["questionId"] in learned) == for_training]
