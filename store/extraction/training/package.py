"""``python -m store.extraction.training.package``: print the digests of the packaged weights, for ``packaged.SHA256``."""

from __future__ import annotations

import hashlib

from store.extraction.packaged import FOLDER, SHA256


def main() -> None:
    """One line a file, as the table in ``packaged`` has it."""
    for name in SHA256:
        print(f'    "{name}": "{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()}",')


if __name__ == "__main__":
    main()
