"""Each kind of rubbish on lines that are it, and on lines of prose that only look like it."""

import pytest

from store.intake import rules

RUBBISH = {
    "script": ['document.getElementById("a").innerHTML = b;', "var x = 3;", "window.dataLayer = window.dataLayer || [];", "});", "if (user) {"],
    "style": [".nav a { color: #123 }", "#top .menu {", "margin-top: 15px;"],
    "data": ['{"@context": "https://schema.org"}', "})", "\\n\\n", "${headline}", "undefined"],
    "share": ["Share on Facebook", "Tweet", "Facebook Twitter WhatsApp", "Copy link", "Partager"],
    "newsletter": ["Sign up for our daily newsletter", "Subscribe now", "Follow us on Telegram", "Get the latest news in your inbox"],
    "more": ["Read more", "Related articles", "Read more: The bridge that fell", "You may also like", "Lire aussi : la suite"],
    "cookies": ["We use cookies to improve your experience.", "Accept all", "Privacy policy"],
    "login": ["Log in", "Already a subscriber? Sign in", "Create an account"],
    "advert": ["Advertisement", "Sponsored content", "This advertisement has not loaded yet, but your article continues below."],
    "credit": ["Photo: Agency / N. Name", "(Photo credit: Some Body)", "A street in the old town on Monday (AFP)", "Picture by A. Person"],
    "rights": ["© 2025 The Paper", "Copyright 2025 The Paper. All rights reserved."],
    "shop": ["Daily Courier Store", "The Lakeside Shop", "Buy now", "E-paper"],
    "comments": ["12 comments", "Leave a comment", "Be the first to comment"],
    "tags": ["Tags: war, peace", "Topics | Trade"],
    "links": ["https://example.org/a", "@someone", "pic.twitter.com/abc"],
    "stamp": ["March 3, 2025", "Published 3 hours ago", "12:40", "2025-03-03 10:00"],
    "byline": ["By Marta Lindqvist", "By Ana Diaz and Paul Ode"],
    "menu": ["Home", "Skip to main content", "Listen to this article"],
    "contact": ["Contact the author", "Ana Diaz contributed to this report."],
    "agency": ["(Reuters)", "Source: AFP"],
}  # fmt: skip

PROSE = [
    "The minister said on Monday that the shop would be closed until the investigation of the fire was over.",
    "He asked his followers to share the video on Facebook, where it was seen by two million people in a day.",
    "The company said it had stored cookies and flour for the winter, enough to feed the town for a month.",
    "By nightfall the rebels had reached the river.",
    "Photo archives of the war were burned, and the curator wept.",
    "Sign language interpreters walked out of the hall when the president began to speak about their strike.",
    "“Let them come,” she said.",
    "Three people died.",
    "Home ministry officials met the governor.",
    "Read more carefully, the treaty allows what its critics fear, the two lawyers argued in court on Friday.",
    "Kiev",
    "Iran increases its attacks",
]


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in RUBBISH.items() for line in lines])
def test_rubbish_is_known(rule: str, line: str) -> None:
    assert rules.RULES[rule](line)
    assert rules.rubbish(line) is not None


def test_every_rule_has_its_examples() -> None:
    assert set(RUBBISH) == set(rules.RULES)


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_left_alone(line: str) -> None:
    assert rules.rubbish(line) is None
