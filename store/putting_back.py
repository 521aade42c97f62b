"""Putting back what cleaning took out of an article: the text without the edit is a further version, chosen to be read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from store.intake.restoring import can_be_taken_back, without
from store.library import Library
from store.model import DatelineError


def put_back(library: Library, article_id: int, numbers: Collection[int]) -> int:
    """Take edits of the text that is read back, as one journal entry.

    Args:
        numbers: indices into ``library.articles.edits(article_id)``.

    Returns:
        The number of the version that is read from now on.

    Raises:
        DatelineError: there is no such article, no such edit, or nothing to take back in one of them.
    """
    with library.batch():
        made = library.articles.edits(article_id)
        for number in numbers:
            if not 0 <= number < len(made) or not can_be_taken_back(made[number]):
                raise DatelineError(
                    f"edit {number + 1} of article {article_id} cannot be put back: "
                    f"`dateline show {article_id} --edits` lists those that can"
                )
        article = replace(library.articles.get(article_id), edits=made)
        try:
            version = library.versions.add(article_id, without(article, numbers))
        except ValueError:
            raise DatelineError(f"the edits of article {article_id} do not fit its text: add it again") from None
        what = f"“{made[min(numbers)].rule}”" if len(numbers) == 1 else f"{len(numbers)} cleaned lines"
        library.chosen_versions.read(article_id, version, f"put {what} back into")
        return version
