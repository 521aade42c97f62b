"""Rubbish in scraped text: one small rule a kind, each a question about one line.

A rule says True only for lines that no article's prose would hold: losing a sentence is worse than keeping a button.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Rule = Callable[[str], bool]

_WORDS_PROSE = 12
"""A line of this many words that ends like a sentence is prose, whatever words stand in it."""

_SCRIPT = re.compile(
    r"document\.(?:getElement|querySelector|write|cookie|create)|\.innerHTML|\.style\.\w+ ?=|window\.\w+|addEventListener"
    r"|function ?\w* ?\([^)]*\) ?\{|=> ?\{|\bvar \w+ ?=|\blet \w+ ?=|\bconst \w+ ?=|googletag|gtag\(|dataLayer|\$\(|jQuery"
    r"|console\.log|\.push\(|\bnew Date\(|!important|@media\b|@font-face|typeof \w+|^\s*return\b.*;$|^\s*\}? ?else\b|^\s*if ?\(.*\) ?\{"
    r"|JSON\.parse|localStorage|\.then\(|await \w+|self\.__next_f|__NEXT_DATA__|^\s*import .* from ['\"]|^\s*<!--|-->\s*$"
)  # fmt: skip
_STYLE = re.compile(
    r"^[.#@]?[\w\s.,#:>*()\[\]=\"'-]+\{[^}]*\}?\s*$|^[\w-]+ ?: ?[^.;]{1,60};\s*\}?$|^\s*[.#][\w-]+(?:[ ,>.#:][\w\s,>.#:-]+)? ?\{$"
)
_BRACES = re.compile(r"^[\s{}()\[\];,<>/\\|`'\"]+$")
_DATA = re.compile(r'^[\[{].{0,4}"@?\w+" ?:|"@context"|"@type"|\\u00[0-9a-f]{2}|\\"\w+\\":|^"\w+": ?["\[{\d]', re.I)
_ESCAPED = re.compile(r"^(?:\\[nrt]|\\u[0-9a-f]{4}|\s)+$", re.I)
_TEMPLATE = re.compile(r"\$\{[\w.]+\}|\{\{.*\}\}|^(?:undefined|null|NaN|\[object Object\])$")
_SHARE = re.compile(
    r"^(?:share|tweet|like|email|e-mail|print|save|copy link|link copied!?|share (?:this|on|via|to)\b.{0,60}|share article|facebook|twitter|"
    r"whatsapp|telegram|linkedin|reddit|pinterest|messenger|x|flipboard|pocket|bluesky|threads|instagram|youtube|"
    r"(?:click|tap) (?:here )?to (?:share|email|print|copy)\b.{0,60}|teilen|drucken|merken|partager|imprimer|compartir|condividi|مشاركة|شارك)[.!:]?$"
    r"|^(?:(?:share|facebook|twitter|whatsapp|telegram|linkedin|reddit|email|print|copy link|x|pinterest|messenger)[\s|•·,/]*){2,}$", re.I,
)  # fmt: skip
_NEWSLETTER = re.compile(
    r"^(?:sign up|subscribe|get (?:the|our|your|all)|join (?:our|us|the)|register|receive|follow (?:us|our)|stay (?:up to date|informed|connected)|"
    r"never miss|download (?:the|our)|newsletter)\b.{0,140}(?:newsletter|inbox|email|e-mail|updates?|subscri\w+|channel|app|facebook|twitter|telegram|whatsapp|instagram|youtube|"
    r"free|today|daily|briefing|alerts?|news)\b.{0,60}$|^(?:subscribe(?: now| today)?|newsletters?|sign up(?: now| here)?|jetzt abonnieren|s['’]abonner|abonnez-vous)[.!:]?$"
    r"|^follow (?:us|\w+) on (?:facebook|twitter|x|instagram|telegram|whatsapp|youtube|google news)\b.{0,80}$", re.I,
)  # fmt: skip
_MORE = re.compile(
    r"^(?:read more|more on this|see also|also read|read also|read next|related(?: (?:articles?|stories|content|topics|news|posts|links))?|"
    r"recommended(?: for you| stories)?|you (?:may|might) (?:also )?like|more from|most read|trending(?: now)?|top stories|latest(?: news| headlines)?|"
    r"continue reading|keep reading|load more|show more|more stories|editors['’]? picks?|must reads?|popular|don['’]t miss|up next|watch(?: now)?|"
    r"lesen sie auch|mehr zum thema|weiterlesen|lire aussi|à lire aussi|leer más|lea también|leggi anche|اقرأ أيضا|اقرأ المزيد)\b\s*[:»>→…]?.{0,0}$"
    r"|^(?:read more|see also|also read|read also|related|read next|recommended|watch|lire aussi|à lire aussi|lea también|lesen sie auch|اقرأ أيضا)\s*[:|»>→-]\s*\S.{0,180}$"
    r"|^(?:click here (?:to|for)|read the full (?:story|article)|full story)\b.{0,80}$", re.I,
)  # fmt: skip
_COOKIES = re.compile(
    r"\b(?:we|this (?:site|website)|our (?:site|website)|by (?:continuing|clicking|using)).{0,80}\b(?:cookies?|privacy policy)\b"
    r"|^(?:accept(?: all)?|reject all|manage (?:cookies|preferences)|cookie (?:policy|settings|preferences)|privacy (?:policy|settings|notice)|terms of (?:use|service)|"
    r"accept (?:all )?cookies|i agree|got it)[.!]?$", re.I,
)  # fmt: skip
_LOGIN = re.compile(
    r"^(?:log ?in|sign ?in|log ?out|my account|create (?:an )?account|already (?:a subscriber|have an account|a member)\??.{0,40}|register(?: now)?|"
    r"(?:this (?:article|content) is )?(?:for )?subscribers only|to continue reading,?.{0,80}|you have \d+ free articles?.{0,40}|anmelden|registrieren|se connecter)[.!]?$", re.I,
)  # fmt: skip
_ADVERT = re.compile(
    r"^(?:advertis(?:e?ment|ing)|ad|sponsored(?: content| by.{0,40})?|promoted|anzeige|werbung|publicité|publicidad|إعلان|story continues below(?: advertisement)?|"
    r"this advertisement has not loaded yet.{0,60}|article continues below.{0,40}|skip ad(?:vertisement)?|paid (?:content|post))[.:]?$", re.I,
)  # fmt: skip
_CREDIT = re.compile(
    r"^\(?(?:photo|image|picture|photograph|foto|video|credit|file photo|illustration|graphic|bild|source photo)s?(?: credits?| courtesy| source)?\s*(?:by|:|/|-|–|©)\s*.{2,160}$"
    r"|^(?:photo|image)s? (?:by|courtesy of) .{2,100}$|\((?:photo )?credit:? [^)]{2,100}\)\s*$|^©.{2,100}$|^(?:AP|AFP|Reuters|EPA|Getty Images|REUTERS)(?: Photo)?[/|].{2,80}$"
    r"|^.{0,140}[/|(]\s?(?:AP|AFP|Reuters|REUTERS|EPA|Getty Images|Getty|Anadolu|Shutterstock|dpa)\s?[)|]?$", re.I,
)  # fmt: skip
_COPYRIGHT = re.compile(
    r"^(?:copyright\b|©|\(c\)).{0,200}$|\ball rights reserved\b|^the (?:associated press|views expressed).{0,160}$",
    re.I,
)
_SHOP = re.compile(
    r"^(?:[\w.&'’ -]{0,40}\b)?(?:store|shop|e-?paper|premium|podcasts?|merch(?:andise)?|gift shop)$|^(?:buy|shop|order) (?:now|here|today)\b.{0,60}$|^shop\b.{0,60}$",
    re.I,
)
_COMMENTS = re.compile(
    r"^(?:\d+ )?comments?(?: \(\d+\))?$|^(?:leave|post|add|write|join) (?:a |the |your )?(?:comment|reply|conversation|discussion)\b.{0,60}$|^(?:be the first to comment|comments are closed|view comments|show comments)\.?$",
    re.I,
)
_TAGS = re.compile(
    r"^(?:tags?|topics?|keywords?|filed under|categories|category|in this (?:article|story)|themen|mots-clés)\s*[:|]\s*.{0,200}$",
    re.I,
)
_LINKS = re.compile(r"^(?:https?://\S+|www\.\S+|pic\.twitter\.com/\S+|@\w{2,30})(?:\s+(?:https?://\S+|@\w{2,30}))*$")
_STAMP = re.compile(
    r"^(?:(?:published|updated|posted|last (?:updated|modified)|first published|veröffentlicht|aktualisiert|publié|mis à jour)\b.{0,80}"
    r"|(?:\w{3,9},? )?(?:\w{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? \w{3,9}\.? \d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)(?:,? (?:at |um )?\d{1,2}[:.]\d\d.{0,20})?"
    r"|\d{1,2}:\d\d(?: ?[ap]m)?(?: [A-Z]{2,4})?|\d+ (?:min(?:ute)?s?|hours?|days?) (?:ago|read)|reading time:? .{0,20})$", re.I,
)  # fmt: skip
_BYLINE = re.compile(r"^(?i:by|von|par|por|di)[: ]+(?:[A-ZÀ-Ý][\w.'’-]+,? ?(?:and |und |et |y |& )?){1,6}$")
_MENU = re.compile(
    r"^(?:home|menu|search|close|open|back|next|previous|skip to (?:main )?content|navigation|sections?|world|politics|sports?|opinion|business|culture|weather|"
    r"video|videos|photos|gallery|live|live updates|breaking(?: news)?|about(?: us)?|contact(?: us)?|help|settings|more|top|news|e-?mail|listen|play|pause|"
    r"listen to (?:this )?article|font size|startseite|suche|menü|schließen|anhören|accueil|rechercher|fermer|back to top|language|english|donate|support us)$", re.I,
)  # fmt: skip
_CONTACT = re.compile(
    r"^(?:contact the (?:author|reporter|writer)|(?:.{2,60} )?(?:contributed to|reported from|can be reached at)\b.{0,120}|.{2,40} contributed(?: reporting)?)\.?$",
    re.I,
)
_TAIL = re.compile(
    r"^\(?(?:source|quelle|with (?:inputs|reporting|files) from|agencies|reuters|afp|ap|dpa|apa|efe|ansa|xinhua)\b[:,/ ]?.{0,40}\)?$",
    re.I,
)


def _prose(line: str) -> bool:
    words = line.split()
    return len(words) >= _WORDS_PROSE and line.rstrip("\"'”’»)")[-1:] in ".!?…"


def script(line: str) -> bool:
    """Leftover JavaScript."""
    hits = len(_SCRIPT.findall(line))
    return (
        hits >= 2
        or (hits == 1 and (not _prose(line) or line.rstrip().endswith((";", "{", "}", ")"))))
        or (not _prose(line) and line.rstrip().endswith((");", "};", "{", "});", "},", "};")))
    )


def style(line: str) -> bool:
    """Leftover CSS."""
    return bool(_STYLE.match(line)) and not _prose(line)


def data(line: str) -> bool:
    """JSON, state blobs, escaped literals, template placeholders, lone braces."""
    if _BRACES.match(line) or _ESCAPED.match(line):
        return True
    return bool(_DATA.search(line) or _TEMPLATE.search(line)) and not _prose(line)


def share(line: str) -> bool:
    """Share buttons."""
    return bool(_SHARE.match(line))


def newsletter(line: str) -> bool:
    """Calls to subscribe, sign up or follow."""
    return bool(_NEWSLETTER.match(line))


def more(line: str) -> bool:
    """ "Read more", related links, recommendations."""
    return bool(_MORE.match(line))


def cookies(line: str) -> bool:
    """Cookie and privacy notices."""
    return bool(_COOKIES.search(line)) and len(line.split()) < 60


def login(line: str) -> bool:
    """Paywalls and accounts."""
    return bool(_LOGIN.match(line))


def advert(line: str) -> bool:
    """Advertisement slots."""
    return bool(_ADVERT.match(line))


def credit(line: str) -> bool:
    """Photo credits."""
    return bool(_CREDIT.search(line)) and not _prose(line)


def rights(line: str) -> bool:
    """Copyright lines."""
    return bool(_COPYRIGHT.search(line)) and len(line.split()) < 40


def shop(line: str) -> bool:
    """The site's shop, app or brand line."""
    return bool(_SHOP.match(line)) and len(line.split()) <= 8


def comments(line: str) -> bool:
    """Comment widgets."""
    return bool(_COMMENTS.match(line))


def tags(line: str) -> bool:
    """Lists of tags and topics."""
    return bool(_TAGS.match(line)) and not _prose(line)


def links(line: str) -> bool:
    """Bare addresses and handles."""
    return bool(_LINKS.match(line))


def stamp(line: str) -> bool:
    """A line that is only a date, a time or a reading time."""
    return bool(_STAMP.match(line)) and not _prose(line)


def byline(line: str) -> bool:
    """A line that is only an author's name."""
    return bool(_BYLINE.match(line))


def menu(line: str) -> bool:
    """Words of a site's menu."""
    return bool(_MENU.match(line))


def contact(line: str) -> bool:
    """Reporter contacts and "contributed to this report"."""
    return bool(_CONTACT.match(line)) and len(line.split()) < 25


def agency(line: str) -> bool:
    """An agency's name alone at the end."""
    return bool(_TAIL.match(line)) and len(line.split()) <= 6


RULES: dict[str, Rule] = {
    "script": script, "style": style, "data": data, "share": share, "newsletter": newsletter, "more": more,
    "cookies": cookies, "login": login, "advert": advert, "credit": credit, "rights": rights, "shop": shop,
    "comments": comments, "tags": tags, "links": links, "stamp": stamp, "byline": byline, "menu": menu,
    "contact": contact, "agency": agency,
}  # fmt: skip
"""Kinds of rubbish by name, in the order in which they are asked."""


def rubbish(line: str) -> str | None:
    """The kind of rubbish a line is, or None for prose."""
    return next((name for name, rule in RULES.items() if rule(line)), None)
