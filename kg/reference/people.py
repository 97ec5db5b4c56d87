"""The index of people: surnames in every case, whole names, initials."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from kg.reference.normal import fold, join
from kg.reference.records import CASES, NameHit, RefEntity
from kg.reference.tables import EntityTable, cases_of, keyed, paradigm, parse_person

_ORDERS = ((0, 2), (2, 0), (0, 1, 2), (2, 0, 1))  # of given name, patronymic and surname
_TITLES = ("король", "великий", "папа", "патриарх")  # they begin a name in lower case
_BETWEEN = re.compile(r"[\t|~; ]")
_REACH = 4
"""How far before the last word of a surname the letter of an initial may stand: «Ж . аль Асад»."""
_Wholes = dict[tuple[str, ...], int]  # words of a whole name → mask of cases


class PeopleIndex:
    """Finds people by surname and by whole name.

    `anchors.tsv` gives for the last word of every form of a surname or alias the people who have it;
    their whole names are put together when such a word is first met.
    """

    def __init__(self) -> None:
        self.people = EntityTable("people.tsv", parse_person)
        self._anchors = keyed("anchors.tsv")
        self._wholes: dict[str, tuple[_Wholes, dict[str, int]]] = {}
        self._parts: dict[str, tuple[frozenset[str], str]] = {}

    def _forms_of(self, ident: str) -> tuple[_Wholes, dict[str, int]]:
        """Return the whole names of a person and the forms of the surname, with the cases of each."""
        if ident not in self._wholes:
            cells = self.people.raw[ident].split("\t")[11:]
            parts = [paradigm(cell) if cell else [] for cell in cells[:3]]
            wholes: _Wholes = {}
            for number in range(len(CASES)):
                words = [[form for form, case in part if case == number] for part in parts]
                for order in _ORDERS:
                    for name in _combined([words[index] for index in order]):
                        wholes[name] = wholes.get(name, 0) | 1 << number
            for cell in cells[3].split(";") if cells[3] else ():
                for form, case in paradigm(cell):
                    name = tuple(form.split(" "))
                    wholes[name] = wholes.get(name, 0) | 1 << case
            surnames: dict[str, int] = {}
            for form, case in parts[2]:
                surnames[form] = surnames.get(form, 0) | 1 << case
            self._wholes[ident] = wholes, surnames
        return self._wholes[ident]

    def _parts_of(self, ident: str) -> tuple[frozenset[str], str]:
        """Return all words of a person's names in all forms, and the aliases as they stand."""
        if ident not in self._parts:
            cells = self.people.raw[ident].split("\t")[11:]
            self._parts[ident] = frozenset(_BETWEEN.split("\t".join(cells))), cells[3]
        return self._parts[ident]

    def _may_stand(self, ident: str, words: Sequence[str], folded: Sequence[str], position: int) -> bool:
        """Return whether a whole name may take in a word: another of its words or an initial stands near."""
        parts, aliases = self._parts_of(ident)
        near = range(max(0, position - _REACH), min(position + 2, len(words)))
        return (
            not parts.isdisjoint(folded[max(0, position - 1) : position])
            or not parts.isdisjoint(folded[position + 1 : position + 2])
            or folded[position] in aliases
            or any(len(words[at]) == 1 and words[at].isupper() for at in near)
        )

    def _anchored(self, word: str) -> list[str]:
        return self._anchors.get(word, "").split()

    def by_surname(self, form: str) -> tuple[RefEntity, ...]:
        """Return the people whose surname has this form in any case, best known first."""
        if form.islower():
            return ()
        key = join([fold(form)])
        found = [ident for ident in self._anchored(key.split(" ")[-1]) if key in self._forms_of(ident)[1]]
        return tuple(self.people[ident] for ident in found)

    def by_english(self, word: str) -> tuple[RefEntity, ...]:
        """Return the people whose English name ends in a word («Putin»), best known first."""
        return tuple(self.people[ident] for ident in self._english.get(fold(word), ()))

    @cached_property
    def _english(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for person in sorted(self.people, key=lambda person: (-person.rank, person.id)):
            for word in fold(person.name_en).split()[-1:]:
                found.setdefault(word, []).append(person.id)
        return found

    def find(self, words: Sequence[str]) -> Iterator[NameHit]:
        """Yield the whole names of known people among the words, from left to right, longest first."""
        folded = [fold(word) for word in words]
        found: dict[tuple[int, int], dict[str, int]] = {}
        for position, word in enumerate(folded):
            for ident in self._anchored(word):
                written = words[position][:1].isupper() or "-" in word
                if written and self._may_stand(ident, words, folded, position):
                    for start, stop, mask in self._around(ident, words, folded, position):
                        found.setdefault((start, stop), {})[ident] = mask
        last = 0
        for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
            if start >= last and not _is_inside(start, stop, found):
                yield self._hit(start, stop, found[start, stop])
                last = stop

    def _around(
        self, ident: str, words: Sequence[str], folded: Sequence[str], position: int
    ) -> Iterator[tuple[int, int, int]]:
        """Yield the ranges, with cases, of a person's whole names that take in the word at a position."""
        wholes, surnames = self._forms_of(ident)
        word = folded[position]
        for name, mask in wholes.items():
            for offset, part in enumerate(name) if word in name else ():
                start = position - offset
                if part == word and start >= 0 and tuple(folded[start : start + len(name)]) == name:
                    if words[start][:1].isupper() or name[0] in _TITLES:
                        yield start, start + len(name), mask
        size = next((n for n in (1, 2, 3) if " ".join(folded[position - n + 1 : position + 1]) in surnames), 0)
        if size:
            first = position - size + 1
            mask = surnames[" ".join(folded[first : position + 1])]
            for start, stop in _with_initials(words, first, position + 1, self.people[ident]):
                yield start, stop, mask

    def _hit(self, start: int, stop: int, found: dict[str, int]) -> NameHit:
        idents = sorted(found, key=lambda ident: (-self.people[ident].rank, ident))
        mask = 0
        for cases in found.values():
            mask |= cases
        return NameHit(start, stop, tuple(idents), "name", cases_of(mask), len(idents) > 1)


def _combined(parts: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return every combination of the parts' forms as words; nothing when a part has no forms."""
    names: list[tuple[str, ...]] = [()]
    for forms in parts:
        names = [(*name, *form.split(" ")) for name in names for form in forms]
    return names


def _is_inside(start: int, stop: int, spans: dict[tuple[int, int], dict[str, int]]) -> bool:
    """Return whether another range is longer and takes this one in: «Башар» in «Башар аль-Асад»."""
    return any(a <= start and stop <= b and b - a > stop - start for a, b in spans)


def _with_initials(words: Sequence[str], start: int, stop: int, person: RefEntity) -> Iterator[tuple[int, int]]:
    """Yield the range of «В. Путин», «В.В. Путин», «Ж.-К. Трише» or «Путин В.В.» around a surname."""
    first = start
    while first > 0 and _is_of_initials(words[first - 1]):
        first -= 1
    last = stop
    while last < len(words) and _is_of_initials(words[last]):
        last += 1
    if first < start and _fit_initials(words[first:start], person):
        yield first, stop
    elif last > stop and _fit_initials(words[stop:last], person):
        yield start, last


def _is_of_initials(token: str) -> bool:
    return token in (".", "-") or (len(token) == 1 and token.isupper())


def _fit_initials(tokens: Sequence[str], person: RefEntity) -> bool:
    """Return whether the tokens are the person's initials: «В», «.» or «В», «.», «В», «.»."""
    letters = [fold(token) for token in tokens if token.isalpha()]
    if not letters or tokens[0] in (".", "-") or tokens[-1] != "." or tokens.count(".") != len(letters):
        return False
    names = [part for name in (person.given, person.patronymic) for part in fold(name).replace("-", " ").split()]
    return bool(names) and all(letter == name[0] for letter, name in zip(letters, names, strict=False))
