"""What the reader's commands do, one method a command of the registry."""

from __future__ import annotations

from textual import work

from store.model import Incident
from tui.browser import can_browse, is_web_address, open_in_browser
from tui.command import BODY, LIST, PANES, SELECTION, SIDEBAR
from tui.commands import binding_rows
from tui.screens.help import HelpScreen
from tui.screens.saved_searches import SavedSearching
from tui.screens.why import WhyScreen
from tui.themes import DARK, LIGHT

TWICE_SECONDS = 1.0
"""Time between the two presses of ``g g``."""


class ReaderActions(SavedSearching):
    """Actions named in ``tui.commands``; state and widgets come from ``ReaderBase``, searching from what lies between."""

    # --- moving and panes

    def action_move(self, how: str) -> None:
        """Move in the pane that has the keys."""
        self.widget_of(self.pane).move(how)

    def action_move_top(self) -> None:
        """To the top at the second press."""
        if self._top_timer is not None:
            self._forget_press()
            self.action_move("top")
        else:
            self._top_timer = self.set_timer(TWICE_SECONDS, self._forget_press)

    def _forget_press(self) -> None:
        if self._top_timer is not None:
            self._top_timer.stop()
            self._top_timer = None

    def action_pane_step(self, by: int) -> None:
        """Round the panes."""
        self.go_to(PANES[(PANES.index(self.pane) + by) % len(PANES)])

    def action_pane_side(self, by: int) -> None:
        """To the neighbour, if there is one."""
        self.go_to(PANES[max(0, min(PANES.index(self.pane) + by, len(PANES) - 1))])

    def action_tab(self, tab: str) -> None:
        """Open a tab of the sidebar and go there."""
        self.sidebar.open_tab(tab)
        self.go_to(SIDEBAR)

    def action_back(self) -> None:
        """One level: chosen words, sidebar to body, the choice, words found, zen, body to list; then marks, the search."""
        if self.context == SELECTION:
            self.body.select(None)
        elif self.pane == SIDEBAR:
            self.go_to(BODY)
        elif self.reading is not None and self.reading.chosen is not None:
            self.choose(None)
        elif self.finding.spans:
            self.stop_finding()
        elif self.zen:
            self.set_zen(False)
        elif self.pane == BODY:
            self.go_to(LIST)
        elif self.article_list.marked:
            self.article_list.mark(set())
        else:
            self.stop_searching()

    # --- findings

    def action_enter(self) -> None:
        """List: read. Body: choose what the sentence says, at each press the next. Sidebar: choose the finding."""
        if self.pane == LIST:
            self.go_to(BODY)
        elif self.pane == BODY:
            self._enter_sentence()
        elif (item := self.sidebar.finding_list.current) is not None:
            self.enter_item(item)

    def _enter_sentence(self) -> None:
        reading, here = self.reading, self.body.sentence
        found = list(reading.findings.supported_by(here)) if reading and reading.findings else []
        if reading is None or not found:
            self.footer.tell("Nothing was found in this sentence.")
            return
        at = found.index(reading.chosen) if reading.chosen in found else -1
        self.choose(found[(at + 1) % len(found)], jump=False)

    def action_walk(self, step: int) -> None:
        """To the chosen finding's next or previous sentence, or else to the next or previous words found."""
        place = self.reading.walk(self.body.sentence, step) if self.reading else None
        if place is not None:
            self.body.go(place)
        elif not self.walk_matches(step):
            self.footer.tell("Nothing to walk: choose an actor or an incident with enter, or find words with f.")

    def action_why(self) -> None:
        """The reasons of the incident under the cursor or chosen, or else of the sentence's first one."""
        reading = self.reading
        incident = self._incident_at_hand()
        if reading is None or reading.findings is None or incident is None:
            self.footer.tell("There is no incident here to explain: go to one, in the sidebar or in the text.")
            return
        extraction = reading.findings.extraction
        self.app.push_screen(WhyScreen(reading.article.text, extraction, incident), self._show_sentence)

    def _incident_at_hand(self) -> Incident | None:
        reading = self.reading
        if reading is None or reading.findings is None:
            return None
        item = self.sidebar.finding_list.current if self.pane == SIDEBAR else None
        near = [item.finding if item else None, reading.chosen, *reading.findings.supported_by(self.body.sentence)]
        ids = (finding.id for finding in near if finding is not None and finding.kind == "incident")
        return next((reading.findings.incidents[id] for id in ids), None)

    def _show_sentence(self, sentence: int | None) -> None:
        if sentence is not None:
            self.go_to(BODY)
            self.body.go(sentence)

    # --- the article

    def action_copy(self) -> None:
        """The sentence under the cursor, to the terminal's clipboard (OSC 52)."""
        if sentence := self.body.sentence_text:
            self.app.copy_to_clipboard(sentence)
            self.footer.tell("Copied the sentence.")

    def action_browse(self) -> None:
        """The article's page, in the user's browser."""
        url = self.reading.article.url if self.reading else None
        if not url:
            self.footer.tell("This article has no web address.")
        elif not is_web_address(url):
            self.footer.tell(f"Not a web address: {url}", failed=True)
        elif not can_browse():
            self.app.copy_to_clipboard(url)
            self.footer.tell(f"There is no browser here; copied {url}")
        else:
            self.footer.tell(f"Opening {url}")
            self._browse(url)

    @work(thread=True, group="browser")
    def _browse(self, url: str) -> None:
        if not open_in_browser(url):
            self.app.call_from_thread(self.footer.tell, f"No browser opened {url}", failed=True)

    def action_reload(self) -> None:
        """What another process added is there too."""
        self.reload()
        self.footer.tell("Read the list anew.")

    # --- the view

    def action_zen(self) -> None:
        """The body alone, and back."""
        self.set_zen(not self.zen)

    def action_measure(self, by: int) -> None:
        """Longer or shorter lines."""
        self.footer.tell(f"Lines of at most {self.body.change_measure(by)} characters.")

    def action_theme(self) -> None:
        """Dark is light and the other way round."""
        self.app.theme = LIGHT.name if self.app.current_theme.dark else DARK.name

    def action_help(self) -> None:
        """All keys as they are at this moment."""
        self.app.push_screen(HelpScreen(binding_rows(self.keymap)))
