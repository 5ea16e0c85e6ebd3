"""The encoder: a small transformer over [CLS] statement [SEP] window [SEP], written out by hand so that it exports plainly."""
import math

import torch
from torch import nn
from torch.nn import functional as F


class Layer(nn.Module):
    """Attention and feed-forward, each normalised first and added to what came in."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.norm_attention = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm_inner = nn.LayerNorm(width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        b, t, width = x.shape
        size = width // self.heads
        qkv = self.qkv(self.norm_attention(x)).view(b, t, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        scores = qkv[0] @ qkv[1].transpose(-1, -2) / math.sqrt(size) + mask
        mixed = (torch.softmax(scores, dim=-1) @ qkv[2]).permute(0, 2, 1, 3).reshape(b, t, width)
        x = x + self.dropout(self.out(mixed))
        return x + self.dropout(self.down(F.gelu(self.up(self.norm_inner(x)))))


class Encoder(nn.Module):
    """Token, position and segment embeddings (and, when given, what a token has in common with the other side), then layers."""

    def __init__(self, vocabulary: int, width: int = 192, layers: int = 3, heads: int = 6, inner: int = 768,
                 positions: int = 160, signals: int = 0, dropout: float = 0.1):
        super().__init__()
        self.token = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(positions, width)
        self.segment = nn.Embedding(3, width)
        nn.init.normal_(self.position.weight, std=0.02)
        nn.init.normal_(self.segment.weight, std=0.02)
        self.signals = nn.Linear(signals, width) if signals else None
        if self.signals is not None:
            nn.init.zeros_(self.signals.bias)
            nn.init.normal_(self.signals.weight, std=0.02)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.norm_out = nn.LayerNorm(width)

    def forward(self, ids, segments, signals=None, local=None):
        x = self.token(ids) + self.position(torch.arange(ids.shape[1])) + self.segment(segments)
        if signals is not None:
            x = x + self.signals(signals) + local
        x = self.dropout(self.norm(x))
        mask = (ids == 0).float()[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return self.norm_out(x)
