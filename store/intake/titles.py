"""Which of the titles that a page goes by is its article's: it has one for readers, for those who link, for machines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from store.intake.wording import fold

_SUFFIX = re.compile(r"\s*[|•·–—：ㅣ]\s*|\s+[-:*]\s+|-(?=[^-]*$)")
"""What stands between a title and the site's name."""
_SHORTEST_TITLE = 8
_ORDER = ("og:title", "headline", "heading", "twitter:title", "title", "dc.title")
_LONGER_NAME = 12
"""By how many letters a form of a site's name may be longer; beyond it, it is a title that begins like the name."""
_IN_ADDRESS = 0.5
"""How much larger a share of its words an address must have of one title than of another to be made from it."""
_SPELT = str.maketrans({"ß": "ss", "ø": "o", "å": "a", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of one page.

    Args:
        named: by where they stand: ``og:title``, ``headline`` (JSON-LD's), ``heading`` (the first h1), ``twitter:title``,
            ``title`` (the window's), ``dc.title``; those that are missing are left out or empty.
        others: more titles that the page has somewhere, to tell a title from what hangs on it.
        names: what the site, its publisher and the section are called.
        alternative: the second headline that JSON-LD gives, "" where it gives one alone.
        url: the page's address.
    """

    named: Mapping[str, str]
    others: Sequence[str] = ()
    names: Sequence[str] = ()
    alternative: str = ""
    url: str = ""


def chosen(titles: Titles) -> str | None:
    """The title of the article; None where the page has none.

    It is what the page gives to those who link to it (``og:title``), without the site's name, unless the page itself says that this
    was written for them alone. Where several sources agree there is nothing to choose; of 182 pages 41 disagree.
    """
    given = {name: title for name, title in titles.named.items() if title}
    known = [*given.values(), *titles.others]
    names = [name for name in titles.names if name not in known]
    plain = {name: without_site(title, known, names) for name, title in given.items()}
    if "og:title" in plain and "headline" in plain and _by_hand(plain, given["og:title"], titles):
        return plain["headline"]
    return next((plain[name] for name in _ORDER if name in plain), None)


def _by_hand(plain: Mapping[str, str], linked: str, titles: Titles) -> bool:
    """Whether JSON-LD's headline is the article's own title, and the one for links another.

    So it is where JSON-LD tells two headlines and neither is the one for links; where the address was made from the headline;
    and where the one for links drags the site's name along while the heading that readers see is the headline.
    """
    link, headline = fold(plain["og:title"]), fold(plain["headline"])
    if link == headline:
        return False
    if second := fold(titles.alternative):
        return not (second.startswith(link) or link.startswith(second))  # it may be cut off
    own, others = _in_address(plain["headline"], titles.url), _in_address(plain["og:title"], titles.url)
    if own - others >= _IN_ADDRESS:
        return True
    return fold(linked) != link and fold(plain.get("heading")) == headline


def _in_address(title: str, url: str) -> float:
    """The share of a title's words that stand in an address."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return 0.0
    there = set(re.findall(r"[^\W_]+", _latin(path)))
    words = [word for word in title.casefold().split() if any(map(str.isalnum, word))]
    spellings = ((_latin(word), _latin(word.translate(_UMLAUTS))) for word in words)
    found = sum(any(set(re.findall(r"[^\W_]+", way)) <= there for way in ways) for ways in spellings)
    return found / len(words) if words else 0.0


def _latin(text: str) -> str:
    """A text in lower case without accents, as addresses are written."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    return "".join(character for character in apart if not unicodedata.combining(character))


def without_site(title: str, others: Collection[str], names: Collection[str]) -> str:
    """A title without the name of the site or section behind it (or before it).

    Args:
        others: the page's other titles: what one of them does not have is cut.
        names: what the site and the section are called.
    """
    known = {folded for folded in map(fold, others) if len(folded) >= _SHORTEST_TITLE}
    for match in reversed(list(_SUFFIX.finditer(title))):
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        if not fold(head) or not fold(tail):
            continue
        if fold(head) in known or any(_names_site(tail, name) for name in names):
            return without_site(head, others, names)
        if fold(tail) in known or (
            len(fold(tail)) >= _SHORTEST_TITLE and any(_names_site(head, name) for name in names)
        ):
            return without_site(tail, others, names)
    return title


def _names_site(piece: str, site: str) -> bool:
    """Whether a piece of a title is a site's name, or a longer or shorter form of it ("Lind Post" for "Lind Post Online")."""
    one, other = fold(piece).replace(" ", ""), fold(site).replace(" ", "")
    if not one or one == other:
        return bool(one)
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.startswith(short) and len(one) - len(other) <= _LONGER_NAME
