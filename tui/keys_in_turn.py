"""Keys one after the other: none is sent on before what the key before it did is done.

Textual sends each key at once to what has the focus, which acts on it in its own time. Of a burst of keys (typed ahead
on a busy machine, or sent by a script) all would go to the field that is about to be left, or to the screen below the
window that the first of them opens. Here a key waits until the one before has gone its whole way: through the widget
that had it and all around it up to the app, then once more the same way for the messages it caused.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from textual import events
from textual.app import App, ReturnType
from textual.dom import DOMNode
from textual.screen import Screen

LONGEST = 2.0
"""Seconds a key may hold up those after it, so that nothing that is stuck stops the keyboard."""
ROUNDS = 2
"""Ways through the widgets: one for the key, one for the messages it caused (a line handed in, a choice made)."""

Typed = events.Key | events.Paste


class KeysInTurn(App[ReturnType]):
    """An app whose keys wait for one another."""

    _typed_ahead: deque[Typed]
    _last_key: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Send a key on, or keep it until its turn comes."""
        if not isinstance(event, Typed) or event.is_forwarded:
            await super().on_event(event)
        elif self._last_key is None:
            self._typed_ahead = deque()
            await self._send(event)
        else:
            self._typed_ahead.append(event)

    async def _send(self, event: Typed) -> None:
        way, below = self._way(), self.screen
        await super().on_event(event)
        self._last_key = asyncio.create_task(self._see_it_through(way, below))

    async def _see_it_through(self, way: list[DOMNode], below: Screen[object]) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                for _ in range(ROUNDS):
                    for node in way:
                        await _reached(node.call_later)
                    way = self._way()
                if self.screen is not below:
                    await _reached(self.screen.call_after_refresh)
        self.call_later(self._next)

    async def _next(self) -> None:
        """Send the key that waited longest; in the app's own queue, so behind the focus that was asked for there."""
        self._last_key = None
        if self._typed_ahead:
            await self._send(self._typed_ahead.popleft())

    def _way(self) -> list[DOMNode]:
        """What a key passes: the widget it goes to and all around it, up to the app."""
        return list((self.focused or self.screen).ancestors_with_self)


async def _reached(queue: Callable[[Callable[[], None]], bool]) -> None:
    """Wait until a widget has done all it was told so far; one that is gone has."""
    done = asyncio.Event()
    if queue(done.set):
        await done.wait()
