"""The cross-encoder: does a window of an answer state a statement? It sees both with what each token finds on the other side."""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .encoder import Encoder
from .tokenizer import CLS, PAD, SEP

SIGNALS = 6
ENTAILS, NEUTRAL, CONTRADICTS = range(3)


class Judge(nn.Module):
    """Logits for entails, neutral, contradicts.

    Before the layers, every token meets the other side: its soft counterpart there (by static vectors), the difference to it and
    the product with it, whether it stands there to the letter, how near the nearest is, how rare the token is, whether the
    question already said it. What a small encoder would need much data to find out is handed to it.
    """

    def __init__(self, encoder: Encoder, vectors: torch.Tensor, idf: torch.Tensor):
        super().__init__()
        self.encoder = encoder
        width = encoder.token.weight.shape[1]
        self.register_buffer("vectors", F.normalize(vectors, dim=-1))
        self.register_buffer("idf", idf / idf.max())
        self.compare = nn.Linear(2 * width, width)
        nn.init.normal_(self.compare.weight, std=0.02)
        nn.init.zeros_(self.compare.bias)
        self.pool = nn.Linear(3 * width, width)
        self.head = nn.Linear(width, 3)
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids, segments, asked):
        """ids, segments (0 statement, 1 window): int64 [pairs, tokens]; asked: float [pairs, tokens], 1 where the question has the token."""
        real = (ids >= 5).float()
        side = segments.float()
        across = real[:, :, None] * real[:, None, :] * (side[:, :, None] - side[:, None, :]).abs()
        static = self.vectors[ids]
        cosine = static @ static.transpose(1, 2)
        masked = cosine * across - 4.0 * (1.0 - across)
        nearest = masked.max(dim=-1).values
        weight = torch.softmax(masked * 12.0, dim=-1) * across
        exact = ((ids[:, :, None] == ids[:, None, :]).float() * across).max(dim=-1).values
        position = torch.arange(ids.shape[1]).float()
        start = (1.0 - side) * 1.0 + side * ((ids == SEP).float() * (1.0 - side) * position).max(dim=-1, keepdim=True).values
        mine = position[None, :] - start
        theirs = (weight * mine[:, None, :]).sum(-1)
        shift = torch.tanh((theirs - mine) / 12.0) * exact
        signals = torch.stack([exact, nearest.clamp(-1, 1), self.idf[ids] * real, asked * real, shift, exact * self.idf[ids]], dim=-1) * real[:, :, None]
        tokens = self.encoder.token(ids)
        counterpart = weight @ tokens
        local = self.compare(torch.cat([tokens - counterpart, tokens * counterpart], dim=-1)) * real[:, :, None]
        hidden = self.encoder(ids, segments, signals, local)
        inside = (ids != PAD).float()
        one = inside * (1.0 - side)
        two = inside * side
        mean_one = (hidden * one[:, :, None]).sum(1) / (one.sum(1, keepdim=True) + 1e-6)
        mean_two = (hidden * two[:, :, None]).sum(1) / (two.sum(1, keepdim=True) + 1e-6)
        pooled = torch.tanh(self.pool(torch.cat([hidden[:, 0], mean_one, mean_two], dim=-1)))
        return self.head(self.dropout(pooled))


def pack(pairs: list[tuple[list[int], list[int], set[int]]]):
    """Pads (statement ids, window ids, ids of the question) to one batch."""
    longest = max(len(s) + len(w) for s, w, _ in pairs) + 3
    ids = np.zeros((len(pairs), longest), dtype=np.int64)
    segments = np.zeros((len(pairs), longest), dtype=np.int64)
    asked = np.zeros((len(pairs), longest), dtype=np.float32)
    for i, (s, w, q) in enumerate(pairs):
        n = len(s)
        ids[i, 0] = CLS
        ids[i, 1:1 + n] = s
        ids[i, 1 + n] = SEP
        ids[i, 2 + n:2 + n + len(w)] = w
        ids[i, 2 + n + len(w)] = SEP
        segments[i, 2 + n:3 + n + len(w)] = 1
        if q:
            row = ids[i]
            for j in range(1, 2 + n + len(w)):
                if row[j] in q:
                    asked[i, j] = 1
    return torch.from_numpy(ids), torch.from_numpy(segments), torch.from_numpy(asked)


def odds(logits: torch.Tensor) -> torch.Tensor:
    """The log-odds of entails."""
    return logits[:, ENTAILS] - torch.logsumexp(logits[:, 1:], dim=-1)
