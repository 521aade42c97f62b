"""What an empty library shows: how to fill it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static


class Welcome(Vertical):
    """A first page with the two commands that matter."""

    def compose(self) -> ComposeResult:
        """A greeting and what to type."""
        yield Static(
            Content.assemble(
                ("Nothing to read yet\n\n", "bold $accent"),
                ("Add articles from files or from the web:\n\n", "$foreground"),
                ("    dateline add report.html --source Reuters\n", "bold $foreground"),
                ("    dateline add https://example.org/story\n", "bold $foreground"),
                ("    dateline add saved-pages/ mailbox.mbox archive.zip\n\n", "bold $foreground"),
                ("Or follow feeds, and bring in what is new with F:\n\n", "$foreground"),
                ("    dateline feed add https://example.org/rss\n\n", "bold $foreground"),
                ("Or look around in a library of samples:\n\n", "$foreground"),
                ("    dateline demo\n\n", "bold $foreground"),
                ("Then press F5 here to read the list anew.", "$muted"),
            ),
            id="welcome-text",
        )
