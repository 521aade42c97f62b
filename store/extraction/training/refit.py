"""The head for roles of attacks, fitted once more over all of MUC-4 when the encoder stands still.

In training an epoch sees a small share of MUC-4's sentences, so that they do not outweigh the articles; the head alone can
learn from all of them in a minute.
"""

from __future__ import annotations

import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from store.extraction.training.data import Sentence
from store.extraction.training.learn import HEADS, batches
from store.extraction.training.net import Net

_EPOCHS, _RATE, _WORDS = 6, 3e-3, 2048
"""Passes, learning rate, words a step."""


def roles(net: Net, wire: list[Sentence], folder: Path, seed: int) -> None:
    """Fit ``net.roles`` in place on all sentences that fill a role, and on as many that do not.

    Args:
        net: a trained net.
        wire: MUC-4's sentences.
        folder: holds ``tokenizer.json``.
        seed: decides every random choice.
    """
    torch.manual_seed(seed)
    telling = [s for s in wire if any(s.roles or ())]
    silent = [s for s in wire if not any(s.roles or ())]
    some = telling + random.Random(seed).sample(silent, min(len(telling), len(silent)))
    states, tags = _words(net, some, folder, seed)
    weights = torch.ones(net.roles.out_features)
    weights[0] = next(plain for head, _, plain in HEADS if head == "roles")
    optimizer = torch.optim.AdamW(net.roles.parameters(), lr=_RATE, weight_decay=0.0)
    for _ in range(_EPOCHS):
        for part in torch.randperm(len(tags)).split(_WORDS):
            optimizer.zero_grad()
            functional.cross_entropy(net.roles(states[part]), tags[part], weight=weights).backward()
            optimizer.step()


def _words(net: Net, sentences: list[Sentence], folder: Path, seed: int) -> tuple[Tensor, Tensor]:
    """The encoder's vectors of all words (words x width), and their tags."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    states, tags = [], []
    with torch.no_grad():
        for batch in batches(sentences, tokenizer, 24, seed):
            found = net.encoder(batch.ids, batch.mask)
            for n, sentence in enumerate(batch.sentences):
                places = batch.first[n]
                states.append(found[n, list(places.values())])
                tags += [(sentence.roles or [])[word] for word in places]
    return torch.cat(states), torch.tensor(tags)
