"""The learned weights that the package carries, and whether they are this release's."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "weights"
SHA256 = {
    "encoder.onnx": "6f2b1d35684b1a107014246ea58fd16ffd724bd88ed23bfc8767e6d4e4e5505e",
    "heads.npz": "382ddc6b435db3d260cca03c51db03d472a0c1c14d0f99a17f1e3fe5f283c77a",
    "linear.json": "f6be041f86bccee0bcbab99be64042399692947d101d7e5a37a0fbd0ea1993be",
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
