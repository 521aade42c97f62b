"""The learning loop: all heads at once, each sentence teaching the heads it has tags for."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from store.extraction.labels import PAIR_ROLES, distance_bucket
from store.extraction.training.data import Sentence
from store.extraction.training.net import Net

LONGEST = 112
"""Word pieces of a sentence that are read; the rest teaches nothing."""

HEADS = (("mentions", 1.0, 1.0), ("triggers", 1.0, 0.35), ("roles", 1.0, 0.5), ("things", 0.7, 0.5))
"""Each head with the weight of its loss, and the weight of the tag "O" in it."""


class Batch:
    """Sentences of like length with their word pieces; ``first`` maps each word to its first piece."""

    def __init__(self, sentences: list[Sentence], tokenizer: Tokenizer) -> None:
        self.sentences = sentences
        encoded = tokenizer.encode_batch([s.words for s in sentences], is_pretokenized=True)
        length = max(min(LONGEST, len(e.ids)) for e in encoded)
        self.ids = torch.zeros(len(sentences), length, dtype=torch.long)
        self.mask = torch.zeros(len(sentences), length, dtype=torch.long)
        self.first: list[dict[int, int]] = []
        for n, e in enumerate(encoded):
            size = min(LONGEST, len(e.ids))
            self.ids[n, :size] = torch.tensor(e.ids[:size])
            self.mask[n, :size] = 1
            first: dict[int, int] = {}
            for piece, word in enumerate(e.word_ids[:size]):
                if word is not None:
                    first.setdefault(word, piece)
            self.first.append(first)


def batches(sentences: list[Sentence], tokenizer: Tokenizer, size: int, seed: int) -> list[Batch]:
    """Batches of sentences of like length, in random order."""
    chance = random.Random(seed)
    ordered = sorted(sentences, key=lambda s: len(s.words) + chance.random() * 4)
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    chance.shuffle(groups)
    return [Batch(group, tokenizer) for group in groups]


def loss_of(net: Net, batch: Batch) -> Tensor:
    """The sum of the heads' losses on a batch."""
    states = net.dropout(net.encoder(batch.ids, batch.mask))
    total = states.sum() * 0
    for head, weight, plain in HEADS:
        rows, tags = [], []
        for n, sentence in enumerate(batch.sentences):
            labels = getattr(sentence, head)
            if labels is not None:
                for word, piece in batch.first[n].items():
                    rows.append((n, piece))
                    tags.append(labels[word])
        if rows:
            at = torch.tensor(rows)
            logits = getattr(net, head)(states[at[:, 0], at[:, 1]]).float()
            weights = torch.ones(logits.shape[-1])
            weights[0] = plain
            total = total + weight * functional.cross_entropy(logits, torch.tensor(tags), weight=weights)
    return total + _pair_loss(net, batch, states)


def _pair_loss(net: Net, batch: Batch, states: Tensor) -> Tensor:
    events, parties, buckets, wanted = [], [], [], []
    for n, sentence in enumerate(batch.sentences):
        first = batch.first[n]
        for event, party, roles in sentence.pairs:
            if event in first and party in first:
                events.append((n, first[event]))
                parties.append((n, first[party]))
                buckets.append(distance_bucket(event, party))
                wanted.append([float(r in roles) for r in range(len(PAIR_ROLES))])
    if not events:
        return states.sum() * 0
    a, b = torch.tensor(events), torch.tensor(parties)
    logits = net.pair_scores(states[a[:, 0], a[:, 1]], states[b[:, 0], b[:, 1]], torch.tensor(buckets)).float()
    return 3.0 * functional.binary_cross_entropy_with_logits(logits, torch.tensor(wanted))


def learn(
    net: Net,
    sentences: list[Sentence],
    extra: list[Sentence],
    folder: Path,
    *,
    epochs: int,
    extra_share: int,
    rate: float,
    seed: int,
    half: bool,
) -> None:
    """Train a net in place.

    Args:
        net: the net to train.
        sentences: seen whole in every epoch.
        extra: of these, ``extra_share`` random ones an epoch, half of them with a role in them.
        folder: holds ``tokenizer.json``.
        epochs: passes over ``sentences``.
        extra_share: how many of ``extra`` an epoch sees.
        rate: the highest learning rate; it warms up over a tenth of the steps and falls to zero.
        seed: decides every random choice.
        half: whether to multiply in bfloat16: five times as fast where the processor can, ten times as slow elsewhere.
    """
    torch.manual_seed(seed)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    heads = [p for name, p in net.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": net.encoder.parameters(), "lr": rate}, {"params": heads, "lr": rate * 8}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    plan = [
        batches(sentences + _drawn(extra, extra_share, random.Random(seed + e)), tokenizer, 24, seed + e)
        for e in range(epochs)
    ]
    steps = sum(map(len, plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.1 * steps + 1)) * max(0.0, 1 - s / steps)
    )
    net.train()
    began = time.monotonic()
    for number, epoch in enumerate(plan, 1):
        seen = 0.0
        for batch in epoch:
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                loss = loss_of(net, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            seen += loss.item()
        print(
            f"epoch {number}: loss {seen / len(epoch):.3f}, {time.monotonic() - began:.0f} s",
            file=sys.stderr,
            flush=True,
        )
    net.eval()


def _drawn(extra: list[Sentence], share: int, chance: random.Random) -> list[Sentence]:
    telling = [s for s in extra if any(s.roles or ())]
    silent = [s for s in extra if not any(s.roles or ())]
    return [s for some in (telling, silent) for s in chance.sample(some, min(share // 2, len(some)))]
