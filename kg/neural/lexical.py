"""Marks of single rows: grammar, letters, dictionary and reference tables, as a table of zeros and ones."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.analysis import Morphology
from kg.analysis.casing import is_capitals, read_words
from kg.model import Analysis
from kg.neural.pieces import Pieces
from kg.reference import Reference

UPOS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X")  # fmt: skip
FEATS = ("Animacy=Anim", "Animacy=Inan", "Aspect=Imp", "Aspect=Perf", "Case=Acc", "Case=Dat", "Case=Gen", "Case=Ins",
         "Case=Loc", "Case=Nom", "Degree=Pos", "Foreign=Yes", "Gender=Fem", "Gender=Masc", "Gender=Neut", "Number=Plur",
         "Number=Sing", "Person=1", "Person=3", "Tense=Fut", "Tense=Past", "Tense=Pres", "Variant=Short",
         "VerbForm=Conv", "VerbForm=Fin", "VerbForm=Inf", "VerbForm=Part", "Voice=Act", "Voice=Pass")  # fmt: skip
DEPRELS = ("acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "compound",
           "conj", "cop", "csubj", "det", "fixed", "flat", "flat:foreign", "flat:name", "iobj", "mark", "nmod", "nsubj",
           "nsubj:pass", "nummod", "nummod:entity", "nummod:gov", "obj", "obl", "orphan", "parataxis", "punct", "root",
           "xcomp")  # fmt: skip
GRAMMEMES = ("Abbr", "Geox", "Init", "Name", "Orgn", "Patr", "Surn", "Trad", "NUMR", "ANim", "anim", "known")
REFERENCE = ("City", "Country", "Facility", "Organization", "Person", "Region")
LETTERS = ("upper", "title", "lower", "digits", "digit", "latin", "one", "sign", "quote", "start", "stop", "line",
           "part-first", "part-inner", "inside-quotes", "capitals")  # fmt: skip
NAMES: tuple[str, ...] = (
    *UPOS, *FEATS, *DEPRELS, *GRAMMEMES, *LETTERS,
    *(f"{mark}-{kind}" for kind in REFERENCE for mark in "BI"), "adjective", "abbreviation", "surname",
)  # fmt: skip
_INDEX = {name: number for number, name in enumerate(NAMES)}
_QUOTED = _INDEX["inside-quotes"]
_OPEN, _CLOSE = '«„“"', '»“”"'


def lexical(analysis: Analysis, pieces: Pieces, morphology: Morphology, reference: Reference) -> NDArray[np.uint8]:
    """Return the marks of each row, uint8 [rows, len(NAMES)]."""
    rows: list[int] = []
    columns: list[int] = []
    number, line_end = 0, -1
    for sentence in analysis.sentences:
        texts = [token.text for token in sentence.tokens]
        words = read_words(texts)
        shared = _flags(
            capitals=is_capitals(texts),
            line=line_end < 0 or "\n" in analysis.document.content[line_end : sentence.span.start],
        )
        inside = False
        for index, (token, word) in enumerate(zip(sentence.tokens, words, strict=True)):
            inside = (inside and token.text not in _CLOSE) or (not inside and token.text in _OPEN)
            place = _flags(start=index == 0, stop=index == len(words) - 1) if index in (0, len(words) - 1) else ()
            quoted = (_QUOTED,) if inside else ()
            grammar = _grammar(token.upos, token.deprel, token.feats)
            marks = (*grammar, *_dictionary(word, morphology), *_letters(word), *shared, *place, *quoted)
            columns += marks
            rows += [number + index] * len(marks)
        for index, column in _names(words, reference):
            rows.append(number + index)
            columns.append(column)
        number += len(words)
        line_end = sentence.span.stop
    table = np.zeros((len(pieces.tokens), len(NAMES)), dtype=np.uint8)
    table[rows, columns] = 1
    return _on_pieces(table, pieces)


def _flags(**flags: bool) -> tuple[int, ...]:
    return tuple(_INDEX[name] for name, holds in flags.items() if holds)


def _on_pieces(table: NDArray[np.uint8], pieces: Pieces) -> NDArray[np.uint8]:
    """Return the marks of the words on their parts; the parts know that they are parts."""
    rows = table[pieces.words]
    parted = pieces.parted
    first = pieces.firsts[pieces.words] == np.arange(len(pieces))
    rows[:, _INDEX["part-first"]] = parted & first
    rows[:, _INDEX["part-inner"]] = parted & ~first
    return rows


@lru_cache(maxsize=50_000)
def _grammar(upos: str, deprel: str, feats: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
    known = deprel if deprel in _INDEX else deprel.partition(":")[0]
    names = (upos, known, *(f"{key}={value}" for key, value in feats))
    return tuple(_INDEX[name] for name in names if name in _INDEX)


@lru_cache(maxsize=50_000)
def _dictionary(word: str, morphology: Morphology) -> tuple[int, ...]:
    """Return the marks that the dictionary gives a word, whatever reading is right here."""
    parses = morphology.parses(word)
    found = {name for parse in parses for name in GRAMMEMES if name in parse.grammemes}
    if any(parse.known for parse in parses):
        found.add("known")
    return tuple(sorted(_INDEX[name] for name in found))


@lru_cache(maxsize=50_000)
def _letters(word: str) -> tuple[int, ...]:
    tests = {
        "upper": word.isupper() and len(word) > 1,
        "title": word[:1].isupper(),
        "lower": word.islower(),
        "digits": word.isdigit(),
        "digit": any(char.isdigit() for char in word),
        "latin": any("a" <= char <= "z" for char in word.lower()),
        "one": len(word) == 1,
        "sign": not any(char.isalnum() for char in word),
        "quote": word in _OPEN or word in _CLOSE,
    }
    return tuple(_INDEX[name] for name, holds in tests.items() if holds)


def _names(words: Sequence[str], reference: Reference) -> Iterator[tuple[int, int]]:
    """Yield row and column of the marks of the reference tables."""
    for hit in (*reference.find(words, nested=True), *reference.person_names(words)):
        entity = reference.entity(hit.candidates[0])
        kind = entity.type if entity else ""
        for index in range(hit.start, hit.stop):
            column = _INDEX.get(f"{'B' if index == hit.start else 'I'}-{kind}")
            if column is not None:
                yield index, column
            if hit.form in _INDEX:
                yield index, _INDEX[hit.form]
    for index, word in enumerate(words):
        if word[:1].isupper() and reference.people(word):
            yield index, _INDEX["surname"]
