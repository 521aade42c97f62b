"""How well extraction does, measured: ``python -m tests.quality``; floors on our own samples: ``pytest tests/quality``."""
