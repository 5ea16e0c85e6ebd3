"""Trains the judge: first on public inference data, then on questions with exemplars and answers, mixed with some of the former."""
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

from .judge import ENTAILS, Judge, odds, pack
from .pairs import NOT_ENTAILS, Example

TOKENS_A_BATCH = 3000


def batches(examples: list[Example], rng: random.Random):
    """Endless batches of like length."""
    while True:
        order = examples[:]
        rng.shuffle(order)
        for start in range(0, len(order), 1500):
            chunk = sorted(order[start:start + 1500], key=lambda e: e.tokens)
            made, batch, longest, rows = [], [], 0, 0
            for e in chunk:
                longest_with, rows_with = max(longest, e.tokens), rows + len(e.windows)
                if batch and longest_with * rows_with > TOKENS_A_BATCH:
                    made.append(batch)
                    batch, longest_with, rows_with = [], e.tokens, len(e.windows)
                batch.append(e)
                longest, rows = longest_with, rows_with
            if batch:
                made.append(batch)
            rng.shuffle(made)
            yield from made


def forward(judge: Judge, batch: list[Example]):
    """Logits of each example: of its window with the highest odds."""
    logits = judge(*pack([(e.statement, w, e.asked) for e in batch for w in e.windows]))
    with torch.no_grad():
        all_odds = odds(logits)
        best, at = [], 0
        for e in batch:
            best.append(at + int(all_odds[at:at + len(e.windows)].argmax()))
            at += len(e.windows)
    return logits[best], logits


def loss_of(judge: Judge, batch: list[Example]):
    best, every = forward(judge, batch)
    target = torch.tensor([e.target for e in batch])
    weight = torch.tensor([e.weight for e in batch])
    o = odds(best)
    three = target < NOT_ENTAILS
    single = torch.tensor([len(e.windows) == 1 for e in batch])
    loss = torch.zeros(len(batch))
    classes = three & (single | (target != ENTAILS))
    if classes.any():
        loss[classes] = F.cross_entropy(best[classes], target[classes].long(), reduction="none")
    positive = three & ~classes
    loss[positive] = F.softplus(-o[positive])
    negative = target == NOT_ENTAILS
    loss[negative] = F.softplus(o[negative])
    partly = target > 9
    if partly.any():
        loss[partly] = F.binary_cross_entropy_with_logits(o[partly], target[partly] - 10, reduction="none")
    return (loss * weight).sum() / weight.sum()


def train(judge: Judge, examples: list[Example], steps: int, rate: float, seed: int, log, mix=None, share: float = 0.0):
    """Trains for a number of steps; `mix` gives a share of the batches."""
    rng = random.Random(seed)
    main = batches(examples, rng)
    other = batches(mix, rng) if mix else None
    optimizer = torch.optim.AdamW(judge.parameters(), lr=rate, weight_decay=0.02, betas=(0.9, 0.98))
    started, losses = time.monotonic(), []
    judge.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 100) * max(0.05, 1 - 0.95 * step / steps)
        batch = next(other) if other and rng.random() < share else next(main)
        loss = loss_of(judge, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if (step + 1) % 50 == 0:
            log(f"step {step + 1} of {steps}: loss {np.mean(losses[-50:]):.3f}, {time.monotonic() - started:.0f} s")
    judge.eval()
