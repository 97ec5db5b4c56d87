"""The index of people: surnames in every case, whole names, initials."""

from collections.abc import Iterator, Sequence

from .normal import fold, join
from .records import CASES, NameHit, RefEntity
from .tables import paradigm, read_people

_LONGEST_NAME = 10  # words; «Мухаммед бин Заид Аль Нахайян»
_ORDERS = ((0, 2), (2, 0), (0, 1, 2), (2, 0, 1))  # of given name, patronymic and surname


class PeopleIndex:
    """Finds people by surname and by whole name."""

    def __init__(self) -> None:
        self.people: dict[str, RefEntity] = {}
        self._surnames: dict[str, list[tuple[str, int]]] = {}
        self._wholes: dict[str, list[tuple[str, int]]] = {}
        self._heads: set[str] = set()
        for person, cells in read_people():
            self.people[person.id] = person
            self._add(person.id, [paradigm(cell) if cell else [] for cell in cells[:3]], cells[3])

    def _add(self, ident: str, parts: list[list[tuple[str, int]]], wholes: str) -> None:
        for form, case in parts[2]:
            self._surnames.setdefault(form, []).append((ident, case))
        for number in range(len(CASES)):
            words = [[form for form, case in part if case == number] for part in parts]
            for order in _ORDERS:
                self._add_wholes(ident, number, [words[index] for index in order])
        for cell in wholes.split(";") if wholes else ():
            for form, case in paradigm(cell):
                self._add_whole(ident, case, form)

    def _add_wholes(self, ident: str, number: int, words: Sequence[Sequence[str]]) -> None:
        names = [""]
        for forms in words:
            names = [f"{name} {form}" if name else form for name in names for form in forms]
        for name in names:
            self._add_whole(ident, number, name)

    def _add_whole(self, ident: str, number: int, name: str) -> None:
        self._wholes.setdefault(name, []).append((ident, number))
        self._heads.add(name.split(" ", 1)[0])

    def by_surname(self, form: str) -> tuple[RefEntity, ...]:
        """Return the people whose surname has this form in any case, best known first."""
        if not form[:1].isupper() and "-" not in form and " " not in form:
            return ()
        found = {ident for ident, _ in self._surnames.get(fold(form), ())}
        return tuple(sorted((self.people[ident] for ident in found), key=lambda person: (-person.rank, person.id)))

    def find(self, words: Sequence[str]) -> Iterator[NameHit]:
        """Yield the whole names of known people among the words, from left to right, longest first."""
        folded = [fold(word) for word in words]
        position = 0
        while position < len(words):
            hit = self._longest(words, folded, position) or self._initials(words, folded, position)
            if hit:
                yield hit
            position = hit.stop if hit else position + 1

    def _longest(self, words: Sequence[str], folded: Sequence[str], start: int) -> NameHit | None:
        if folded[start] not in self._heads or not words[start][:1].isupper():
            return None
        for stop in range(min(start + _LONGEST_NAME, len(words)), start, -1):
            found = self._wholes.get(join(folded[start:stop]))
            if found and any(word[:1].isupper() for word in words[stop - 1 : stop]):
                return self._hit(start, stop, found)
        return None

    def _hit(self, start: int, stop: int, found: Sequence[tuple[str, int]]) -> NameHit:
        idents = sorted({ident for ident, _ in found}, key=lambda ident: (-self.people[ident].rank, ident))
        numbers = {number for _, number in found}
        cases = tuple(case for number, case in enumerate(CASES) if number in numbers)
        return NameHit(start, stop, tuple(idents), "name", cases, len(idents) > 1)

    def _initials(self, words: Sequence[str], folded: Sequence[str], start: int) -> NameHit | None:
        """Return «В. Путин», «В.В. Путин» or «Путин В.В.» at a position."""
        before = _initials_at(words, start)
        if before:
            stop = start + 2 * len(before)
            if stop < len(words) and words[stop][:1].isupper():
                return self._with_initials(before, folded[stop], start, stop + 1)
            return None
        after = _initials_at(words, start + 1) if words[start][:1].isupper() else ()
        return self._with_initials(after, folded[start], start, start + 1 + 2 * len(after)) if after else None

    def _with_initials(self, letters: Sequence[str], surname: str, start: int, stop: int) -> NameHit | None:
        found = [
            (ident, number)
            for ident, number in self._surnames.get(surname, ())
            if _fits_initials(self.people[ident], letters)
        ]
        return self._hit(start, stop, found) if found else None


def _initials_at(words: Sequence[str], start: int) -> tuple[str, ...]:
    """Return one or two initials at a position: «В», «.» or «В», «.», «В», «.»."""
    letters: list[str] = []
    for position in (start, start + 2):
        pair = words[position : position + 2]
        if len(pair) < 2 or len(pair[0]) != 1 or not pair[0].isupper() or pair[1] != ".":
            break
        letters.append(fold(pair[0]))
    return tuple(letters)


def _fits_initials(person: RefEntity, letters: Sequence[str]) -> bool:
    known = [fold(name[:1]) for name in (person.given, person.patronymic) if name]
    return bool(known) and all(letter == own for letter, own in zip(letters, known, strict=False))
