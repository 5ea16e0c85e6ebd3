"""Static vectors: from what stands beside what in the corpus, then tuned so that sentences which say the same find each other."""
import json
import random

import numpy as np
import scipy.sparse as sparse
import torch
from sklearn.utils.extmath import randomized_svd
from torch.nn import functional as F

from .tokenizer import SPECIAL

SPAN = 6
CHUNK = 8_000_000


def of_corpus(ids: np.ndarray, vocabulary: int, width: int, seed: int, log) -> tuple[np.ndarray, np.ndarray]:
    """Positive pointwise mutual information of neighbours, reduced by SVD (Levy and Goldberg, 2014). Returns unit vectors and rarities.

    ids: the corpus as token ids, paragraphs ended by [SEP], which is a neighbour of nothing.
    """
    counts = np.zeros((vocabulary, vocabulary), dtype=np.float32)
    flat = counts.reshape(-1)
    for distance in range(1, SPAN + 1):
        for start in range(0, len(ids) - distance, CHUNK):
            part = ids[start:start + CHUNK + distance]
            a, b = part[:-distance].astype(np.int64), part[distance:]
            real = (a >= len(SPECIAL)) & (b >= len(SPECIAL))
            one = sparse.coo_matrix((np.full(real.sum(), 1.0 / distance, dtype=np.float32), (a[real], b[real])), shape=counts.shape).tocsr()
            one.sum_duplicates()
            flat[np.repeat(np.arange(vocabulary), np.diff(one.indptr)).astype(np.int64) * vocabulary + one.indices] += one.data
        log(f"neighbours at {distance}")
    counts += counts.T.copy()
    mine = counts.sum(1)
    context = mine ** 0.75 / (mine ** 0.75).sum()
    for i in range(vocabulary):
        if mine[i] <= 0:
            continue
        with np.errstate(divide="ignore"):
            row = np.log(counts[i] / (mine[i] * context + 1e-12))
        row[counts[i] <= 1.5] = 0
        counts[i] = np.maximum(row, 0)
    left, strength, _ = randomized_svd(sparse.csr_matrix(counts), width, n_oversamples=20, n_iter=3, random_state=seed)
    vectors = (left * np.sqrt(strength)).astype(np.float32)
    frequency = np.bincount(ids, minlength=vocabulary)
    rarity = np.clip(np.log((frequency.sum() + vocabulary) / (frequency + 1.0)), 2, 13).astype(np.float32)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9), rarity


def public_pairs(folder, tokenizer, tasks) -> list[tuple[list[int], list[int]]]:
    """Sentences of public data of which one follows from the other."""
    out = []
    for line in open(folder / "nli.jsonl", encoding="utf-8"):
        row = json.loads(line)
        if row["label"] == "entailment" and row["task"] in tasks:
            out.append((row["hypothesis"], row["premise"]))
    for line in open(folder / "argkp_train.jsonl", encoding="utf-8"):
        row = json.loads(line)
        if row["label"]:
            out.append((row["keyPoint"], row["answer"]))
    for line in open(folder / "stsb.jsonl", encoding="utf-8"):
        row = json.loads(line)
        if row["score"] >= 0.7:
            out.append((row["a"], row["b"]))
    encoded = [(tokenizer.encode(a)[:48], tokenizer.encode(b)[:48]) for a, b in out]
    return [(a, b) for a, b in encoded if a and b]


def clusters(questions, tokenizer) -> list[list[list[list[int]]]]:
    """By question, by criterion: its claim first, then the ways of stating it."""
    out = []
    for q in questions:
        found = []
        for c in q.criteria:
            if c.claim.missing is None:
                same = [s for s in (tokenizer.encode(t)[:48] for t in (c.claim.said, *c.positive)) if s]
                if len(same) > 1:
                    found.append(same)
        if found:
            out.append(found)
    return out


def tune(vectors: np.ndarray, rarity: np.ndarray, groups, pairs, steps: int, seed: int, log) -> tuple[np.ndarray, np.ndarray]:
    """Contrastive tuning of vectors and token weights under late interaction: each token looks for its nearest on the other side.

    groups: of clusters(); pairs: of public_pairs(). The other sentences of a batch, most of them of the same questions, are what a
    sentence must not find.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    start = torch.from_numpy(vectors)
    width = start.shape[1]
    change = torch.nn.Parameter(torch.zeros_like(start))
    turn = torch.nn.Parameter(torch.eye(width))
    weight = torch.nn.Parameter(torch.log(torch.from_numpy(rarity)))
    sharpness = torch.nn.Parameter(torch.tensor(3.0))
    rates = (4e-4, 4e-4, 3e-3, 1e-2)
    optimizer = torch.optim.Adam([{"params": [p]} for p in (change, turn, weight, sharpness)])

    def made():
        return F.normalize((start + change) @ turn, dim=-1)

    def pad(sentences):
        out = np.zeros((len(sentences), max(map(len, sentences))), dtype=np.int64)
        for i, s in enumerate(sentences):
            out[i, :len(s)] = s
        return torch.from_numpy(out)

    def scores(a, b, table):
        real_a, real_b = (a > 0).float(), (b > 0).float()
        weight_a, weight_b = torch.exp(weight[a]) * real_a, torch.exp(weight[b]) * real_b
        cosine = torch.einsum("itd,jud->ijtu", table[a], table[b])
        there = (cosine - 2 * (1 - real_b)[None, :, None, :]).max(3).values.clamp(min=0)
        back = (cosine - 2 * (1 - real_a)[:, None, :, None]).max(2).values.clamp(min=0)
        return 0.65 * (there * weight_a[:, None, :]).sum(2) / weight_a.sum(1)[:, None] + 0.35 * (back * weight_b[None]).sum(2) / weight_b.sum(1)[None]

    losses = []
    for step in range(steps):
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * (1 - step / steps)
        a, b = [], []
        if step % 3 < 2:
            for question in rng.sample(groups, 8):
                for same in rng.sample(question, min(6, len(question))):
                    one, two = (same[0], rng.choice(same[1:])) if rng.random() < 0.5 else rng.sample(same, 2)
                    a.append(one)
                    b.append(two)
        else:
            a, b = map(list, zip(*rng.sample(pairs, 48)))
        found = scores(pad(a), pad(b), made()) * torch.exp(sharpness)
        right = torch.arange(len(a))
        loss = F.cross_entropy(found, right) + F.cross_entropy(found.T, right)
        loss = loss + 2e-3 * (change ** 2).sum(1).mean() + 1e-3 * ((turn - torch.eye(width)) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if (step + 1) % 200 == 0:
            log(f"tuning vectors: step {step + 1} of {steps}, loss {np.mean(losses[-200:]):.3f}")
    return made().detach().numpy(), torch.exp(weight).detach().numpy()
