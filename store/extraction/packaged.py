"""The learned weights that the package carries, and whether they are this release's."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "weights"
SHA256 = {
    "encoder.onnx": "809a1c3eca1372b1e1b885ad6cce252afb9b7039e13fdd7c93cd39f173fe3cb1",
    "heads.npz": "b3d0aa5177ae070e53d2073044f0a9713b5af9a043f3e05014dce3106d5e7d17",
    "linear.json": "2dc9edb5bdf4f2479a68d0ed40a00f877e05b53f0848553418221bd15f2171c9",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""Digests of the files; ``python -m store.extraction.training.package`` prints them anew."""


class Unavailable(Exception):
    """What was learned cannot be used here; the rules can. The message is a clause that says why."""


@cache
def folder() -> Path:
    """The folder of the weights, each file checked once for the process.

    Raises:
        Unavailable: a file is missing or is not this release's.
    """
    for name, digest in SHA256.items():
        file = FOLDER / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise Unavailable(f"the file {name} is missing or not this release's (install dateline again)")
    return FOLDER
