"""Dictionary morphology behind one small interface.

pymorphy3 is used directly: natasha's own vocabulary needs the abandoned pymorphy2, which asks for a
package that new Pythons no longer bring.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pymorphy3
from pymorphy3.units import DictionaryAnalyzer

from kg.analysis.automaton import quicken

UPOS = {
    "ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADV", "ADVB": "ADV", "VERB": "VERB", "INFN": "VERB", "PRTF": "VERB",
    "PRTS": "VERB", "GRND": "VERB", "NOUN": "NOUN", "NPRO": "PRON", "NUMR": "NUM", "CONJ": "CCONJ", "INTJ": "INTJ",
    "PRCL": "PART", "PREP": "ADP", "PRED": "ADV",
}  # fmt: skip
SAME_UPOS = {"PROPN": "NOUN", "DET": "ADJ", "AUX": "VERB", "SCONJ": "CCONJ"}
FEATS = {
    "Case": {"nomn": "Nom", "gent": "Gen", "gen1": "Gen", "gen2": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins",
             "loct": "Loc", "loc2": "Loc", "voct": "Nom"},
    "Number": {"sing": "Sing", "plur": "Plur"},
    "Gender": {"masc": "Masc", "femn": "Fem", "neut": "Neut"},
    "Tense": {"past": "Past", "pres": "Pres", "futr": "Fut"},
}  # fmt: skip
NAME_TAGS = frozenset({"Name", "Surn", "Patr", "Geox"})


@dataclass(frozen=True, slots=True)
class Parse:
    """One reading of a word: its lemma, universal part of speech, grammemes of OpenCorpora, probability in [0, 1]."""

    lemma: str
    upos: str
    grammemes: frozenset[str]
    score: float
    known: bool

    @property
    def case(self) -> str:
        """Return the case as Universal Dependencies name it, or an empty string."""
        return _feat(self.grammemes, "Case")

    @property
    def number(self) -> str:
        """Return Sing, Plur or an empty string."""
        return _feat(self.grammemes, "Number")

    @property
    def gender(self) -> str:
        """Return Masc, Fem, Neut or an empty string."""
        return _feat(self.grammemes, "Gender")

    @property
    def name_tags(self) -> frozenset[str]:
        """Return which of Name, Surn, Patr, Geox the dictionary gives the word."""
        return self.grammemes & NAME_TAGS


@cache
def _upos(tag: Any) -> str:
    return UPOS.get(str(tag.POS), "X")


@cache  # the tags of the dictionary are a few hundred sets, shared by all readings
def _feat(grammemes: frozenset[str], name: str) -> str:
    return next((ud for oc, ud in FEATS[name].items() if oc in grammemes), "")


def _is_known(parse: Any) -> bool:
    """Return whether a reading's word is in the dictionary; one that was looked up there need not be again."""
    looked_up = type(parse.methods_stack[0][0]) is DictionaryAnalyzer and len(parse.methods_stack) == 1
    return looked_up or bool(parse.is_known)


class Morphology:
    """Readings, lemmas and forms of single words; answers are cached."""

    def __init__(self) -> None:
        self._analyzer = pymorphy3.MorphAnalyzer(lang="ru")
        quicken(self._analyzer)
        self.parses = lru_cache(maxsize=100_000)(self._parses)
        self.lemma = lru_cache(maxsize=100_000)(self._lemma)
        self.inflect = lru_cache(maxsize=100_000)(self._inflect)

    def _parses(self, word: str) -> tuple[Parse, ...]:
        """Return the readings of a word, likeliest first."""
        parses = self._analyzer.parse(word)
        return tuple(
            Parse(
                lemma=parse.normal_form,
                upos=_upos(parse.tag),
                grammemes=parse.tag.grammemes,
                score=float(parse.score),
                known=_is_known(parse),
            )
            for parse in parses
        )

    def _lemma(self, word: str, upos: str, feats: tuple[tuple[str, str], ...]) -> str:
        """Return the lower-case lemma of the reading that agrees best with the tagger."""
        parses = self.parses(word)
        if not parses:
            return word.lower()
        wanted = dict(feats)
        upos = SAME_UPOS.get(upos, upos)

        def agreement(parse: Parse) -> float:
            score = 4.0 if parse.upos == upos else 0.0
            for name in ("Case", "Number", "Gender", "Tense"):
                value = _feat(parse.grammemes, name)
                if value and name in wanted:
                    score += 1.0 if value == wanted[name] else -1.0
            return score + parse.score

        return max(parses, key=agreement).lemma

    def _inflect(self, word: str, grammemes: frozenset[str], upos: str = "") -> str | None:
        """Return the form of a word with the given OpenCorpora grammemes, or None where there is none.

        Args:
            word: A form in any case.
            grammemes: Such as `frozenset({"nomn", "sing"})`.
            upos: Take the likeliest reading of this part of speech, where there is one.
        """
        parses = self._analyzer.parse(word)
        fitting = [parse for parse in parses if _upos(parse.tag) == upos] or parses
        for parse in fitting[:1]:
            form = parse.inflect(set(grammemes))
            if form is not None:
                return str(form.word)
        return None


@lru_cache(maxsize=1)
def load_morphology() -> Morphology:
    """Return the shared morphology; the dictionary is read once a process (about 0.2 s)."""
    return Morphology()
