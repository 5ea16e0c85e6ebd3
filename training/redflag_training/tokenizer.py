"""A WordPiece vocabulary, trained here by byte-pair merges over word counts, and the greedy longest-match split that reads with it."""
import collections
import heapq
from pathlib import Path

from . import text

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PAD, UNK, CLS, SEP, MASK = range(5)
LONGEST_WORD = 40


def train(counts: collections.Counter, size: int, log) -> list[str]:
    """Merges the most frequent neighbouring pair until the vocabulary is full.

    counts: how often each word (a piece of text.WORD) occurs.
    """
    alphabet = collections.Counter()
    words, freqs = [], []
    for word, n in counts.items():
        pieces = [word[0], *("##" + c for c in word[1:])]
        for piece in pieces:
            alphabet[piece] += n
        words.append(pieces)
        freqs.append(n)
    keep = {p for p, n in alphabet.items() if n >= 200 or len(p.replace("##", "")) == 1 and p.replace("##", "").isascii()}
    vocabulary = [*SPECIAL, *sorted(keep)]
    known = set(vocabulary)
    pairs: dict = collections.defaultdict(int)
    where: dict = collections.defaultdict(set)
    for i, pieces in enumerate(words):
        if not all(p in keep for p in pieces):
            words[i] = []
            continue
        for pair in zip(pieces, pieces[1:]):
            pairs[pair] += freqs[i]
            where[pair].add(i)
    heap = [(-n, pair) for pair, n in pairs.items()]
    heapq.heapify(heap)
    while len(vocabulary) < size and heap:
        n, pair = heapq.heappop(heap)
        if pairs.get(pair, 0) != -n or n == 0:
            continue
        merged = pair[0] + pair[1][2:]
        if merged not in known:
            known.add(merged)
            vocabulary.append(merged)
        changed = set()
        for i in where.pop(pair, ()):
            pieces = words[i]
            for old in zip(pieces, pieces[1:]):
                pairs[old] -= freqs[i]
                changed.add(old)
            out, at = [], 0
            while at < len(pieces):
                if at + 1 < len(pieces) and (pieces[at], pieces[at + 1]) == pair:
                    out.append(merged)
                    at += 2
                else:
                    out.append(pieces[at])
                    at += 1
            words[i] = out
            for new in zip(out, out[1:]):
                pairs[new] += freqs[i]
                where[new].add(i)
                changed.add(new)
        pairs[pair] = 0
        for other in changed:
            if pairs[other] > 0:
                heapq.heappush(heap, (-pairs[other], other))
        if len(vocabulary) % 2000 == 0:
            log(f"vocabulary: {len(vocabulary)} pieces")
    return vocabulary


class WordPiece:
    """Greedy longest match, as BERT's."""

    def __init__(self, vocabulary: list[str]):
        self.vocabulary = vocabulary
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._cache: dict[str, list[int]] = {}

    @classmethod
    def load(cls, path: Path) -> "WordPiece":
        return cls(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def word(self, word: str) -> list[int]:
        found = self._cache.get(word)
        if found is None:
            found = self._cache[word] = self._split(word)
        return found

    def _split(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [UNK]
        out, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at:
                piece = self.ids.get(("##" if at else "") + word[at:end])
                if piece is not None:
                    break
                end -= 1
            else:
                return [UNK]
            out.append(piece)
            at = end
        return out

    def encode(self, line: str) -> list[int]:
        out: list[int] = []
        for word in text.WORD.findall(text.fold(line)):
            out.extend(self.word(word))
        return out
