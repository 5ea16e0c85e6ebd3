"""What is measured of an answer for each criterion. Bot.Inference measures the same in C#; recorded samples hold the two together."""
import numpy as np
import torch

from . import windows
from .data import Criterion
from .judge import Judge, pack
from .tokenizer import WordPiece

NAMES = (
    "recall", "recallAboveOthers", "recallAboveAverage", "likeness", "backOfBest", "newRecall", "newRecallAboveOthers", "exact", "exactAboveOthers",
    "odds", "oddsOfSecond", "contradiction", "oddsAboveOthers",
    "hasExemplars", "likenessToPositive", "likenessToNegative", "likenessLead", "positiveAboveOthers", "oddsOfPositive", "oddsOfNegative",
    "statementLength", "isRedFlag", "isOmission", "hasSaid", "recallOfSaid", "oddsOfSaid", "substance", "isReference",
)
"""The combiner's inputs, in order. docs/decisions/a-small-model-of-our-own.md says what each is."""
EXEMPLARS_A_SIDE = 1
ODDS_LIMIT = 8.0


class Measure:
    """Measures answers."""

    def __init__(self, tokenizer: WordPiece, vectors: np.ndarray, weights: np.ndarray):
        self.tokenizer, self.vectors, self.weights = tokenizer, vectors, weights

    def _statement(self, text: str | None) -> list[int]:
        return self.tokenizer.encode(text)[:windows.LONGEST_STATEMENT] if text else []

    def answer(self, stem: str, criteria: list[Criterion], answer: str):
        """Prepares one answer. Returns the pairs to judge, and a function from their logits to features [criteria, F] and decisive spans."""
        spans = windows.cut(answer, self.tokenizer)
        cut = [w for _, w in spans]
        asked = set(self.tokenizer.encode(stem))
        claims = [c.claim for c in criteria]
        main = [self._statement(c.said if c.missing is None else c.missing) for c in claims]
        said = [self._statement(c.said) if c.missing is not None else [] for c in claims]
        news = [[t for t in s if t not in asked] or s for s in main]
        sides = [[[s for s in map(self._statement, side) if s] if claim.missing is None else [] for side in (c.positive, c.negative)]
                 for c, claim in zip(criteria, claims)]
        alignment = windows.Alignment(self.vectors, self.weights, [*main, *said, *(s for pair in sides for side in pair for s in side)], cut)
        n = len(criteria)
        if not cut:
            return [], lambda logits: (np.zeros((n, len(NAMES)), dtype=np.float32), [None] * n)
        recall = np.array([alignment.recall(s) for s in main])
        back = np.array([alignment.back(s) for s in main])
        new = np.array([alignment.recall(s) for s in news])
        exact = np.array([self._exact(s, main[i], cut) for i, s in enumerate(news)])
        positive = np.array([self._best(alignment, pair[0], len(cut)) for pair in sides])
        negative = np.array([self._best(alignment, pair[1], len(cut)) for pair in sides])
        pairs, chosen, chosen_said, exemplars = [], [], [], []
        for i in range(n):
            chosen.append([(len(pairs) + k, w) for k, w in enumerate(windows.choose(recall[i], cut))] if main[i] else [])
            pairs.extend((main[i], cut[w], asked) for _, w in chosen[i])
            chosen_said.append([(len(pairs) + k, w) for k, w in enumerate(windows.choose(alignment.recall(said[i]), cut)[:1])] if said[i] else [])
            pairs.extend((said[i], cut[w], asked) for _, w in chosen_said[i])
            found = []
            for side in sides[i]:
                likes = [(alignment.likeness(s), s) for s in side]
                top = sorted(range(len(side)), key=lambda k: (-likes[k][0].max(), k))[:EXEMPLARS_A_SIDE]
                found.append([len(pairs) + k for k in range(len(top))])
                pairs.extend((likes[k][1], cut[int(likes[k][0].argmax())], asked) for k in top)
            exemplars.append(found)

        def finish(logits: np.ndarray):
            odds, contradiction = _odds(logits, 0), _odds(logits, 2)
            best_odds = np.array([max((odds[p] for p, _ in c), default=-ODDS_LIMIT) for c in chosen])
            points = [i for i, c in enumerate(criteria) if not c.is_flag]
            substance = float(np.mean([recall[i].max() for i in points])) if points else 0.0
            rows, decisive = [], []
            for i in range(n):
                mine = sorted((odds[p] for p, _ in chosen[i]), reverse=True)
                has = bool(sides[i][0]) and bool(sides[i][1])
                like_p, like_n = (float(positive[i].max()), float(negative[i].max())) if has else (0.0, 0.0)
                row = {
                    "recall": recall[i].max(),
                    "recallAboveOthers": (recall[i] - recall.mean(0)).max(),
                    "recallAboveAverage": recall[i].max() - recall.max(1).mean(),
                    "likeness": ((recall[i] + back[i]) / 2).max(),
                    "backOfBest": back[i][recall[i].argmax()],
                    "newRecall": new[i].max(),
                    "newRecallAboveOthers": (new[i] - new.mean(0)).max(),
                    "exact": exact[i].max(),
                    "exactAboveOthers": (exact[i] - exact.mean(0)).max(),
                    "odds": mine[0] if mine else -ODDS_LIMIT,
                    "oddsOfSecond": mine[1] if len(mine) > 1 else -ODDS_LIMIT,
                    "contradiction": max((contradiction[p] for p, _ in chosen[i]), default=-ODDS_LIMIT),
                    "oddsAboveOthers": best_odds[i] - best_odds.mean(),
                    "hasExemplars": float(has),
                    "likenessToPositive": like_p,
                    "likenessToNegative": like_n,
                    "likenessLead": like_p - like_n,
                    "positiveAboveOthers": (positive[i] - positive.mean(0)).max() if has else 0.0,
                    "oddsOfPositive": max((odds[p] for p in exemplars[i][0]), default=0.0) if has else 0.0,
                    "oddsOfNegative": max((odds[p] for p in exemplars[i][1]), default=0.0) if has else 0.0,
                    "statementLength": np.log1p(len(main[i])),
                    "isRedFlag": float(criteria[i].is_flag),
                    "isOmission": float(claims[i].missing is not None),
                    "hasSaid": float(bool(said[i])),
                    "recallOfSaid": alignment.recall(said[i]).max() if said[i] else 0.0,
                    "oddsOfSaid": max((odds[p] for p, _ in chosen_said[i]), default=0.0),
                    "substance": substance,
                    "isReference": float(criteria[i].is_reference),
                }
                rows.append([float(row[name]) for name in NAMES])
                decisive.append(spans[max(chosen[i], key=lambda c: (odds[c[0]], recall[i][c[1]]))[1]][0] if chosen[i] else None)
            return np.array(rows, dtype=np.float32), decisive

        return pairs, finish

    def _exact(self, new: list[int], main: list[int], cut: list[list[int]]) -> np.ndarray:
        whole = sum(self.weights[t] for t in main)
        sets = [set(w) for w in cut]
        return np.array([sum(self.weights[t] for t in new if t in s) / whole if whole else 0.0 for s in sets])

    @staticmethod
    def _best(alignment: windows.Alignment, side: list[list[int]], count: int) -> np.ndarray:
        return np.max([alignment.likeness(s) for s in side], axis=0) if side else np.zeros(count, dtype=np.float32)


def _odds(logits: np.ndarray, of: int) -> np.ndarray:
    others = [k for k in range(3) if k != of]
    top = logits[:, others].max(axis=1)
    rest = top + np.log(np.exp(logits[:, others] - top[:, None]).sum(axis=1))
    return np.clip(logits[:, of] - rest, -ODDS_LIMIT, ODDS_LIMIT)


def judge_all(judge: Judge, pairs: list, rows: int = 160) -> np.ndarray:
    """Logits of many pairs, by length."""
    out = np.zeros((len(pairs), 3), dtype=np.float32)
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
    judge.eval()
    with torch.no_grad():
        for start in range(0, len(order), rows):
            part = order[start:start + rows]
            out[part] = judge(*pack([pairs[i] for i in part])).numpy()
    return out
