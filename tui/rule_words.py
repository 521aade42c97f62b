"""Rules and models of the extraction in plain words: what a reader is told of why a slot holds what it holds."""

from __future__ import annotations

import re

MODELS = {
    "encoder": "the encoder reads the word as an event of this type",
    "linear model": "weighed by the model from how actor and event stand in the text",
    "weighed by the linear model": "weighed by the model from the words around the event",
    "weighed over all its sentences": "weighed by the model over all sentences of the incident",
    "filler of an attack": "the encoder reads the words as part of an attack",
}
_RULES = {
    "lexicon": "listed as an event word",
    # status
    "the word itself": "told by the event word itself",
    "negated": "the event word is negated",
    "denied by its source": "the one who speaks denies it",
    "condition": "under a condition (if, unless, whether)",
    "modal verb": "under a modal verb (may, could, should)",
    "only possible": "called possible, not done",
    "future": "the verb speaks of the future",
    "planned": "called planned",
    "intended": "an intention, not a deed",
    "attributed": "told on somebody's word",
    "stated": "stated as a fact",
    "told by a medium alone": "reported by the press, on nobody else's word",
    # who and to whom
    "subject": "subject of the event word",
    "object": "object of the event word",
    "by-agent": "after “by” in the passive",
    "relative clause": "the relative clause speaks of it",
    "participle after its noun": "the event word describes it",
    "owner of the object": "owns what the event befell",
    "subject of what is said": "subject of what is said",
    "shared subject": "subject shared with the verb before",
    "controlled subject": "subject of the verb above",
    "controlled by the object": "object of the verb above, which does the deed",
    "adverbial subject": "subject of the main clause",
    "subject of the main verb": "subject of the main verb",
    "owner of the plan": "has the plan",
    "subject of the plan": "subject of the plan",
    "possessive": "possessive before the event word",
    "modifier": "qualifies the event word",
    "carried out by": "after “by”, as the one who did it",
    "what it aimed at": "what the event word says it was aimed at",
    "takes credit for it": "takes credit for it",
    "state of the place struck": "the place struck belongs to it",
    "says so": "is quoted as saying so",
    # where, when, with what, how many
    "the place struck": "the place that was struck",
    "named with the event": "named in the event's own clause",
    "named in the sentence": "named in the event's sentence",
    "dated with the event": "dated in the event's own clause",
    "dated in the sentence": "dated in the event's sentence",
    "named as the means": "named as the means",
    "told by the means": "told by the means",
    "count in the sentence": "counted in the event's sentence",
    "named victims": "the victims are named",
}
_PATTERNS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"lexicon: (.+)", "“{}” is listed as an event word"),
        (r"passive (against|with)", "after “{}” in the passive"),
        (r"after (.+)", "after “{}”"),
        (r"noun \+ (.+)", "after “{}” beside the event word"),
        (r"subject of (.+)", "subject of “{}”, which carries the event word"),
        (r"object of (.+)", "object of “{}”, which carries the event word"),
        (r"subject, (.+) it", "subject of the verb, the event standing after “{}”"),
        (r"object, (.+) it", "object of the verb, the event standing after “{}”"),
    )
)


def in_words(rule: str) -> str:
    """What ``Reason.rule`` means to a person; a rule that is not known is given as it is."""
    known = MODELS.get(rule) or _RULES.get(rule)
    if known:
        return known
    for pattern, words in _PATTERNS:
        match = pattern.fullmatch(rule)
        if match:
            return words.format(*match.groups())
    if rule.startswith("passive "):
        return f"{in_words(rule.removeprefix('passive '))}, in the passive"
    return rule
