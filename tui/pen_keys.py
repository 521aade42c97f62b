"""The commands with which the reader writes: marks, tags, words, notes, verdicts and corrections; and those that travel."""

from __future__ import annotations

from tui.command import BODY, LIST, NOTES, SELECTION, SIDEBAR, Command

_WORDS = (BODY, SELECTION)
_FINDINGS = (BODY, SIDEBAR)

PEN_COMMANDS: tuple[Command, ...] = (
    # --- words, while some are chosen
    Command(
        "select.start", "v", "select", "Words", "Choose words, from the sentence on", "choose words · let go of them",
        {BODY: "choose words"}, only=_WORDS,
    ),
    Command(
        "select.longer", "l,right", "select_grow('word', 1)", "Words", "Chosen words: one more", "one word more",
        {SELECTION: "word"}, "select.shorter", only=(SELECTION,),
    ),
    Command(
        "select.shorter", "h,left", "select_grow('word', -1)", "Words", "Chosen words: one less", "one word less",
        only=(SELECTION,),
    ),
    Command(
        "select.longer_sentence", "j,down", "select_grow('sentence', 1)", "Words", "Chosen words: one sentence more",
        "one sentence more", {SELECTION: "sentence"}, "select.shorter_sentence", only=(SELECTION,),
    ),
    Command(
        "select.shorter_sentence", "k,up", "select_grow('sentence', -1)", "Words", "Chosen words: one sentence less",
        "one sentence less", only=(SELECTION,),
    ),
    Command(
        "select.longer_paragraph", "J,right_curly_bracket", "select_grow('paragraph', 1)", "Words",
        "Chosen words: one paragraph more", "one paragraph more", only=(SELECTION,),
    ),
    Command(
        "select.shorter_paragraph", "K,left_curly_bracket", "select_grow('paragraph', -1)", "Words",
        "Chosen words: one paragraph less", "one paragraph less", only=(SELECTION,),
    ),
    Command(
        "select.next_word", "w", "select_step(1)", "Words", "Choose a single word: the next", "the next word alone",
        {SELECTION: "one word"}, "select.previous_word", only=(SELECTION,),
    ),
    Command(
        "select.previous_word", "b", "select_step(-1)", "Words", "Choose a single word: the one before",
        "the word before alone", only=(SELECTION,),
    ),
    Command(
        "select.other_end", "o", "select_turn", "Words", "Chosen words: hold the other end", "hold the other end",
        only=(SELECTION,),
    ),
    # --- highlights and notes
    Command(
        "highlight", "m", "highlight", "Notes", "Highlight the words, or take the highlight away",
        "highlight words or sentence", dict.fromkeys(_WORDS, "highlight"), only=_WORDS,
    ),
    Command(
        "highlight.colour", "M", "highlight_in", "Notes", "Highlight in another colour", "highlight in another colour",
        only=_WORDS,
    ),
    Command(
        "note.write", "a", "note", "Notes", "Write a note on what is at hand", "note on words, finding or article",
        {BODY: "note", SELECTION: "note", SIDEBAR: "note"},
    ),
    Command(
        "note.article", "A", "note_article", "Notes", "Write a note on the article", "note on the article",
        {NOTES: "article note"},
    ),
    Command(
        "note.remove", "d,delete", "remove_note", "Notes", "Remove the note or highlight", "remove the note",
        {NOTES: "remove"}, only=(SIDEBAR,),
    ),
    Command(
        "note.anchor", "enter", "anchor_note", "Notes", "Note on the words chosen, or tie the orphaned note to them",
        "note on the words; ties an orphan to them", only=(SELECTION,),
    ),
    # --- verdicts and corrections
    Command(
        "finding.accept", "y", "verdict('accept')", "Corrections", "Accept the finding", "accept the finding",
        dict.fromkeys(_FINDINGS, "accept/reject"), "finding.reject", only=_FINDINGS,
    ),
    Command(
        "finding.reject", "x", "verdict('reject')", "Corrections", "Reject the finding", "reject the finding",
        only=_FINDINGS,
    ),
    Command(
        "finding.restore", "X", "verdict('restore')", "Corrections", "Take the verdict back", "take the verdict back",
        only=_FINDINGS,
    ),
    Command(
        "finding.unreviewed", "full_stop", "unreviewed(1)", "Corrections", "Next finding without a verdict",
        "next finding without a verdict", dict.fromkeys(_FINDINGS, "unreviewed"),
    ),
    Command(
        "finding.unreviewed_before", "comma", "unreviewed(-1)", "Corrections", "Previous finding without a verdict",
        "the one before",
    ),
    Command(
        "finding.edit", "e", "edit", "Corrections", "Edit the finding or the note", "edit: name, kind, any slot; note",
        {SIDEBAR: "edit", NOTES: "edit"},
    ),
    Command(
        "finding.merge", "m", "merge", "Corrections", "Merge with another, or all that are marked",
        "merge with another, or those marked", {SIDEBAR: "merge"}, only=(SIDEBAR,),
    ),
    Command(
        "finding.split", "S", "split", "Corrections", "Mentions or sentences: split off, remove",
        "its mentions or sentences: split, remove", {SIDEBAR: "split"}, only=_FINDINGS,
    ),
    Command(
        "finding.evidence", "E", "evidence", "Corrections", "This sentence says the chosen incident, or not",
        "sentence is evidence of the incident, or not", only=_FINDINGS,
    ),
    Command(
        "actor.new", "n", "new_actor", "Corrections", "The chosen words name an actor, new or known",
        "the words name an actor", {SELECTION: "actor"}, only=(SELECTION,),
    ),
    Command(
        "incident.new", "i", "new_incident", "Corrections", "A new incident from words or sentence",
        "a new incident from words or sentence", {SELECTION: "incident"}, only=_WORDS,
    ),
    Command(
        "rules", "L", "rules", "Corrections", "Rules for the whole library (“always”)", "your rules for the library"
    ),
    # --- marks and tags
    Command(
        "mark", "space", "mark", "Tags", "Mark or unmark the article or finding", "mark article or finding",
        {LIST: "mark"}, only=(LIST, SIDEBAR),
    ),
    Command("mark.all", "asterisk", "mark_all", "Tags", "Mark all articles shown, or none", "mark all shown, or none"),
    Command(
        "tags", "t", "tag", "Tags", "Tag the article, those marked, or the note", "tag article, those marked, or note",
        dict.fromkeys((LIST, BODY, NOTES), "tag"),
    ),
    Command("tags.browse", "T", "tags", "Tags", "Browse, rename, merge and delete tags", "browse the tags"),
)  # fmt: skip

TRAVEL_COMMANDS: tuple[Command, ...] = (
    Command(
        "travel.back", "left_square_bracket,ctrl+o", "travel(-1)", "Panes", "Back to the article before",
        "back to the article before",
    ),
    Command(
        "travel.forward", "right_square_bracket,ctrl+i", "travel(1)", "Panes", "Forward again", "forward again"
    ),
)  # fmt: skip
