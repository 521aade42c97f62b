"""Pictures of the reader, made from the real app on the demo's library: ``python -m tests.screenshots``.

Each picture is written as SVG (Textual's own) and as PNG (resvg). Textual's SVG asks the web for Fira Code; here it is
told to use a monospaced font of this machine, since resvg draws only with fonts it has.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)

import resvg_py

from tui.app import DatelineApp
from tui.demo import build
from tui.settings import Settings

FOLDER = Path(__file__).parent.parent / "screenshots"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
FONTS = {"DejaVu Sans Mono": "DejaVuSansMono.ttf", "Menlo": "Menlo.ttc", "Consolas": "consola.ttf"}
WIDE, NARROW = (120, 36), (80, 24)
PICTURES: dict[str, tuple[tuple[int, int], list[str], str]] = {
    "reader-120x36": (WIDE, ["enter", "j", "j"], "dateline-dark"),
    "reader-80x24": (NARROW, ["enter", "j"], "dateline-dark"),
    "sidebar-80x24": (NARROW, ["2", "j"], "dateline-dark"),
    "actor": (WIDE, ["enter", "j", "j", "j", "enter", "enter", "n"], "dateline-dark"),
    "incident": (WIDE, ["enter", "j", "j", "enter"], "dateline-dark"),
    "search": (WIDE, ["slash", *"agent", "colon", *"houthis", "space", *"tanker", "asterisk"], "dateline-dark"),
    "search-wrong": (WIDE, ["slash", *"tag", "colon", *"syria", "space", *"tittle", "colon", "x"], "dateline-dark"),
    "search-80x24": (NARROW, ["slash", *"sta", "tab", *"cl"], "dateline-light"),
    "find": (WIDE, ["enter", "f", *"tanker"], "dateline-dark"),
    "help": (WIDE, ["question_mark"], "dateline-dark"),
    "palette": (WIDE, ["ctrl+p", "n", "e", "x"], "dateline-dark"),
    "light": (WIDE, ["enter", "j", "j", "enter"], "dateline-light"),
    "dark": (WIDE, ["2", "j", "j", "enter"], "dateline-dark"),
    "zen": ((100, 36), ["j", "z", "j", "j"], "dateline-light"),
    "tags": (WIDE, ["t", "r", "e"], "dateline-dark"),
    "notes": (
        WIDE,
        [
            *(
                "enter",
                "j",
                "j",
                "m",
                "v",
                "w",
                "w",
                "w",
                "l",
                "l",
                "M",
                "3",
                "v",
                "o",
                "h",
                "h",
                "h",
                "h",
                "h",
                "M",
                "4",
            ),
            *(
                "j",
                "v",
                "w",
                "w",
                "l",
                "l",
                "a",
                *"Who",
                "space",
                *"says",
                "space",
                *"so",
                "question_mark",
                "ctrl+s",
                "3",
            ),
        ],
        "dateline-dark",
    ),
    "correction": (WIDE, ["2", "j", "e", "tab", "down"], "dateline-dark"),
    "merge": (WIDE, ["1", "j", "space", "j", "m"], "dateline-light"),
    "arabic": (WIDE, ["j", "j", "j", "enter", "j"], "dateline-dark"),
}


def font() -> tuple[str, str]:
    """Name and folder of a monospaced font of this machine; ends the program where there is none."""
    for folder in FONT_FOLDERS:
        for name, file in FONTS.items():
            if next(Path(folder).rglob(file), None) if Path(folder).is_dir() else None:
                return name, folder
    sys.exit("no monospaced font for the PNGs: install one, for instance with `apt-get install fonts-dejavu-core`")


async def picture(library: Path, size: tuple[int, int], keys: list[str], theme: str) -> str:
    """The screen after ``keys``, as SVG."""
    app = DatelineApp(library, settings=Settings(theme=theme))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause(0.8)
        svg = app.export_screenshot()
    app.library.close()
    return svg


def with_font(svg: str, name: str) -> str:
    """The SVG with a font of this machine in the place of the one from the web."""
    svg = re.sub(r"@font-face\s*{.*?}", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family:[^;]*;", f"font-family: {name}, monospace;", svg)


def main(names: list[str]) -> None:
    """Make all pictures, or those named."""
    name, folder = font()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        first = Path(scratch) / "demo.db"
        build(first, extract=True)
        for picture_name in names or PICTURES:
            library = Path(scratch) / f"{picture_name}.db"
            shutil.copy(first, library)
            size, keys, theme = PICTURES[picture_name]
            svg = with_font(asyncio.run(picture(library, size, keys, theme)), name)
            (FOLDER / f"{picture_name}.svg").write_text(svg, encoding="utf-8")
            png = resvg_py.svg_to_bytes(svg_string=svg, width=size[0] * 13, font_dirs=[folder])
            (FOLDER / f"{picture_name}.png").write_bytes(bytes(png))
            print(FOLDER / f"{picture_name}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
