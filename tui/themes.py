"""Dateline's two themes and the colours by which kinds and statuses are told apart.

Every text colour has a contrast of at least 4.5 to 1 against its background (WCAG 2.2, success criterion 1.4.3); a test
measures it. Colours are never the only sign: kinds are spelt out in the sidebar, triggers underlined, statuses worded.
"""

from __future__ import annotations

from textual.theme import Theme

DARK_COLOURS = {
    "muted": "#939aa5",
    "faint": "#353b45",
    "cursor-line": "#262c36",
    "evidence": "#33301f",
    "match": "#4a3d12",
    "chosen-text": "#14171c",
    "kind-person": "#9ccc8f",
    "kind-state": "#7db4ee",
    "kind-government": "#a4b4e8",
    "kind-military": "#c4a5f0",
    "kind-armed_group": "#f0907f",
    "kind-organization": "#6fcabb",
    "kind-media": "#e09ccb",
    "kind-population": "#cdbd8a",
    "status-claimed": "#f2c55c",
    "status-denied": "#ff8a80",
    "status-planned": "#86c5ff",
    "status-hypothetical": "#c9a9ff",
    "mark-yellow": "#4a3d10",
    "mark-green": "#1f4026",
    "mark-blue": "#1b3a5e",
    "mark-pink": "#552540",
    "mark-violet": "#3d2d66",
    "sign-yellow": "#f2c55c",
    "sign-green": "#9ccc8f",
    "sign-blue": "#86c5ff",
    "sign-pink": "#f29cc4",
    "sign-violet": "#c9a9ff",
}

LIGHT_COLOURS = {
    "muted": "#66635b",
    "faint": "#d3cdbf",
    "cursor-line": "#f0e9d9",
    "evidence": "#faebc3",
    "match": "#f6dd8f",
    "chosen-text": "#fffdf7",
    "kind-person": "#2d6a2a",
    "kind-state": "#14599d",
    "kind-government": "#3d4f94",
    "kind-military": "#6b3aa6",
    "kind-armed_group": "#ab2a1d",
    "kind-organization": "#07645a",
    "kind-media": "#8d2f7d",
    "kind-population": "#685308",
    "status-claimed": "#7a5400",
    "status-denied": "#a8201a",
    "status-planned": "#14599d",
    "status-hypothetical": "#6b3aa6",
    "mark-yellow": "#fbe9a6",
    "mark-green": "#d3efcb",
    "mark-blue": "#d2e6fa",
    "mark-pink": "#fbdbe6",
    "mark-violet": "#e8ddfa",
    "sign-yellow": "#7a5400",
    "sign-green": "#2d6a2a",
    "sign-blue": "#14599d",
    "sign-pink": "#9c2463",
    "sign-violet": "#6b3aa6",
}


def _scrollbars(quiet: str, bright: str, ground: str) -> dict[str, str]:
    """Scroll bars that stay out of the way."""
    bars = {"scrollbar": quiet, "scrollbar-hover": bright, "scrollbar-active": bright, "scrollbar-corner-color": ground}
    for state in ("", "-hover", "-active"):
        bars[f"scrollbar-background{state}"] = ground
    return bars


DARK = Theme(
    name="dateline-dark",
    dark=True,
    primary="#e5a550",
    accent="#e5a550",
    secondary="#7db4ee",
    foreground="#d9d6cf",
    background="#14171c",
    surface="#191d23",
    panel="#20252d",
    warning="#f2c55c",
    error="#ff8a80",
    success="#9ccc8f",
    variables=DARK_COLOURS | _scrollbars("#353b45", "#e5a550", "#14171c"),
)

LIGHT = Theme(
    name="dateline-light",
    dark=False,
    primary="#a34a0b",
    accent="#a34a0b",
    secondary="#14599d",
    foreground="#2c2a26",
    background="#fbf8f1",
    surface="#f6f1e6",
    panel="#eee7d8",
    warning="#7a5400",
    error="#a8201a",
    success="#2d6a2a",
    variables=LIGHT_COLOURS | _scrollbars("#d3cdbf", "#a34a0b", "#fbf8f1"),
)


def variable_defaults(dark: bool) -> dict[str, str]:
    """Values of Dateline's own colour names for a theme that does not know them."""
    return dict(DARK_COLOURS if dark else LIGHT_COLOURS)
