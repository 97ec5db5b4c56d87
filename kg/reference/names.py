"""The index of names of places and organizations: every case form, longest match."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .normal import fold, is_dash, is_quote, join
from .records import CASES, NameHit, RefEntity
from .tables import paradigm, rows

_SEPARATORS = " -'/+."
_SLACK = 2  # quotation marks inside a name: «Группа "Большая двадцатка"»


class _Name(NamedTuple):
    entity: str
    form: str
    flags: str


class NameIndex:
    """Finds names in a sentence.

    Args:
        entities: All places and organizations by id; their ranks order the candidates.
    """

    def __init__(self, entities: Mapping[str, RefEntity]) -> None:
        self._entities = entities
        self._names: list[_Name] = []
        self._forms: dict[str, list[int]] = {}
        self._reach: dict[str, int] = {}
        self._prefixes: dict[str, str] = {}
        for ident, form, flags, cell in rows("names.tsv"):
            self._add(_Name(ident, form, flags), cell)

    def _add(self, name: _Name, cell: str) -> None:
        if name.form == "prefix":
            self._prefixes[cell] = name.entity
            return
        number = len(self._names) * len(CASES)
        self._names.append(name)
        for form, case in paradigm(cell):
            codes = self._forms.get(form)
            if codes is None:
                self._forms[form] = [number + case]
                self._extend_reach(form)
            else:
                codes.append(number + case)

    def _extend_reach(self, form: str) -> None:
        """Remember how many words a name may take that begins with this form's first word."""
        pieces = sum(form.count(sign) for sign in _SEPARATORS[:1]) + 1
        signs = sum(form.count(sign) for sign in _SEPARATORS[1:])
        if pieces + signs == 1:
            return
        bound = pieces + 2 * signs + _SLACK
        first = form.split(" ", 1)[0]
        for end in range(len(first) + 1):
            if end == len(first) or first[end] in _SEPARATORS:
                head = first[:end]
                if self._reach.get(head, 0) < bound:
                    self._reach[head] = bound

    def find(self, words: Sequence[str], *, nested: bool = False) -> Iterator[NameHit]:
        """Yield the names among the words of a sentence, from left to right.

        Args:
            words: Surface forms of the tokens, signs among them.
            nested: Also yield the names inside a longer one («СНГ» in «Совет глав государств СНГ»).

        Yields:
            Hits that do not overlap, except that a compound («российско-китайский», «Россия-НАТО»)
            gives one for each part with the same range, and except nested ones.
        """
        folded = [fold(word) for word in words]
        position = 0
        while position < len(words):
            hits = self._longest(words, folded, position, len(words))
            yield from hits
            stop = hits[0].stop if hits else position + 1
            if nested and hits and stop - position > 1:
                yield from self._inside(words, folded, position, stop)
            position = stop

    def _inside(self, words: Sequence[str], folded: Sequence[str], start: int, stop: int) -> Iterator[NameHit]:
        position = start
        while position < stop:
            limit = stop - 1 if position == start else stop
            hits = self._longest(words, folded, position, limit)
            yield from hits
            position = hits[0].stop if hits else position + 1

    def _longest(self, words: Sequence[str], folded: Sequence[str], start: int, limit: int) -> tuple[NameHit, ...]:
        reach = min(start + self._reach.get(folded[start], 1), limit)
        for stop in range(reach, start, -1):
            if is_quote(words[stop - 1]) or is_dash(words[stop - 1]):
                continue
            codes = self._forms.get(join(folded[start:stop]))
            hit = self._hit(words, start, stop, codes) if codes else None
            if hit:
                return (hit,)
        return tuple(self._compound(words[start], folded[start], start)) if "-" in folded[start] else ()

    def _hit(self, words: Sequence[str], start: int, stop: int, codes: Sequence[int]) -> NameHit | None:
        found: list[tuple[_Name, int]] = []
        for code in codes:
            name = self._names[code // len(CASES)]
            if _is_written_like_name(words[start:stop], name):
                found.append((name, code % len(CASES)))
        if not found:
            return None
        found.sort(key=lambda pair: (-self._entities[pair[0].entity].rank, pair[0].entity))
        best = found[0][0]
        candidates = tuple(dict.fromkeys(name.entity for name, _ in found))
        numbers = {case for name, case in found if name.form == best.form}
        cases = tuple(case for number, case in enumerate(CASES) if number in numbers)
        return NameHit(start, stop, candidates, best.form, cases, "?" in best.flags)

    def _compound(self, word: str, folded: str, position: int) -> Iterator[NameHit]:
        """Yield the parts of «российско-китайский» or «Россия-НАТО», when every part is known."""
        parts = folded.split("-")
        surface = word.translate({ord(sign): "-" for sign in "–—‑−"}).split("-")
        hits: list[NameHit] = []
        for part, written in zip(parts, surface, strict=True):
            if part in self._prefixes and part != parts[-1]:
                hits.append(NameHit(position, position + 1, (self._prefixes[part],), "adjective", (), False))
                continue
            codes = self._forms.get(part)
            hit = self._hit([written], 0, 1, codes) if codes else None
            if hit is None:
                # «американо-израильский» needs both; «франко-говорящий» has only the prefix
                return
            hits.append(hit._replace(start=position, stop=position + 1))
        adjectives = [hit for hit in hits if hit.form == "adjective"]
        if adjectives and len(adjectives) != len(hits):
            return
        for hit in hits:
            yield hit._replace(cases=hits[-1].cases) if not hit.cases else hit

    def adjective(self, word: str) -> tuple[str, ...]:
        """Return the ids that an adjective («российского», «российско») belongs to, best known first."""
        folded = fold(word)
        if folded in self._prefixes:
            return (self._prefixes[folded],)
        names = [self._names[code // len(CASES)] for code in self._forms.get(folded, ())]
        found = {name.entity for name in names if name.form == "adjective"}
        return tuple(sorted(found, key=lambda ident: (-self._entities[ident].rank, ident)))


def _is_written_like_name(words: Sequence[str], name: _Name) -> bool:
    """Return whether the letters' case fits: «Мали» but not «мали», «АС» but not «ас», «двадцатка»."""
    if name.form == "adjective" or "l" in name.flags:
        return True
    if name.form == "abbreviation":
        return all(word == word.upper() for word in words)
    if words[0][:1].isupper():
        return True
    capitals = sum(word[:1].isupper() for word in words)
    return capitals > 0 or len(words) > 2
