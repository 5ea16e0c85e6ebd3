"""The stretches of an answer that are compared with a statement, how much they have in common, and which are worth a look."""
import numpy as np

from . import text
from .tokenizer import WordPiece

LONGEST_WINDOW = 64
"""Tokens of a window; what is longer is cut."""
LONGEST_STATEMENT = 40
MOST_SENTENCES = 60
WINDOWS_A_STATEMENT = 3
LENGTH_PENALTY = 0.02


def cut(answer: str, tokenizer: WordPiece) -> list[tuple[tuple[int, int], list[int]]]:
    """Sentences, and pairs of neighbours that fit, as ((start, end) in characters, token ids)."""
    spans = text.sentences(answer)[:MOST_SENTENCES]
    singles = [(span, tokenizer.encode(answer[span[0]:span[1]])) for span in spans]
    out = [(span, ids[:LONGEST_WINDOW]) for span, ids in singles if ids]
    for (one, a), (two, b) in zip(singles, singles[1:]):
        if a and b and len(a) + len(b) <= LONGEST_WINDOW:
            out.append(((one[0], two[1]), a + b))
    return out


class Alignment:
    """All that static vectors say of one answer: how much of a list of tokens each window holds, and the other way round."""

    def __init__(self, vectors: np.ndarray, weights: np.ndarray, statements: list[list[int]], cut: list[list[int]]):
        mine = sorted({t for s in statements for t in s})
        theirs = sorted({t for w in cut for t in w})
        self.at = {t: i for i, t in enumerate(mine)}
        there = {t: i for i, t in enumerate(theirs)}
        self.weights = weights
        self.cosine = np.clip(vectors[mine] @ vectors[theirs].T, 0, 1) if mine and theirs else np.zeros((len(mine), len(theirs)), dtype=np.float32)
        self.cut = [np.array([there[t] for t in w]) for w in cut]
        self.window_weights = [weights[np.array(w)] for w in cut]
        self.best_in_window = [self.cosine[:, w].max(axis=1) for w in self.cut]

    def recall(self, statement: list[int]) -> np.ndarray:
        """By window: the weighted share of the statement's tokens that have a near one in the window."""
        if not statement:
            return np.zeros(len(self.cut), dtype=np.float32)
        rows = np.array([self.at[t] for t in statement])
        weight = self.weights[np.array(statement)]
        return np.array([(weight * best[rows]).sum() / weight.sum() for best in self.best_in_window], dtype=np.float32)

    def back(self, statement: list[int]) -> np.ndarray:
        """By window: the weighted share of the window's tokens that have a near one in the statement."""
        if not statement:
            return np.zeros(len(self.cut), dtype=np.float32)
        best = self.cosine[np.array([self.at[t] for t in statement])].max(axis=0)
        return np.array([(weight * best[w]).sum() / weight.sum() for w, weight in zip(self.cut, self.window_weights)], dtype=np.float32)

    def likeness(self, statement: list[int]) -> np.ndarray:
        return (self.recall(statement) + self.back(statement)) / 2


def choose(recalls: np.ndarray, cut: list[list[int]]) -> list[int]:
    """The windows worth judging: by recall, the shorter of equals first, then the earlier."""
    worth = [recalls[i] - LENGTH_PENALTY * len(w) / LONGEST_WINDOW for i, w in enumerate(cut)]
    return sorted(range(len(cut)), key=lambda i: (-worth[i], i))[:WINDOWS_A_STATEMENT]
