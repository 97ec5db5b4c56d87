"""What one mention of an event says of it: whose, which, where, when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.analysis import Tree, trees_of
from kg.mentions.dates import DateMention
from kg.mentions.event_nouns import YEAR_SUFFIX, head_type
from kg.mentions.event_phrases import DASHES, EventPhrase, event_phrase
from kg.mentions.tense import clause_tense
from kg.model import Analysis, Entity, Link, Mention, Span
from kg.reference import Reference
from kg.resolution.event_clause import (
    event_verbs,
    goes,
    hosts,
    level_of,
    month_of,
    office_of,
    ordinal_of,
    phase_of,
    portfolio_of,
    scope_of,
    shift_of,
    told_by,
)
from kg.resolution.event_owners import side_name
from kg.resolution.event_spans import (
    closes,
    event_noun,
    has_capitals,
    is_date_before,
    is_limit,
    is_themed,
    may_hold,
    sent_by,
    settles,
    tail_of,
    whole_phrase,
    with_following,
)
from kg.types import is_a

NEAR = 2
VOTES = ("Election", "Referendum")
GATHERINGS = ("Summit", "Meeting", "Session", "Conference")


@dataclass(frozen=True)
class Profile:
    """A mention of an event with what its phrase and clause tell.

    Attributes:
        mention: The mention.
        organizers: Entities of the organizations in the phrase, outermost organ first.
        ordinal: «38-й» → 38.
        year: Year of the phrase («АТЭС-2012», «саммит 2018 года»).
        date: Partial ISO date of the clause.
        until: Last day where the clause gives a range («3–4 июля»), or None.
        places: Entities of the places of the clause.
        sides: The two sides of «российско-арабский», «Россия — АСЕАН».
        partners: People or countries whose meeting it is («встреча Путина и Си»), where no body holds it.
        shift: "next", "previous" or "".
        time: "past", "present", "future" when the verb speaks of the event's taking place, else "".
        tense: Tense of the clause, whatever its verb.
        level: Who meets: "leaders", "ministers", … or "".
        bilateral: Whether only the meeting sides stand in the phrase.
        named: Whether the phrase says more than the kind.
        proper: Whether capitals name the event: «Экономический форум», unlike «встреча лидеров».
        themed: Whether its theme or place names it all the same: «саммит по ядерной безопасности».
        noun: Lemma of the noun.
        month: Number of the month that an adjective names («декабрьская встреча»), or "".
        points: Whether «тот» points back to the event told of last.
        alike: Whether it is another one of the kind: «первую такую встречу провёл Керри».
        portfolio: Which ministers meet («министров обороны» → "оборона"), or "".
        scope: What sets it apart from its body's main gathering («деловой форум», «бизнес-форум»), or "".
        owners: Countries that vote: inside the phrase of an election, else the only ones of its sentence.
        office: Who is elected, "president" or "parliament", or "".
    """

    mention: Mention
    organizers: tuple[Entity, ...] = ()
    ordinal: int | None = None
    year: str | None = None
    date: str | None = None
    until: str | None = None
    places: tuple[Entity, ...] = ()
    sides: str = ""
    partners: tuple[Entity, ...] = ()
    shift: str = ""
    time: str = ""
    tense: str = ""
    level: str = ""
    bilateral: bool = False
    named: bool = False
    proper: bool = False
    themed: bool = False
    noun: str = ""
    month: str = ""
    points: bool = False
    alike: bool = False
    portfolio: str = ""
    scope: str = ""
    owners: tuple[Entity, ...] = ()
    office: str = ""


@dataclass(frozen=True)
class Reader:
    """Reads the profiles of a document's event mentions."""

    analysis: Analysis
    links: Sequence[Link]
    entities: dict[str, Entity]
    dates: Sequence[DateMention]
    reference: Reference

    def profile(self, mention: Mention) -> Profile:
        """Return what a mention's phrase and clause tell."""
        tree = trees_of(self.analysis)[mention.sentence]
        links = [link for link in self.links if link.mention.sentence == mention.sentence]
        head = event_noun(tree, mention.span)
        phrase = event_phrase(tree, head, [link.mention for link in links])
        if phrase is None:
            phrase = whole_phrase(tree, mention, head)
        verbs = tuple(event_verbs(tree, phrase))
        span = Span(mention.span.start, max(mention.span.stop, tree[phrase.stop - 1].span.stop))
        sides = self._sides(tree, links, phrase)
        date, until = self._date(tree, mention, phrase, (*verbs, *told_by(tree, phrase)))
        gathers = mention.type in GATHERINGS
        meets = phrase.participants or mention.type not in ("Summit", "Session", "Conference")
        inside = [link for link in links if span.contains(link.mention.span) and may_hold(tree, link, mention, phrase)]
        if any(dash in sides for dash in DASHES):
            inside = [link for link in inside if set(link.mention.text) & set(DASHES)]  # not НАТО of «Россия — НАТО»
        organizers = () if phrase.participants else tuple(self._organizers(inside))
        organizers = organizers or tuple(self._holders(tree, links, head, verbs))
        organizers = () if mention.type in VOTES else organizers  # «выборы в Жогорку Кенеш»
        return Profile(
            mention=mention,
            organizers=organizers,
            ordinal=ordinal_of(tree, phrase),
            year=self._year(tree, mention, phrase),
            date=date,
            until=until,
            places=tuple(self._places(tree, links, phrase, verbs)),
            sides=sides,
            partners=() if organizers or not meets else tuple(self._partners(tree, links, phrase, verbs)),
            shift=shift_of(tree, phrase),
            time=next((time for time in (phase_of(tree, verb) for verb in verbs) if time), ""),
            tense=clause_tense(tree, head),
            level=level_of(" ".join((mention.text, *(entity.name for entity in organizers[:1])))) if gathers else "",
            bilateral=phrase.participants,
            named=mention.form == "name",
            proper=mention.form == "name" and has_capitals(tree, mention),
            themed=mention.form == "name" and is_themed(tree, mention),
            noun=YEAR_SUFFIX.sub("", tree[head].lemma),
            month=month_of(tree, phrase),
            points=phrase.start > 0 and tree[phrase.start - 1].lemma == "тот",
            alike=any(tree[at].lemma == "такой" for at in range(max(phrase.start - 1, 0), phrase.head)),
            portfolio=portfolio_of(tree, phrase.head, mention.span),
            scope=scope_of(tree, phrase, paired=bool(sides)) if gathers else "",
            owners=tuple(self._owners(mention)) if mention.type in VOTES else (),
            office=office_of(with_following(tree, phrase)) if mention.type == "Election" else "",
        )

    def _organizers(self, inside: Sequence[Link]) -> Iterator[Entity]:
        """Yield the organizations inside the phrase, whole names before their parts."""
        for link in sorted(inside, key=lambda link: (link.mention.span.start, -link.mention.span.stop)):
            entity = self.entities.get(link.entity)
            if entity and is_a(entity.type, "Organization"):
                yield entity

    def _holders(self, tree: Tree, links: Sequence[Link], head: int, verbs: Sequence[int]) -> Iterator[Entity]:
        """Yield the organizations that hold the event as subjects: «Совет Безопасности ООН проведёт заседание»."""
        if not tree.related(head, "obj"):
            return
        subjects = {subject for verb in verbs for subject in tree.children(verb, "nsubj")}
        for link in links:
            entity = self.entities.get(link.entity)
            if entity and is_a(entity.type, "Organization") and tree.top(link.mention.span) in subjects:
                yield entity

    def _owners(self, mention: Mention) -> Iterator[Entity]:
        """Yield the countries of «выборы президента Молдавии», else of its sentence, else of the nearest one before."""
        countries = self._countries(self.links)
        inside = [link for link in countries if mention.span.contains(link.mention.span)]
        told = [link.mention.sentence for link in countries if link.mention.sentence <= mention.sentence]
        near = [link for link in countries if told and link.mention.sentence == max(told)]
        yield from dict.fromkeys(self.entities[link.entity] for link in inside or near)

    def _countries(self, links: Sequence[Link]) -> list[Link]:
        return [link for link in links if self.entities[link.entity].type == "Country"]

    def _partners(
        self, tree: Tree, links: Sequence[Link], phrase: EventPhrase, verbs: Sequence[int]
    ) -> Iterator[Entity]:
        """Yield the people, else the countries, that hang on the noun without a preposition or with «с», «между».

        Who holds the meeting with somebody is one of them: «Путин провёл встречу с Ибрагимом».
        """
        found: dict[str, list[Entity]] = {"Person": [], "Country": []}
        for link in links:
            entity, top = self.entities.get(link.entity), tree.top(link.mention.span)
            if not entity or entity.type not in found or top <= phrase.head or link.mention.form == "adjective":
                continue
            chain = list(takewhile(lambda above: above != phrase.head, tree.ancestors(top)))
            hangs = phrase.head in tree.ancestors(top) and not any(tree[above].upos == "VERB" for above in chain)
            if hangs and all(tree.preposition(at) in ("", "с", "со", "между") for at in (top, *chain)):
                found[entity.type].append(entity)
        if len(found["Person"]) == 1 and (other := sent_by(tree, self._countries(links), phrase)):
            found["Person"].append(self.entities[other.entity])
        if len(found["Person"]) == 1 and tree.related(phrase.head, "obj"):
            subjects = {subject for verb in verbs for subject in tree.children(verb, "nsubj")}
            holders = [link.entity for link in links if tree.top(link.mention.span) in subjects]
            found["Person"] += [self.entities[ident] for ident in holders if self.entities[ident].type == "Person"]
        yield from dict.fromkeys(found["Person"] or found["Country"])

    def _sides(self, tree: Tree, links: Sequence[Link], phrase: EventPhrase) -> str:
        """Return the two sides of «российско-арабский» or «Россия — АСЕАН», in one order."""
        for index in range(phrase.start, phrase.head):
            parts = tree[index].lemma.split("-")
            if len(parts) == 2 and self.reference.adjective(parts[0]):
                return "–".join(sorted(side_name(part, self.reference) for part in parts))
        for index in range(phrase.head + 1, phrase.stop - 1):
            if tree[index].text in DASHES:
                left = [link for link in links if link.mention.span.stop == tree[index - 1].span.stop]
                right = [link for link in links if link.mention.span.start == tree[index + 1].span.start]
                names = (self._name(left[-1:], tree[index - 1].text), self._name(right[:1], tree[index + 1].text))
                if all(name[:1].isupper() for name in names):
                    return "–".join(sorted(names))
        return ""

    def _name(self, links: Sequence[Link], text: str) -> str:
        """Return the name of what stands beside the dash, or the word as it is written."""
        entity = next((self.entities.get(link.entity) for link in links), None)
        return entity.name if entity else text

    def _year(self, tree: Tree, mention: Mention, phrase: EventPhrase) -> str | None:
        suffix = YEAR_SUFFIX.search(mention.text)
        if suffix:
            return suffix[1]
        after = tree[phrase.stop - 1].span.stop
        for found in self.dates:
            is_year = found.kind == "year" and found.mention.sentence == mention.sentence and not found.end
            inside = mention.span.contains(found.mention.span)
            if is_year and (inside or 0 <= found.mention.span.start - after <= len(" в ")):
                return found.start
        return None

    def _date(
        self, tree: Tree, mention: Mention, phrase: EventPhrase, verbs: Sequence[int]
    ) -> tuple[str | None, str | None]:
        """Return the most precise date that hangs on the event's noun or on a verb of its taking place, and its end."""
        found = [
            item
            for item in self.dates
            if item.mention.sentence == mention.sentence
            and item.kind in ("day", "month", "year")
            and not is_limit(tree, item.mention.span)
            and (self._hangs(tree, item.mention.span, phrase, verbs) or is_date_before(tree, item.mention.span, phrase))
        ]
        if not found and (any(token.lemma == "тогда" for token in tree.tokens) or settles(tree, phrase)):
            found = [item for item in self.dates if item.mention.sentence == mention.sentence - 1][-1:]
        ends = [item for item in found if closes(tree, item.mention.span, phrase)]
        begun = max((item for item in found if item not in ends), key=lambda item: len(item.start), default=None)
        until = (begun.end if begun and begun.kind == "day" else None) or next((item.start for item in ends), None)
        return (begun.start if begun else None), until

    def _places(self, tree: Tree, links: Sequence[Link], phrase: EventPhrase, verbs: Sequence[int]) -> Iterator[Entity]:
        for link in links:
            entity = self.entities.get(link.entity)
            if not entity or not is_a(entity.type, "City", "Country", "Facility", "Region"):
                continue
            if link.mention.form in ("adjective", "role"):
                if entity.type == "City" and tree.span(phrase.start, phrase.head).contains(link.mention.span):
                    yield entity  # «астанинский саммит»
                continue
            top = tree.top(link.mention.span)
            located = top >= 0 and tree.preposition(top) in ("в", "во", "на")
            if (located and self._hangs(tree, link.mention.span, phrase, verbs)) or hosts(tree, top, verbs):
                yield entity

    def _hangs(self, tree: Tree, span: Span, phrase: EventPhrase, verbs: Sequence[int]) -> bool:
        """Return whether a date or place belongs to the event's noun or to a verb of its taking place."""
        top = tree.top(span)
        first = tree.inside(span)[0]
        if top < 0 or phrase.start <= first < phrase.stop:
            return top >= 0 and any(item.mention.span == span for item in self.dates)  # «на вчерашнем саммите»
        if phrase.stop <= first < tail_of(tree, phrase, self.dates, self.links):
            return True  # «саммит ШОС в Астане в 2024 году», whatever the parser makes of it
        above = tree.head(top)
        for _ in range(NEAR):
            if above in verbs or phrase.start <= above < phrase.stop:
                return True
            if above < 0 or tree[above].upos not in ("NOUN", "PROPN") or head_type(tree, above):
                break  # a place of another event: «вместо саммита в Риге пройдёт саммит в Вене»
            above = tree.head(above)  # «в городе Туркменбаши», «в штаб-квартире НАТО в Брюсселе»
        return (
            tree.preposition(phrase.head) == "на" and above >= 0 and above == tree.head(phrase.head) and goes(tree, top)
        )
