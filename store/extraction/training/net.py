"""The network: a small BERT over word pieces, and heads over words and pairs of words."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from store.extraction.labels import DISTANCES, MENTION_TAGS, PAIR_ROLES, ROLE_TAGS, THING_TAGS, TRIGGER_TAGS

PAIR = 96
"""Width of the projections of event words and mentions."""


class Layer(nn.Module):
    """One transformer layer (post-norm, as in BERT; Devlin et al. 2019)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_a, self.norm_b = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` is (batch, length, width); ``mask`` (batch, 1, 1, length) is added to the attention scores."""
        batch, length, width = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads) + mask
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, width)
        x = self.norm_a(x + self.dropout(self.out(mixed)))
        return self.norm_b(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces to vectors."""

    def __init__(self, config: dict[str, Any], dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.kinds = nn.Embedding(config["type_vocab_size"], width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """``ids`` and ``mask`` (1 where there is a piece) are (batch, length); the result is (batch, length, width)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.pieces(ids) + self.places(places)[None] + self.kinds.weight[0]
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].float()) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Net(nn.Module):
    """The encoder with its heads."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.encoder = Encoder(config)
        self.dropout = nn.Dropout(0.2)
        self.mentions = nn.Linear(width, len(MENTION_TAGS))
        self.triggers = nn.Linear(width, len(TRIGGER_TAGS))
        self.roles = nn.Linear(width, len(ROLE_TAGS))
        self.things = nn.Linear(width, len(THING_TAGS))
        self.event = nn.Linear(width, PAIR)
        self.party = nn.Linear(width, PAIR)
        self.apart = nn.Embedding(DISTANCES, PAIR)
        self.pairs = nn.Linear(3 * PAIR, len(PAIR_ROLES))

    def pair_scores(self, event: Tensor, party: Tensor, bucket: Tensor) -> Tensor:
        """Logits of the roles of pairs: vectors of event words and mentions, (pairs, width), and distance buckets."""
        a, b = torch.tanh(self.event(event)), torch.tanh(self.party(party) + self.apart(bucket))
        return self.pairs(self.dropout(torch.cat([a, b, a * b], -1)))


_NAMES = {
    "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
    "attention.output.dense": "out", "attention.output.LayerNorm": "norm_a",
    "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm_b",
}  # fmt: skip
_EMBEDDINGS = {
    "word_embeddings": "pieces", "position_embeddings": "places", "token_type_embeddings": "kinds", "LayerNorm": "norm",
}  # fmt: skip


def start(folder: Path) -> tuple[Net, dict[str, Any]]:
    """A net whose encoder has the weights of a sentence-transformers folder (``config.json``, ``model.safetensors``)."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    net = Net(config)
    weights = load_file(folder / "model.safetensors")
    state = {}
    for name, value in weights.items():
        name = name.removeprefix("bert.")
        if name.startswith("encoder.layer."):
            number, rest = name.removeprefix("encoder.layer.").split(".", 1)
            part, kind = rest.rsplit(".", 1)
            state[f"layers.{number}.{_NAMES[part]}.{kind}"] = value
        elif name.startswith("embeddings."):
            old = name.split(".")[1]
            if old in _EMBEDDINGS:
                state[f"{_EMBEDDINGS[old]}.{name.split('.')[-1]}"] = value
    net.encoder.load_state_dict(state)
    return net, config
