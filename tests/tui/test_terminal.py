"""What only a real terminal shows: the first frame, the clipboard, and that nothing is left behind."""

from __future__ import annotations

import shutil

import pytest

from tests.tui.tmux import Tmux

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


def test_the_first_frame_shows_the_article_and_c_copies_through_the_terminal(tmux: Tmux) -> None:
    tmux.wait(lambda: "Convoy reaches Tarsk" in tmux.screen() and "¹Actors 5" in tmux.screen())
    tmux.run("send-keys", "Enter", "j", "c")
    tmux.wait(lambda: "United Relief convoy reached the town" in tmux.run("show-buffer"))
    assert tmux.run("show-buffer") == (
        "A United Relief convoy reached the town of Tarsk on Monday, the first since the fighting began."
    )
    tmux.run("send-keys", "q")
    tmux.wait(lambda: "status 0" in tmux.screen())


def test_a_note_is_written_on_in_the_users_own_editor(tmux: Tmux) -> None:
    tmux.wait(lambda: "¹Actors 5" in tmux.screen())
    tmux.run("send-keys", "Enter", "j", "a")
    tmux.wait(lambda: "your editor" in tmux.screen())
    tmux.run("send-keys", "-l", "from here")
    tmux.run("send-keys", "C-e")
    tmux.wait(lambda: "from here and from outside" in " ".join(tmux.screen().split()))
    tmux.run("send-keys", "C-s")
    tmux.wait(lambda: "Noted." in tmux.screen())
    tmux.run("send-keys", "q")
    tmux.wait(lambda: "status 0" in tmux.screen())
