"""One pattern against one question: which words it explains, and what its parameters become."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.ask.events import Wish, resolve_event
from kg.ask.graph import Graph
from kg.ask.names import Name
from kg.ask.question import Understood
from kg.ask.tables import Choice, Pattern, Slot, common
from kg.ask.words import Read, Word
from kg.types import is_a

_EMPTY = ("ADP", "CCONJ", "PART", "SCONJ", "INTJ", "DET")
_DESCRIBING = ("ADJ", "ADV")
NO_EVENT = "в графе нет такого события"
_WHICH = ("какой", "который")
_PLURAL = ("Negotiation", "Exercise", "Election", "Celebration")


@dataclass(frozen=True, slots=True)
class View:
    """A question with one reading of its names."""

    read: Read
    names: tuple[Name, ...]
    graph: Graph

    @property
    def words(self) -> tuple[Word, ...]:
        """Return the words."""
        return self.read.words


@dataclass(slots=True)
class Match:
    """What a pattern made of a question.

    `unknown` are the words that it does not explain, `surplus` names and dates for which it has no parameter, `failure`
    says in Russian what it lacks.
    """

    pattern: Pattern
    keys: int = 0
    explained: set[int] = field(default_factory=set)
    parameters: dict[str, str] = field(default_factory=dict)
    found: list[tuple[int, Understood]] = field(default_factory=list)
    left: list[Name] = field(default_factory=list)
    skipped: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    failure: str = ""

    @property
    def is_whole(self) -> bool:
        """Return whether every word is explained and every needed parameter given."""
        return not (self.failure or self.unknown or self.surplus)


def match(pattern: Pattern, view: View) -> Match | None:
    """Return what a pattern makes of a question, None where its question words or its own words are not there."""
    made = Match(pattern, parameters=dict(pattern.fixed), left=list(view.names))
    free = _free(view)
    if not _asked(pattern, view.words, free, made) or not _worded(pattern, view.words, free, made):
        return None
    made.explained |= {n for n in free if not view.words[n].lemmas.isdisjoint(pattern.also)}
    dates = _dates(view)
    for slot in sorted(pattern.slots, key=lambda slot: "Event" in slot.classes):
        if not _fill(slot, view, dates, made) and not slot.optional and not made.failure:
            made.failure = "не хватает того, о ком или о чём вопрос"
    _judge(view, dates, made)
    return made


def _free(view: View) -> list[int]:
    taken = {n for name in view.names for n in range(name.start, name.stop)}
    return [n for n in range(len(view.words)) if n not in taken]


def _asked(pattern: Pattern, words: Sequence[Word], free: Sequence[int], made: Match) -> bool:
    met = [hits for choice in pattern.asks if (hits := _all(choice, words, free, forms=True))]
    if met:
        made.explained |= max(met, key=len)
        made.keys += len(max(met, key=len))
    return bool(met) or not pattern.needs_ask


def _worded(pattern: Pattern, words: Sequence[Word], free: Sequence[int], made: Match) -> bool:
    for group in pattern.groups:
        met = [hits for choice in group if (hits := _all(choice, words, free, forms=False))]
        if not met:
            return False
        hits = set().union(*met)
        made.keys += len(hits)
        made.explained |= hits
    return True


def _all(choice: Choice, words: Sequence[Word], free: Iterable[int], *, forms: bool) -> set[int]:
    """Return the words that a choice stands for, none where one of its words is missing."""
    hits: set[int] = set()
    for wanted in choice:
        found = {n for n in free if _is(words[n], wanted, forms=forms)}
        # a preposition stands before its question word: «с» of «с кем», however many others follow
        if not found and not (forms and any(word.prep == wanted for word in words)):
            return set()
        hits |= found
    return hits


def _is(word: Word, wanted: str, *, forms: bool) -> bool:
    if wanted.startswith("="):
        return wanted[1:] in word.lemmas
    return word.folded == wanted or (not forms and wanted in word.lemmas)


def _dates(view: View) -> list[tuple[int, int, str]]:
    """Return the dates as first word, word after the last, ISO value; «сейчас» is the day itself."""
    found = [(*view.read.within(item.mention.span), item.start) for item in view.read.dates]
    now = [n for n, word in enumerate(view.words) if word.folded in common().now]
    covered = {n for start, stop, _ in found for n in range(start, stop)}
    found += [(n, n + 1, view.graph.today.isoformat()) for n in now if n not in covered]
    return sorted(found)


def _fill(slot: Slot, view: View, dates: list[tuple[int, int, str]], made: Match) -> bool:
    if slot.classes == ("date",):
        return bool(dates) and _take_date(slot, view, dates, made)
    if slot.classes == ("class",):
        return _take_class(slot, view, made)
    if "Event" in slot.classes:
        return _take_event(slot, view, dates, made)
    return _take_name(slot, view, made)


def _take_date(slot: Slot, view: View, dates: list[tuple[int, int, str]], made: Match) -> bool:
    start, stop, value = dates.pop(0)
    _note(slot, value, range(start, stop), value, view, made)
    return True


def _take_class(slot: Slot, view: View, made: Match) -> bool:
    head = _head(view, made, _is_kind)
    if head is None:
        return False
    value = common().classes[view.words[head].lemma]
    _note(slot, value, [head], value, view, made)
    return True


def _take_name(slot: Slot, view: View, made: Match) -> bool:
    fitting = [
        (bool(slot.case and name.case and name.case != slot.case), name.start, name, accepted)
        for name in made.left
        if slot.suits(name.case, name.prep)
        and (accepted := [item for item in name.candidates if is_a(item.type, *slot.classes)])
    ]
    if not fitting:
        return False
    _, _, name, accepted = min(fitting, key=lambda item: item[:2])
    made.left.remove(name)
    others = tuple(item.name for item in accepted[1:] if item.name != accepted[0].name)
    _note(slot, accepted[0].iri, range(name.start, name.stop), accepted[0].name, view, made, others)
    return True


def _take_event(slot: Slot, view: View, dates: list[tuple[int, int, str]], made: Match) -> bool:
    """Resolve the described event by all the names, dates and words that nothing else has taken."""
    head = _head(view, made, _is_single)
    if head is None:
        return False
    orders = {n: order for order in ("last", "next") for n in _ordering(view.words, order)}
    rest = [n for n in _unexplained(view, dates, made) if n != head and n not in orders]
    own = [n for n in rest if n > head or (head - n <= 2 and view.words[n].upos == "ADJ")]
    wish = Wish(
        noun=view.words[head].lemma,
        type=common().classes[view.words[head].lemma],
        names=tuple(made.left),
        dates=tuple(value for _, _, value in dates),
        words=tuple(view.words[n] for n in own),
        order=next(iter(orders.values()), ""),
    )
    spans = [(name.start, name.stop) for name in made.left] + [(start, stop) for start, stop, _ in dates]
    covered = sorted({head, *own, *orders, *(n for start, stop in spans for n in range(start, stop))})
    found = resolve_event(wish, view.graph)
    made.left.clear()
    dates.clear()
    made.explained |= set(covered)
    if not found:
        made.failure = f"{NO_EVENT}: «{view.read.quoted(covered)}»"
        return False
    others = tuple(item.name for item in found[1:])
    _note(slot, found[0].iri, covered, found[0].name, view, made, others)
    return True


def _ordering(words: Sequence[Word], order: str) -> Iterator[int]:
    wanted = {word.removeprefix("=") for word in getattr(common(), order)}
    return (n for n, word in enumerate(words) if not word.lemmas.isdisjoint(wanted))


def _head(view: View, made: Match, accepts: Callable[[View, int], bool]) -> int | None:
    """Return the noun that names a kind of event, rather one that is no word of the pattern."""
    heads = [n for n in _free(view) if view.words[n].lemma in common().classes and accepts(view, n)]
    return next((n for n in heads if n not in made.explained), heads[0] if heads else None)


def _is_kind(view: View, n: int) -> bool:
    """Return whether a noun asks for all events of its kind: «саммиты», «какой саммит»."""
    return view.words[n].plural or (n > 0 and view.words[n - 1].lemma in _WHICH)


def _is_single(view: View, n: int) -> bool:
    """Return whether a noun means one event: «саммит», and «переговоры», which have no singular."""
    return not view.words[n].plural or common().classes[view.words[n].lemma] in _PLURAL


def _note(
    slot: Slot, value: str, numbers: Iterable[int], meaning: str, view: View, made: Match, others: tuple[str, ...] = ()
) -> None:
    numbers = list(numbers)
    made.parameters[slot.name] = value
    made.explained |= set(numbers)
    made.found.append((numbers[0], Understood(view.read.quoted(numbers), meaning, slot.name, others)))


def _unexplained(view: View, dates: Sequence[tuple[int, int, str]], made: Match) -> list[int]:
    """Return the words that carry meaning and that nothing has explained yet."""
    dated = {n for start, stop, _ in dates for n in range(start, stop)}
    return [n for n in _free(view) if n not in made.explained and n not in dated and not is_empty(view.words[n])]


def is_empty(word: Word) -> bool:
    """Return whether a word carries no meaning of its own: a preposition, «ли», «скажи»; question words do."""
    if word.folded in common().ask or any(f"={lemma}" in common().ask for lemma in word.lemmas):
        return False
    idle = word.folded in common().idle or any(f"={lemma}" in common().idle for lemma in word.lemmas)
    return word.upos in _EMPTY or idle


def _judge(view: View, dates: Sequence[tuple[int, int, str]], made: Match) -> None:
    """Set down what stays unexplained; an entity or a date that has no parameter would silently widen the question."""
    rest = _unexplained(view, dates, made)
    asks = [n for n in rest if view.words[n].folded in common().ask or _asks(view.words[n])]
    skipped = [n for n in rest if view.words[n].upos in _DESCRIBING and n not in asks]
    made.skipped = tuple(view.words[n].text for n in skipped)
    made.unknown = tuple(view.words[n].text for n in rest if n not in skipped)
    surplus = [(name.start, name.text) for name in made.left]
    surplus += [(start, view.read.quoted(range(start, stop))) for start, stop, _ in dates]
    made.surplus = tuple(text for _, text in sorted(surplus))


def _asks(word: Word) -> bool:
    return any(f"={lemma}" in common().ask for lemma in word.lemmas)
