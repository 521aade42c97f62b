"""The reader: articles on the left, the one being read in the middle, what it says on the right."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.commands import bindings
from tui.screens.actions import ReaderActions
from tui.screens.feeds import FeedActions


class ReaderScreen(FeedActions, ReaderActions):
    """Three panes and the commands of the registry."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings())
