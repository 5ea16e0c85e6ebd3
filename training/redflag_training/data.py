"""Questions with their rubrics, exemplars and labelled answers, as training and evaluation read them."""
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from . import claims


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
