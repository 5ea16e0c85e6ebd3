#!/usr/bin/env python3
"""Rebuilds models/redflag-small from data. See training/README.md; run it as training/build."""
import argparse
import collections
import hashlib
import json
import multiprocessing
import platform
import random
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import torch

from redflag_training import data, features, judge as judging, pairs, quantize, text, tokenizer, train_judge, trees, vectors, windows
from redflag_training.encoder import Encoder

ROOT = Path(__file__).resolve().parent.parent
SEED = 20261125
VOCABULARY = 14000
WIDTH, LAYERS, HEADS, INNER = 192, 3, 6, 576
TUNING_STEPS = 1400
PUBLIC_STEPS = 600
JUDGE_STEPS = 2600
VERSION = "1.1.0"
DOUBT = {"keyPoints": {"doubtFrom": 0.42, "doubtTo": 0.58}, "redFlags": {"doubtFrom": 0.35, "doubtTo": 0.5}}


class Build:
    def __init__(self, shared: Path, work: Path):
        self.shared, self.work = shared, work
        self.started = time.monotonic()
        work.mkdir(parents=True, exist_ok=True)
        self._log = open(work / "build.log", "a", encoding="utf-8")

    def log(self, line) -> None:
        line = f"{time.monotonic() - self.started:7.0f} s  {line}"
        print(line, flush=True)
        print(line, file=self._log, flush=True)

    def stage(self, name: str, makes: list[str], run) -> None:
        """Runs a stage, unless all that it makes is there. Delete a file of training/work to make it and what follows from it again."""
        if all((self.work / made).exists() for made in makes):
            self.log(f"{name}: already there")
            return
        began = time.monotonic()
        self.log(f"{name}: begins")
        torch.manual_seed(SEED)
        np.random.seed(SEED)
        random.seed(SEED)
        run()
        self.log(f"{name}: done in {time.monotonic() - began:.0f} s")

    @property
    def shards(self) -> list[Path]:
        return sorted((self.shared / "corpus").glob("corpus-permissive-*.txt.xz"))

    def vocabulary(self) -> None:
        counts = collections.Counter()
        with multiprocessing.Pool() as pool:
            for part in pool.imap(_count, self.shards):
                counts.update(part)
        kept = collections.Counter({w: n for w, n in counts.items() if n >= 8 and len(w) <= tokenizer.LONGEST_WORD})
        # Counted in the order of the shards; sorted, so that equal counts merge alike everywhere.
        ordered = collections.Counter(dict(sorted(kept.items())))
        pieces = tokenizer.train(ordered, VOCABULARY, self.log)
        (self.work / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")

    def corpus(self) -> None:
        with multiprocessing.Pool() as pool:
            parts = pool.starmap(_encode, [(shard, self.work / "vocab.txt") for shard in self.shards])
        np.save(self.work / "corpus.npy", np.concatenate(parts))

    def neighbours(self) -> None:
        ids = np.load(self.work / "corpus.npy").astype(np.int32)
        table, rarity = vectors.of_corpus(ids, VOCABULARY, WIDTH, SEED, self.log)
        np.savez(self.work / "neighbours.npz", vectors=table, rarity=rarity)

    def tuned(self) -> None:
        start = np.load(self.work / "neighbours.npz")
        words = self.words()
        groups = vectors.clusters(data.split(ROOT).judge, words)
        public = vectors.public_pairs(self.shared, words, {"mnli", "snli", "scitail", "conjnli"})
        table, weights = vectors.tune(start["vectors"], start["rarity"], groups, public, TUNING_STEPS, SEED, self.log)
        table, weights = _as_stored(table), weights.astype(np.float32)
        np.savez(self.work / "tuned.npz", vectors=table, weights=weights)

    def words(self) -> tokenizer.WordPiece:
        return tokenizer.WordPiece.load(self.work / "vocab.txt")

    def judge(self, trained: str | None) -> judging.Judge:
        tuned = np.load(self.work / "tuned.npz")
        encoder = Encoder(VOCABULARY, WIDTH, LAYERS, HEADS, INNER, signals=judging.SIGNALS)
        encoder.token.weight.data.copy_(torch.from_numpy(np.load(self.work / "neighbours.npz")["vectors"]) * 0.7)
        made = judging.Judge(encoder, torch.from_numpy(tuned["vectors"]), torch.from_numpy(tuned["weights"]))
        if trained:
            made.load_state_dict(torch.load(self.work / trained))
        return made.eval()

    def public_judge(self) -> None:
        made = self.judge(None)
        examples = pairs.public(self.shared, self.words())
        train_judge.train(made, examples, PUBLIC_STEPS, 1e-3, SEED, self.log)
        torch.save(made.state_dict(), self.work / "public.pt")

    def question_judge(self, turned: bool, named: str) -> None:
        made = self.judge("public.pt")
        tuned = np.load(self.work / "tuned.npz")
        words = self.words()
        parts = data.split(ROOT)
        examples = pairs.of_questions(parts.judge, words, tuned["vectors"], tuned["weights"], random.Random(SEED), turned)
        public = pairs.public(self.shared, words)
        self.log(f"{len(examples)} examples of {len(parts.judge)} questions, {len(public)} public ones")
        # A second pass at a lower rate made it worse on questions that it had not seen.
        train_judge.train(made, examples, JUDGE_STEPS, 8e-4, SEED, self.log, mix=public, share=0.2)
        torch.save(made.state_dict(), self.work / named)

    def mean_judge(self) -> None:
        """The mean of both judges' numbers. Both start from the same, so it judges better than either (model soups, Wortsman et al. 2022):
        the one that saw opposites tells what is turned round, the other is surer of what is right."""
        plain, turned = (torch.load(self.work / f"judge-{name}.pt") for name in ("plain", "turned"))
        torch.save({k: (plain[k] + turned[k]) / 2 if plain[k].is_floating_point() else plain[k] for k in plain}, self.work / "judge.pt")

    def measured(self) -> None:
        parts = data.split(ROOT)
        for name, questions in (("combiner", parts.combiner), ("test", parts.test)):
            np.savez(self.work / f"measured-{name}.npz", **self.measure(with_strangers(questions) if name == "combiner" else questions))
            self.log(f"measured {len(questions)} questions for {name}")

    def measure(self, questions) -> dict:
        tuned = np.load(self.work / "tuned.npz")
        measure = features.Measure(self.words(), tuned["vectors"], tuned["weights"])
        made = self.judge("judge.pt")
        rows = collections.defaultdict(list)
        for bare in (False, True):
            for q in questions:
                criteria = [data.Criterion(c.id, c.text, c.is_flag, c.sort, c.severity, c.weight) for c in q.criteria] if bare else q.criteria
                if bare and not any(c.positive for c in q.criteria):
                    continue
                prepared = [(a, *measure.answer(q.stem, criteria, a.text)) for a in q.answers]
                logits = features.judge_all(made, [p for _, some, _ in prepared for p in some])
                at = 0
                for a, some, finish in prepared:
                    table, _ = finish(logits[at:at + len(some)])
                    at += len(some)
                    for c, row in zip(criteria, table):
                        rows["features"].append(row)
                        rows["label"].append(a.labels[c.id])
                        rows["question"].append(q.key)
                        rows["kind"].append(a.kind)
                        rows["source"].append(q.source)
                        rows["bare"].append(bare or not c.positive)
        return {k: np.array(v) for k, v in rows.items()}

    def combined(self) -> None:
        m = dict(np.load(self.work / "measured-combiner.npz"))
        # Whether key points alone leave out what an omission asks for, nobody has labelled.
        known = (m["kind"] != "verbatim") | (m["features"][:, trees.OMISSION] < 0.5)
        m = {name: column[known] for name, column in m.items()}
        x, y, groups = m["features"], m["label"], m["question"]
        flag, omission = x[:, trees.FLAG] > 0.5, x[:, trees.OMISSION] > 0.5
        heads = []
        for name, rows, target, free in (
            ("partly", ~flag, y > 0, False), ("covered", ~flag, y == 2, False),
            ("raised", flag & ~omission, y > 0, False), ("omitted", flag & omission, y > 0, True),
        ):
            head, held_out = trees.fit(name, x[rows], target[rows], groups[rows], SEED, free)
            heads.append(head)
            self.log(f"{name}: {rows.sum()} rows, mean {target[rows].mean():.3f}, out of fold {held_out.mean():.3f}, slope {head.slope:.2f}")
        points = m["bare"] & ~flag
        alone, wanted = self.references()
        self.log(f"references: {len(alone)} rows of SAF beside {points.sum()} of our own")
        line = trees.fit_line(
            np.concatenate([alone, x[points]]), np.concatenate([wanted, y[points] / 2]),
            np.concatenate([np.ones(len(alone)), np.full(points.sum(), len(alone) / points.sum())]))
        onnx.save(trees.graph(*heads, line), self.work / "combiner.onnx")

    def references(self) -> tuple[np.ndarray, np.ndarray]:
        """Answers of every other question of SAF's training split against their model answer, sentence by sentence, and their scores."""
        tuned = np.load(self.work / "tuned.npz")
        measure = features.Measure(self.words(), tuned["vectors"], tuned["weights"])
        rows, wanted = [], []
        for row in data.saf(self.shared, for_training=True):
            parts = data.reference(row["references"][0])
            pairs_, finish = measure.answer(row["stem"], parts, row["answer"])
            table, _ = finish(np.zeros((len(pairs_), 3), dtype=np.float32))
            rows.append(np.average(table, axis=0, weights=[len(p.text.split()) for p in parts]))
            wanted.append(row["score"])
        return np.array(rows, dtype=np.float32), np.array(wanted)

    def exported(self) -> None:
        made = self.judge("judge.pt")
        ids, segments, asked = judging.pack([([7, 8, 9], [8, 9, 10, 11], {9}), ([12, 13], [14, 15, 16], set())])
        torch.onnx.export(
            made, (ids, segments, asked), str(self.work / "judge.float.onnx"), opset_version=14, do_constant_folding=True,
            input_names=["ids", "segments", "asked"], output_names=["logits"],
            dynamic_axes={n: {0: "pairs", 1: "tokens"} for n in ("ids", "segments", "asked")} | {"logits": {0: "pairs"}})
        onnx.save(quantize.quantize(onnx.load(str(self.work / "judge.float.onnx"))), str(self.work / "judge.onnx"))

    def packaged(self) -> None:
        into = ROOT / "models" / "redflag-small"
        into.mkdir(parents=True, exist_ok=True)
        tuned = np.load(self.work / "tuned.npz")
        _write_vectors(into / "vectors.bin", tuned["vectors"], tuned["weights"])
        for name in ("vocab.txt", "judge.onnx", "combiner.onnx"):
            (into / name).write_bytes((self.work / name).read_bytes())
        (into / "model.json").write_text(json.dumps(self.manifest(into), indent=2) + "\n", encoding="utf-8")
        (self.work / "packaged").write_text("done\n")

    def manifest(self, folder: Path) -> dict:
        files = [{"path": p.name, "sha256": hashlib.sha256(p.read_bytes()).hexdigest(), "size": p.stat().st_size}
                 for p in sorted(folder.iterdir()) if p.name not in ("model.json", "README.md")]
        return {
            "format": 1,
            "name": "redflag-small",
            "version": VERSION,
            "licence": "MIT",
            "kind": "redflag-small",
            "minimumRuntime": "1.20.0",
            "files": files,
            "tokenizer": {"kind": "redflag", "vocabulary": "vocab.txt"},
            "vectors": "vectors.bin",
            "pairs": {
                "graph": "judge.onnx",
                "inputs": {"ids": "ids", "segments": "segments", "asked": "asked"},
                "output": "logits",
                "labels": ["entails", "neutral", "contradicts"],
                "first": "statement",
                "longest": 160,
                "start": [tokenizer.CLS],
                "between": [tokenizer.SEP],
                "end": [tokenizer.SEP],
                "padding": tokenizer.PAD,
            },
            "combiner": {"graph": "combiner.onnx", "input": "features", "output": "probabilities", "features": list(features.NAMES)},
            "thresholds": DOUBT,
            "windows": {"longestWindow": windows.LONGEST_WINDOW, "longestStatement": windows.LONGEST_STATEMENT, "mostSentences": windows.MOST_SENTENCES},
        }

    def run(self) -> None:
        self.log(f"{platform.platform()}, {_processor()}, {torch.get_num_threads()} threads, Python {platform.python_version()}, torch {torch.__version__}, seed {SEED}")
        self.stage("vocabulary", ["vocab.txt"], self.vocabulary)
        self.stage("corpus", ["corpus.npy"], self.corpus)
        self.stage("neighbours", ["neighbours.npz"], self.neighbours)
        self.stage("vectors", ["tuned.npz"], self.tuned)
        self.stage("judge, public data", ["public.pt"], self.public_judge)
        self.stage("judge, questions", ["judge-plain.pt"], lambda: self.question_judge(False, "judge-plain.pt"))
        self.stage("judge, opposites", ["judge-turned.pt"], lambda: self.question_judge(True, "judge-turned.pt"))
        self.stage("judge, mean", ["judge.pt"], self.mean_judge)
        self.stage("measuring", ["measured-combiner.npz", "measured-test.npz"], self.measured)
        self.stage("combiner", ["combiner.onnx"], self.combined)
        self.stage("export", ["judge.onnx"], self.exported)
        self.stage("package", ["packaged"], self.packaged)


def with_strangers(questions: list, seed: int = SEED) -> list:
    """The questions with answers that nobody labelled because they need no label: good ones to other questions, which meet nothing
    of these, and the key points themselves, all of them or some, as sentences or nearly so."""
    rng = random.Random(seed)
    out = []
    for i, q in enumerate(questions):
        added = []
        for step, kind in ((11, "strong"), (17, "half"), (23, "terse")):
            other = questions[(i + step) % len(questions)]
            added += [data.Answer("off-topic", a.text, {c.id: 0 for c in q.criteria}) for a in other.answers if a.kind == kind]
        points = [c for c in q.criteria if not c.is_flag]
        for some in (points, rng.sample(points, len(points) // 2)):
            said = [c.claim.said for c in some]
            text = " ".join(s[:1].upper() + s[1:].rstrip(".") + "." for s in said)
            added.append(data.Answer("verbatim", text, {c.id: 2 if c in some else 0 for c in q.criteria}))
        for some in (rng.sample(points, (len(points) + 1) // 2), rng.sample(points, (2 * len(points) + 2) // 3)):
            text = " ".join(_nearly(c.claim.said, rng) for c in some)
            added.append(data.Answer("verbatim", text, {c.id: 2 if c in some else 0 for c in q.criteria}))
        out.append(data.Question(q.key, q.source, q.stem, q.criteria, [*q.answers, *added]))
    return out


_LEADS = ("", "", "I'd say ", "Basically ", "So ", "As far as I know ", "The point is that ")
_SMALL = {"the", "a", "an", "that", "of", "is", "are", "so", "and", "which"}


def _nearly(said: str, rng: random.Random) -> str:
    """A statement as somebody repeats it who has just read it: a small word less, another word less, sometimes the end first."""
    words = said.rstrip(".").split()
    small = [i for i, word in enumerate(words) if word.lower() in _SMALL]
    for i in sorted(rng.sample(small, min(len(small), 2)), reverse=True):
        del words[i]
    if len(words) > 7:
        del words[rng.randrange(1, len(words))]
    if len(words) > 6 and rng.random() < 0.5:
        at = rng.randint(len(words) // 3, 2 * len(words) // 3)
        words = words[at:] + words[:at]
    text = rng.choice(_LEADS) + " ".join(words)
    return text[:1].upper() + text[1:] + "."


def _lines(shard: Path):
    import lzma
    with lzma.open(shard, "rt", encoding="utf-8", errors="replace") as lines:
        yield from lines


def _count(shard: Path) -> collections.Counter:
    counts = collections.Counter()
    for line in _lines(shard):
        counts.update(text.WORD.findall(text.fold(line)))
    return counts


def _encode(shard: Path, vocabulary: Path) -> np.ndarray:
    words = tokenizer.WordPiece.load(vocabulary)
    out = []
    for line in _lines(shard):
        ids = words.encode(line)
        if len(ids) >= 5:
            out.append(np.array([*ids, tokenizer.SEP], dtype=np.uint16))
    return np.concatenate(out)


def _rows_as_bytes(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scale = np.maximum(np.abs(table).max(axis=1), 1e-8).astype(np.float32) / np.float32(127)
    return np.round(table / scale[:, None]).astype(np.int8), scale


def _as_stored(table: np.ndarray) -> np.ndarray:
    """The vectors as the bot will read them, so that training sees the same."""
    rows, scale = _rows_as_bytes(table)
    return rows.astype(np.float32) * scale[:, None]


def _write_vectors(path: Path, table: np.ndarray, weights: np.ndarray) -> None:
    rows, scale = _rows_as_bytes(table)
    with open(path, "wb") as out:
        out.write(np.array(rows.shape, dtype="<i4").tobytes())
        out.write(scale.astype("<f4").tobytes())
        out.write(weights.astype("<f4").tobytes())
        out.write(rows.tobytes())


def _processor() -> str:
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data", help="public data and corpus (default: ../shared/data)")
    arguments.add_argument("--work", type=Path, default=ROOT / "training" / "work", help="what the stages leave behind (default: training/work)")
    given = arguments.parse_args()
    if not (given.shared / "nli.jsonl").exists():
        sys.exit(f"{given.shared} has no public data (nli.jsonl, argkp_train.jsonl, stsb.jsonl, corpus/). Name the folder that has: training/build --shared DIR")
    torch.set_num_threads(multiprocessing.cpu_count())
    Build(given.shared, given.work).run()


if __name__ == "__main__":
    main()
