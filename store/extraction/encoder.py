"""The learned reader: an int8 ONNX encoder over words, with heads for mentions, event words, roles of attacks, and pairs.

It runs on onnxruntime, tokenizers and numpy, one thread. How it was made stands in ``weights/README.md``; nothing in its
files executes on load, and their digests are checked.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.extraction.labels import distance_bucket
from store.extraction.packaged import Unavailable

Floats = NDArray[np.float32]

LONGEST, _OVERLAP = 192, 64
"""Word pieces that are read at a time, and those that two readings of a longer sentence share."""
_BATCH, _PADDING = 512, 40
"""Word pieces of a batch with its padding, and of its padding alone: what is padded is computed all the same."""
_FAR = 64
"""Words beyond which all distances fall into the outermost buckets."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the heads say of one sentence, by word: probabilities (words x tags, see ``labels``), what pairs need, and the
    encoder's vectors (words x width, of length one)."""

    mentions: Floats
    triggers: Floats
    roles: Floats
    things: Floats
    events: Floats
    parties: Floats
    states: Floats
    known: NDArray[np.bool_]


class Encoder:
    """The session and the heads."""

    def __init__(self, folder: Path) -> None:
        """Use ``load``.

        Raises:
            Unavailable: a library or a file is missing.
        """
        # Importing onnxruntime 1.29 or later starts to report to Microsoft and leaves a device id in the home folder;
        # its disable_telemetry_events() comes too late (github.com/microsoft/onnxruntime/pull/27379).
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise Unavailable(f"{error.name} is not installed") from error
        if not (folder / "encoder.onnx").is_file():
            raise Unavailable(f"there are no weights in {folder}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST, stride=_OVERLAP)
        with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
            self._heads = {name: arrays[name].astype(np.float32) for name in arrays.files}
        self._apart = self._heads["apart"][[distance_bucket(0, apart) for apart in range(-_FAR, _FAR + 1)]]

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Readings of sentences given as words, in their order."""
        if not sentences:
            return []
        encoded = self._tokenizer.encode_batch([list(words) for words in sentences], is_pretokenized=True)
        windows = [(i, window) for i, whole in enumerate(encoded) for window in (whole, *whole.overflowing)]
        order = sorted(range(len(windows)), key=lambda n: len(windows[n][1].ids))
        read: dict[int, Floats] = {}
        for batch in _batches(order, [len(window.ids) for _, window in windows]):
            read |= zip(batch, self._states([windows[n][1] for n in batch]), strict=True)
        of_sentence: list[list[tuple[Floats, list[int | None]]]] = [[] for _ in sentences]
        for n, (i, window) in enumerate(windows):
            of_sentence[i].append((read[n], window.word_ids))
        found = [_of_words(parts, len(words)) for parts, words in zip(of_sentence, sentences, strict=True)]
        ends = list(accumulate(len(words) for words in sentences))
        whole = self._reading(*(np.concatenate([found[i][part] for i in range(len(sentences))]) for part in (0, 1)))
        return [_part(whole, after - len(words), after) for words, after in zip(sentences, ends, strict=True)]

    def _states(self, encoded: list[Any]) -> Floats:
        length = max(len(e.ids) for e in encoded)
        ids = np.zeros((len(encoded), length), np.int64)
        mask = np.zeros_like(ids)
        for n, e in enumerate(encoded):
            ids[n, : len(e.ids)] = e.ids
            mask[n, : len(e.ids)] = 1
        states: Floats = self._session.run(["states"], {"ids": ids, "mask": mask})[0]
        return states

    def _reading(self, states: Floats, known: NDArray[np.bool_]) -> Reading:
        heads = self._heads
        return Reading(
            mentions=_softmax(self._apply(states, "mentions"), known),
            triggers=_softmax(self._apply(states, "triggers"), known),
            roles=_softmax(self._apply(states, "roles"), known),
            things=_softmax(self._apply(states, "things"), known),
            events=np.tanh(self._apply(states, "event")),
            parties=states @ heads["party_w"].T + heads["party_b"],
            states=states / np.maximum(np.linalg.norm(states, axis=-1, keepdims=True), 1e-6),
            known=known,
        )

    def _apply(self, states: Floats, head: str) -> Floats:
        scores: Floats = states @ self._heads[f"{head}_w"].T + self._heads[f"{head}_b"]
        return scores

    def pair_scores(self, reading: Reading, event: int) -> Floats:
        """Probabilities of the roles in ``labels.PAIR_ROLES`` for an event word and each word as a mention's last."""
        a = reading.events[event]
        apart = np.clip(np.arange(len(reading.parties)) - event, -_FAR, _FAR) + _FAR
        b = np.tanh(reading.parties + self._apart[apart])
        of_event, of_party, of_both = np.split(self._heads["pairs_w"], 3, axis=1)
        return _sigmoid(of_event @ a + b @ (of_party + of_both * a).T + self._heads["pairs_b"])


def _of_words(windows: list[tuple[Floats, list[int | None]]], words: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Each word's vector, that of its first piece, and whether it was read; where two windows overlap, the later one
    is believed from the middle of what they share."""
    window, piece = np.full(words, -1), np.zeros(words, np.int64)
    for n, (_, word_ids) in enumerate(windows):
        seen: set[int] = set()
        for at, word in enumerate(word_ids):
            if word is not None and word not in seen:
                seen.add(word)
                if window[word] < 0 or at > _OVERLAP // 2:
                    window[word], piece[word] = n, at
    vectors = np.zeros((words, windows[0][0].shape[1]), np.float32)
    for n, (rows, _) in enumerate(windows):
        vectors[window == n] = rows[piece[window == n]]
    return vectors, window >= 0


def _part(whole: Reading, first: int, after: int) -> Reading:
    """The words of one sentence."""
    return Reading(*(getattr(whole, field.name)[first:after] for field in fields(whole)))


def _sigmoid(logits: Floats) -> Floats:
    scores: Floats = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
    return scores


def _softmax(logits: Floats, known: NDArray[np.bool_]) -> Floats:
    """Probabilities by row; a word that was not read is "O" for certain."""
    scores = np.exp(logits - logits.max(-1, keepdims=True))
    scores /= scores.sum(-1, keepdims=True)
    scores[~known] = 0.0
    scores[~known, 0] = 1.0
    result: Floats = scores
    return result


def _batches(order: list[int], lengths: list[int]) -> list[list[int]]:
    """Sentences, shortest first, in groups of like length."""
    found: list[list[int]] = [[]]
    filled = 0
    for i in order:
        whole = (len(found[-1]) + 1) * lengths[i]
        if found[-1] and (whole > _BATCH or whole - filled - lengths[i] > _PADDING):
            found.append([])
            filled = 0
        found[-1].append(i)
        filled += lengths[i]
    return found


@cache
def load(folder: Path) -> Encoder:
    """The encoder of a folder, loaded once for the process.

    Raises:
        Unavailable: it cannot run here.
    """
    return Encoder(folder)
