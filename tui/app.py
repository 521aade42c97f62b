"""The reader's application: themes, settings and the library; what is seen is in ``screens`` and ``widgets``."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any, ClassVar

from store.library import Library
from tui import themes
from tui.extraction_process import ExtractionProcess
from tui.keys_in_turn import KeysInTurn
from tui.locations import config_path
from tui.palette import DatelineCommands
from tui.screens.reader import ReaderScreen
from tui.settings import Settings, load


class DatelineApp(KeysInTurn[None]):
    """Opens a library and reads in it."""

    TITLE = "Dateline"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/app.tcss", "styles/reader.tcss", "styles/pen.tcss"]
    COMMANDS: ClassVar[set[Any]] = {DatelineCommands}

    def __init__(
        self,
        library_path: Path,
        *,
        settings: Settings | None = None,
        warnings: Sequence[str] = (),
        alone: bool = False,
    ) -> None:
        """Open the library at once, so that what is wrong with it is said before the terminal is taken over.

        Args:
            library_path: the SQLite file; made where there is none.
            settings: None for the defaults.
            warnings: lines on the settings to show when the reader opens.
            alone: the process does nothing but this; what is there once the reader is open stays until its end.

        Raises:
            DatelineError: the library cannot be opened.
        """
        self.library = Library.open(library_path)
        self.settings = settings or Settings()
        self.warnings = list(warnings)
        self.alone = alone
        self.findings_process = ExtractionProcess()
        super().__init__()
        self.register_theme(themes.DARK)
        self.register_theme(themes.LIGHT)
        if self.settings.theme in self.available_themes:
            self.theme = self.settings.theme
        else:
            self.theme = themes.DARK.name
            self.warnings.append(f"there is no theme '{self.settings.theme}': ctrl+p lists them")

    @property
    def keymap(self) -> dict[str, str]:
        """The user's own keys: command id to Textual key names."""
        return dict(self.settings.keys)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Dateline's colour names, for themes that do not know them."""
        return themes.variable_defaults(self.current_theme.dark)

    def get_default_screen(self) -> ReaderScreen:
        """The reader is the first screen there is."""
        settings = self.settings
        return ReaderScreen(
            self.library,
            self.findings_process,
            measure=settings.measure,
            keymap=self.keymap,
            start=settings.start,
        )

    def on_mount(self) -> None:
        """Say what was wrong with the settings."""
        for warning in self.warnings:
            self.notify(warning, title="Settings", severity="warning", timeout=12, markup=False)

    def on_ready(self) -> None:
        """Spare Python's collector what is never garbage: going through it all stops the screen for 60 to 120 ms, and
        a change of many articles makes it do so."""
        if self.alone:
            gc.freeze()

    async def action_quit(self) -> None:
        """Leave the article that is open, let a change that is under way come to its end, and quit."""
        reader = self.screen_stack[0]
        if isinstance(reader, ReaderScreen):
            reader.leave()
            await reader.written()
        self.exit()

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self.findings_process.close()


def run_reader(library_path: Path) -> int:
    """Open the reader on a library and come back when the user quits.

    Returns:
        The command's exit status.

    Raises:
        DatelineError: the library cannot be opened.
    """
    settings, warnings = load(config_path())
    app = DatelineApp(library_path, settings=settings, warnings=warnings, alone=True)
    try:
        app.run()
    finally:
        app.findings_process.close()
        app.library.close()
    return app.return_code or 0
