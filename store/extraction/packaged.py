"""The learned weights that the package carries, and whether they are this release's."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "weights"
SHA256 = {
    "encoder.onnx": "8d6cddd1f2e144b36356b01086108bd462dbd8360ec4c301b2a958d8058660bb",
    "heads.npz": "9c14f7af172765a8f2dfa7c238d985fabf1f6f27ba1dd1daa66bdbdb01cbed7b",
    "linear.json": "c97c63828ea56b2005f91813e26bd21ed774855756b3a2e738393a066c8c1672",
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
