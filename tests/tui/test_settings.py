"""Settings and keys: a mistake is told and left aside."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from tests.tui.test_keys import press, reader
from tui.app import DatelineApp
from tui.commands import BY_ID, COMMANDS, binding_rows, footer_hints, listing, overlap
from tui.keymap import read_keymap
from tui.settings import Settings, load


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml") == (Settings(), [])


def test_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        'theme = "dateline-light"\nmeasure = 60\n[keys]\n"move.down" = ["n", "down"]\n"finding.next" = "J"\n'
    )
    settings, warnings = load(path)
    assert warnings == []
    assert (settings.theme, settings.measure) == ("dateline-light", 60)
    assert settings.keys == {"move.down": "n,down", "finding.next": "J"}


def test_mistakes_are_warnings_with_the_nearest_name(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('themes = "x"\nmeasure = 7\n[keys]\n"move.dwn" = "x"\n"help" = 3\n')
    settings, warnings = load(path)
    assert settings == Settings()
    assert warnings == [
        "config.toml has an unknown setting 'themes' (did you mean 'theme'?)",
        "config.toml: measure must be a whole number from 40 to 120",
        "config.toml: [keys] has no command 'move.dwn' (did you mean 'move.down'?)",
        'config.toml: [keys] help: give a key such as "j" or a list of keys',
    ]


def test_a_file_that_is_no_toml_is_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("theme = ")
    settings, warnings = load(path)
    assert settings == Settings()
    assert len(warnings) == 1 and "is left aside" in warnings[0] and "\n" not in warnings[0]


def test_a_key_given_twice_stays_with_the_first() -> None:
    keymap, warnings = read_keymap({"help": "x", "quit": "x"})
    assert keymap["help"] == "x"
    assert "quit" not in keymap
    assert warnings == ["[keys] 'x' is given to both help and quit; help keeps it"]


def test_taking_anothers_only_key_is_told() -> None:
    keymap, warnings = read_keymap({"help": "q"})
    assert keymap == {"help": "q", "quit": ""}
    assert warnings == ["[keys] 'q' now belongs to help: quit has no key left"]


def test_punctuation_may_be_written_as_itself() -> None:
    assert read_keymap({"help": "~", "view.wider": "ctrl++"})[0] == {"help": "tilde", "view.wider": "ctrl+plus"}


def test_commands_have_ids_and_keys_of_their_own_wherever_they_work() -> None:
    keyed = [(command, key) for command in COMMANDS for key in command.keys.split(",")]
    clashes = [(one.id, other.id) for (one, key), (other, same) in combinations(keyed, 2) if key == same]
    assert [pair for pair in clashes if overlap(BY_ID[pair[0]], BY_ID[pair[1]])] == []
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_bindings_help_and_footer_tell_the_keys_there_are() -> None:
    rows = {row.id: row for row in binding_rows({"help": "f1"})}
    assert rows["help"].keys == "f1"
    assert rows["move.top"].keys == "g g"
    assert ("f1", "help") in footer_hints("list", {"help": "f1"})
    assert len(listing({})) == len(COMMANDS)
    assert any(line.startswith("quit ") and " q " in line for line in listing({}))


async def test_the_users_keys_work_and_stand_in_help_and_footer(library_path: Path) -> None:
    app = DatelineApp(library_path, settings=Settings(keys={"move.down": "x", "quit": "Q"}))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "x")
        assert reader(app).article_list.current.title.startswith("An extra")  # type: ignore[union-attr]
        await press(pilot, "q", "j")
        assert reader(app).article_list.current.title.startswith("An extra")  # type: ignore[union-attr]
        assert reader(app).keymap["move.down"] == "x"
        assert ("x/k", "article") in reader(app).footer.hints
    app.library.close()


async def test_warnings_are_shown_when_the_reader_opens(library_path: Path) -> None:
    app = DatelineApp(library_path, settings=Settings(theme="nope"), warnings=["config.toml: [b] odd [/ words"])
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        messages = [notification.message for notification in app._notifications]
        assert messages == ["config.toml: [b] odd [/ words", "there is no theme 'nope': ctrl+p lists them"]
    app.library.close()
