"""Colours can be read, and every theme there is can be taken."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from store.model import COLORS
from tests.tui.test_keys import WIDE, press, reader
from tui.app import DatelineApp
from tui.themes import DARK, LIGHT

GROUNDS = ("cursor-line", "evidence")
HIGHLIGHTS = tuple(f"mark-{color}" for color in COLORS)
QUIET = {*GROUNDS, *HIGHLIGHTS, "faint", "chosen-text", "match"}


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [part / 255 for part in color.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_text_colour_has_enough_contrast_on_every_ground(theme: Theme) -> None:
    texts = {name: value for name, value in theme.variables.items() if name not in QUIET and "scrollbar" not in name}
    texts |= {"accent": str(theme.accent), "foreground": str(theme.foreground), "secondary": str(theme.secondary)}
    grounds = [
        str(theme.background),
        str(theme.surface),
        str(theme.panel),
        *(theme.variables[name] for name in GROUNDS),
    ]
    poor = {
        (name, ground): round(contrast(value, ground), 2)
        for name, value in texts.items()
        for ground in grounds
        if contrast(value, ground) < 4.5
    }
    assert poor == {}
    assert contrast(theme.variables["chosen-text"], str(theme.accent)) >= 4.5
    assert contrast(str(theme.foreground), theme.variables["match"]) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_what_stands_in_the_text_has_enough_contrast_on_every_highlight(theme: Theme) -> None:
    texts = {name: value for name, value in theme.variables.items() if name.startswith(("kind-", "status-"))}
    texts |= {"accent": str(theme.accent), "foreground": str(theme.foreground)}
    grounds = {name: theme.variables[name] for name in HIGHLIGHTS}
    poor = [(text, name) for text in texts for name in grounds if contrast(texts[text], grounds[name]) < 4.5]
    assert poor == []


async def test_every_theme_there_is_can_be_taken(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "2", "enter")
        for name in app.available_themes:
            app.theme = name
            await pilot.pause()
            assert reader(app).body.render_line(3).cell_length == reader(app).body.size.width
