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
_OPEN, _CLOSE = '«„“"', '»“”"'


def lexical(analysis: Analysis, pieces: Pieces, morphology: Morphology, reference: Reference) -> NDArray[np.uint8]:
    """Return the marks of each row, uint8 [rows, len(NAMES)]."""
    words = [read_words([token.text for token in sentence.tokens]) for sentence in analysis.sentences]
    tokens = zip(pieces.tokens, (word for part in words for word in part), strict=True)
    packed = [_marks(word, token.upos, token.deprel, token.feats, morphology, reference) for token, word in tokens]
    table = np.frombuffer(bytearray(b"".join(packed)), dtype=np.uint8).reshape(-1, len(NAMES))
    start, line_end = 0, -1
    for sentence, part in zip(analysis.sentences, words, strict=True):
        stop = start + len(part)
        texts = [token.text for token in sentence.tokens]
        table[start, _INDEX["start"]] = table[stop - 1, _INDEX["stop"]] = 1
        table[start:stop, _INDEX["capitals"]] = is_capitals(texts)
        table[start:stop, _INDEX["line"]] = (
            line_end < 0 or "\n" in analysis.document.content[line_end : sentence.span.start]
        )
        table[[start + index for index in _inside_quotes(texts)], _INDEX["inside-quotes"]] = 1
        for index, column in _names(part, reference):
            table[start + index, column] = 1
        start, line_end = stop, sentence.span.stop
    return _on_pieces(table, pieces)


def _inside_quotes(texts: Sequence[str]) -> Iterator[int]:
    """Yield the words of a sentence that stand in quotes, the opening sign among them."""
    inside = False
    for index, text in enumerate(texts):
        inside = (inside and text not in _CLOSE) or (not inside and text in _OPEN)
        if inside:
            yield index


@lru_cache(maxsize=50_000)
def _marks(
    word: str, upos: str, deprel: str, feats: tuple[tuple[str, str], ...], morphology: Morphology, reference: Reference
) -> bytes:
    """Return the marks of a word that its sentence and place do not change."""
    marks = bytearray(len(NAMES))
    for column in (*_grammar(upos, deprel, feats), *_of_word(word, morphology, reference)):
        marks[column] = 1
    return bytes(marks)


def _on_pieces(table: NDArray[np.uint8], pieces: Pieces) -> NDArray[np.uint8]:
    """Return the marks of the words on their parts; the parts know that they are parts."""
    rows = table[pieces.words]
    parted = pieces.parted
    first = pieces.firsts[pieces.words] == np.arange(len(pieces))
    rows[:, _INDEX["part-first"]] = parted & first
    rows[:, _INDEX["part-inner"]] = parted & ~first
    return rows


def _grammar(upos: str, deprel: str, feats: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
    known = deprel if deprel in _INDEX else deprel.partition(":")[0]
    names = (upos, known, *(f"{key}={value}" for key, value in feats))
    return tuple(_INDEX[name] for name in names if name in _INDEX)


@lru_cache(maxsize=50_000)
def _of_word(word: str, morphology: Morphology, reference: Reference) -> tuple[int, ...]:
    surname = word[:1].isupper() and bool(reference.people(word))
    return (*_dictionary(word, morphology), *_letters(word), *((_INDEX["surname"],) if surname else ()))


def _dictionary(word: str, morphology: Morphology) -> tuple[int, ...]:
    """Return the marks that the dictionary gives a word, whatever reading is right here."""
    parses = morphology.parses(word)
    found = {name for parse in parses for name in GRAMMEMES if name in parse.grammemes}
    if any(parse.known for parse in parses):
        found.add("known")
    return tuple(sorted(_INDEX[name] for name in found))


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
