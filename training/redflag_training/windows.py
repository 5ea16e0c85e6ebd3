"""The stretches of an answer that are compared with a statement, and which of them are worth a look."""
import numpy as np

from . import text
from .tokenizer import WordPiece

LONGEST_WINDOW = 64
"""Tokens of a window; what is longer is cut."""
LONGEST_STATEMENT = 40
MOST_SENTENCES = 60


def cut(answer: str, tokenizer: WordPiece) -> list[tuple[tuple[int, int], list[int]]]:
    """Sentences, and pairs of neighbours that fit, as ((start, end) in characters, token ids)."""
    spans = text.sentences(answer)[:MOST_SENTENCES]
    singles = [(span, tokenizer.encode(answer[span[0]:span[1]])) for span in spans]
    out = [(span, ids[:LONGEST_WINDOW]) for span, ids in singles if ids]
    for (one, a), (two, b) in zip(singles, singles[1:]):
        if a and b and len(a) + len(b) <= LONGEST_WINDOW:
            out.append(((one[0], two[1]), a + b))
    return out


class Aligner:
    """Compares token lists by static vectors: how much of one is found in the other, weighted by how rare its tokens are."""

    def __init__(self, vectors: np.ndarray, idf: np.ndarray):
        self.vectors = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
        self.idf = idf

    def recall(self, statement: list[int], windows: list[list[int]]) -> np.ndarray:
        if not statement or not windows:
            return np.zeros(len(windows), dtype=np.float32)
        s = np.asarray(statement)
        weights = self.idf[s]
        mine = self.vectors[s]
        out = np.empty(len(windows), dtype=np.float32)
        for i, window in enumerate(windows):
            best = (mine @ self.vectors[np.asarray(window)].T).max(axis=1)
            out[i] = float((weights * np.clip(best, 0, 1)).sum() / (weights.sum() + 1e-9))
        return out

    def likeness(self, statement: list[int], windows: list[list[int]]) -> np.ndarray:
        """The mean of both directions."""
        if not statement or not windows:
            return np.zeros(len(windows), dtype=np.float32)
        there = self.recall(statement, windows)
        back = np.array([self.recall(w, [statement])[0] for w in windows], dtype=np.float32)
        return (there + back) / 2
