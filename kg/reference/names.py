"""The index of names of places and organizations: every case form, longest match."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.reference.normal import fold, is_dash, is_quote, join
from kg.reference.records import NameHit
from kg.reference.tables import CaseMask, cases_of, keyed, lines


class _Name(NamedTuple):
    entity: str
    form: str
    flags: str


class NameIndex:
    """Finds names in a sentence.

    The files are made by the build: `names.tsv` has a line for every name, the best known entity's
    first; `forms.tsv` gives for every case form the numbers of those lines and masks of cases;
    `reach.tsv` gives for a name's first word the number of words that a name may take.
    """

    def __init__(self) -> None:
        self._names = lines("names.tsv")
        self._forms = keyed("forms.tsv")
        self._reach = {head: int(bound) for head, bound in keyed("reach.tsv").items()}
        self._prefixes = keyed("prefixes.tsv")

    def _of_form(self, key: str) -> list[tuple[_Name, CaseMask]]:
        """Return the names that have a form, the best known first, with the cases it stands in."""
        found = []
        for code in self._forms.get(key, "").split():
            number, mask = code.split(":")
            entity, form, flags = self._names[int(number)].split("\t")
            found.append((_Name(entity, form, flags), int(mask)))
        return found

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
        loud = not any(word.islower() for word in words if len(word) > 3)
        position = 0
        while position < len(words):
            if not self._may_begin(folded[position]):
                position += 1
                continue
            hits = self._longest(words, folded, position, len(words), loud)
            yield from hits
            stop = hits[0].stop if hits else position + 1
            if nested and hits and stop - position > 1:
                yield from self._inside(words, folded, position, stop)
            position = stop

    def _may_begin(self, word: str) -> bool:
        """Return whether a folded word may be the first of a name; most words of a text are not."""
        return word in self._reach or word in self._forms or word in self._prefixes or "-" in word

    def _inside(self, words: Sequence[str], folded: Sequence[str], start: int, stop: int) -> Iterator[NameHit]:
        position = start
        while position < stop:
            limit = stop - 1 if position == start else stop
            hits = self._longest(words, folded, position, limit, False)
            yield from hits
            position = hits[0].stop if hits else position + 1

    def _longest(
        self, words: Sequence[str], folded: Sequence[str], start: int, limit: int, loud: bool
    ) -> tuple[NameHit, ...]:
        reach = min(start + self._reach.get(folded[start], 1), limit)
        for stop in range(reach, start, -1):
            if is_quote(words[stop - 1]) or is_dash(words[stop - 1]):
                continue
            key = folded[start] if stop == start + 1 else join(folded[start:stop])
            hit = self._hit(words, start, stop, key, loud) if key in self._forms else None
            if hit:
                return (hit._replace(stop=_with_closing_quote(words, start, stop, limit)),)
        if folded[start] in self._prefixes and start + 1 < limit and is_dash(words[start + 1]):
            return (NameHit(start, start + 1, (self._prefixes[folded[start]],), "adjective", (), False),)
        return tuple(self._compound(words[start], folded[start], start)) if "-" in folded[start] else ()

    def _hit(self, words: Sequence[str], start: int, stop: int, key: str, loud: bool) -> NameHit | None:
        written = words[start:stop]
        found = [pair for pair in self._of_form(key) if _is_written_like_name(written, pair[0])]
        if not found:
            return None
        best = found[0][0]
        candidates = tuple(dict.fromkeys(name.entity for name, _ in found))
        mask = 0
        for name, cases in found:
            mask |= cases if name.form == best.form else 0
        # «Того же мнения…»: a capital letter proves nothing where every word or the first one has it
        unsure = "?" in best.flags or ("s" in best.flags and (start == 0 or loud))
        return NameHit(start, stop, candidates, best.form, cases_of(mask), unsure)

    def _compound(self, word: str, folded: str, position: int) -> Iterator[NameHit]:
        """Yield the parts of «российско-китайский» or «Россия-НАТО», when every part is known."""
        parts = folded.split("-")
        surface = word.translate({ord(sign): "-" for sign in "–—‑−"}).split("-")
        hits: list[NameHit] = []
        for part, written in zip(parts, surface, strict=True):
            if part in self._prefixes and len(hits) < len(parts) - 1:
                hits.append(NameHit(position, position + 1, (self._prefixes[part],), "adjective", (), False))
                continue
            hit = self._hit([written], 0, 1, part, False)
            if hit is None:
                return  # «франкоговорящий» and «евро-американский» are no pair of countries
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
        found = (name.entity for name, _ in self._of_form(folded) if name.form == "adjective")
        return tuple(dict.fromkeys(found))


def _with_closing_quote(words: Sequence[str], start: int, stop: int, limit: int) -> int:
    """Return where a name ends whose last word stands in quotes: «движение "Талибан"»."""
    opened = any(is_quote(word) for word in words[start:stop])
    return stop + 1 if opened and stop < limit and is_quote(words[stop]) else stop


def _is_written_like_name(words: Sequence[str], name: _Name) -> bool:
    """Return whether the letters' case fits: «Мали» but not «мали», «АС» but not «ас», «двадцатка»."""
    if name.form == "adjective" or "l" in name.flags:
        return True
    if name.form == "abbreviation":
        return all(word == word.upper() for word in words)
    if words[0][:1].isupper():
        return True
    capitals = sum(word[:1].isupper() for word in words)
    return len(words) > 1 and (capitals > 0 or len(words) > 2)
