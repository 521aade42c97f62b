"""MUC-4 development documents (1989 to 1991, case restored by machine), scored by ``muc4_score.py``.

The scorer runs as its own process over a temporary folder of findings, and its tables are shown as it prints them.
``published`` is the day of the document's dateline, where one can be read.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.quality import answers
from tests.quality.outcome import Figure, Outcome, Settings

_GOALS = {"strict": 50.0, "head": 58.0}
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})\b")
_ALL = re.compile(r"^\s+all\s.*F1\s+([\d.]+)", re.MULTILINE)


def run(settings: Settings) -> Outcome:
    """Extract every document, score, print the scorer's own tables."""
    folder = settings.shared / "quality"
    gold = folder / "muc4" / "dev.jsonl"
    with TemporaryDirectory() as target:
        for line in gold.read_text("utf-8").splitlines():
            document = json.loads(line)
            found = answers.of_text(document["text"], day(document.get("dateline") or ""))
            Path(target, f"{document['id']}.json").write_text(json.dumps(found), "utf-8")
        command = [sys.executable, str(folder / "muc4_score.py"), str(gold), target]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print("\nMUC-4 development documents (per cent)\n" + said.rstrip())
    figures = zip(_GOALS.items(), _ALL.findall(said), strict=True)
    return Outcome([Figure(f"MUC-4 dev {name} F1", float(value), goal) for (name, goal), value in figures])


def day(dateline: str) -> str | None:
    """The ISO date in a dateline such as ``SAN SALVADOR, 12 JAN 90 (...)``, or None.

    >>> day("SAN SALVADOR, 12 JAN 90 (RADIO)")
    '1990-01-12'
    """
    found = _DAY.search(dateline)
    if not found:
        return None
    try:
        return datetime.strptime(" ".join(found.groups()), "%d %b %y").date().isoformat()
    except ValueError:
        return None
