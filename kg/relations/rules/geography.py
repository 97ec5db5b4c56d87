"""Which city is whose capital and what lies in which country: capitalOf and partOf, where the text says so."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.lists import country_at
from kg.relations.rule import Match, rule
from kg.relations.view import SentenceView

CAPITAL = "столица"
IN = ("в", "во", "на")
TOWN = frozenset("город город-курорт курорт посёлок остров".split())
SIDES = frozenset(
    "юг север запад восток центр юго-восток юго-запад северо-восток северо-запад побережье территория".split()
)
DASHES = ("—", "–", "-")


@rule("geography.capital", "capitalOf", confidence=0.93, words=(CAPITAL,))
def capital(sent: SentenceView) -> Iterator[Match]:
    """«столица Перу Лима», «Лима — столица Перу», «перуанская столица» in a text that names Лима elsewhere."""
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma != CAPITAL:
            continue
        country = _owner(sent, index)
        if country is None:
            continue
        city = _beside(sent, index, country) or _named_elsewhere(sent, country)
        if city is not None:
            yield _match(sent, city, country, index)


def _match(sent: SentenceView, place: Link, country: Link, anchor: int) -> Match:
    return Match(
        subject=place.entity,
        object=country.entity,
        subject_span=place.mention.span,
        object_span=country.mention.span,
        anchor=anchor,
        status="asserted",
    )


def _owner(sent: SentenceView, noun: int) -> Link | None:
    """Return the country of «столица Перу» or «перуанская столица»."""
    after = country_at(sent, noun + 1)
    if after is not None:
        return after
    before = sent.at(noun - 1, "Country") if noun else None
    return before if before is not None and before.mention.form == "adjective" else None


def _beside(sent: SentenceView, noun: int, country: Link) -> Link | None:
    """Return the city named next to the phrase, or that the phrase itself means."""
    own = sent.at(noun, "City")
    if own is not None:
        return own
    last = max(noun, *sent.tree.inside(country.mention.span))
    first = min(noun, *sent.tree.inside(country.mention.span))
    after = _city_at(sent, last + 1) or (_city_at(sent, last + 2) if _sign(sent, last + 1) else None)
    return after or (_city_at(sent, first - 2) if _sign(sent, first - 1) else None)


def _sign(sent: SentenceView, at: int) -> bool:
    return 0 <= at < len(sent.tree) and sent.tree[at].text in (",", "(", *DASHES)


def _city_at(sent: SentenceView, at: int) -> Link | None:
    link = sent.at(at, "City") if 0 <= at < len(sent.tree) else None
    return link if link is not None and link.mention.form != "adjective" else None


def _named_elsewhere(sent: SentenceView, country: Link) -> Link | None:
    """Return the country's capital when the text names it: «прибыл в столицу Перу» below «встречу примет Лима»."""
    reference = sent.doc.entities[country.entity].reference
    ident = sent.doc.reference.capital(reference) if reference else None
    if ident is None:
        return None
    found = (entity for entity in sent.doc.of_type("City") if entity.reference == ident)
    city = next(found, None)
    return next(sent.doc.links_of(city.id), None) if city is not None else None


@rule("geography.bracket", "partOf", confidence=0.92, kinds=("City", "Region"))
def bracket(sent: SentenceView) -> Iterator[Match]:
    """«Джидда (Саудовская Аравия)», «в Анталье, Турция»: the country stands after the place."""
    for place in sent.mentions("City", "Region"):
        inside = sent.tree.inside(place.mention.span)
        at = inside[-1] + 1 if inside else len(sent.tree)
        country = country_at(sent, at + 1)
        if country is None or place.mention.form == "adjective":
            continue
        stop = sent.tree.inside(country.mention.span)[-1] + 1
        closing = sent.tree[stop].text if stop < len(sent.tree) else "."
        if (sent.tree[at].text == "(" and closing == ")") or _addressed(sent, at, stop, place, country):
            yield _match(sent, place, country, sent.head(place))


def _addressed(sent: SentenceView, comma: int, stop: int, place: Link, country: Link) -> bool:
    """Return whether a comma joins a place and its country, not two members of a list."""
    closing = sent.tree[stop].text if stop < len(sent.tree) else "."
    if (
        sent.tree[comma].text != ","
        or closing not in (",", ".", ")", "(", ";", *DASHES)
        or sent.entity(place).type != "City"
    ):
        return False
    known = sent.doc.reference.entity(sent.entity(place).reference or "")
    return known is not None and known.country == sent.entity(country).reference


@rule("geography.located", "partOf", confidence=0.9, kinds=("City", "Region"))
def located(sent: SentenceView) -> Iterator[Match]:
    """«в городе Куско в Перу», «в турецкой Анталье», «турецкий город Анталья», «в Куско на юге Перу»."""
    for place in sent.mentions("City", "Region"):
        inside = sent.tree.inside(place.mention.span)
        if not inside or place.mention.form == "adjective":
            continue
        country = _adjective_before(sent, inside[0]) or _place_after(sent, inside[-1] + 1, place)
        if country is not None and _apart(sent, place, country):
            yield _match(sent, place, country, sent.head(place))


def _adjective_before(sent: SentenceView, first: int) -> Link | None:
    at = first - 1
    if at >= 0 and sent.tree[at].lemma in TOWN:
        at -= 1
    link = sent.at(at, "Country") if at >= 0 else None
    if link is None or link.mention.form != "adjective":
        return None
    same = sent.tree[at].feat("Case") == sent.tree[at + 1].feat("Case")
    return link if same else None


def _place_after(sent: SentenceView, at: int, place: Link) -> Link | None:
    """Return the country of «… в Перу», «… на юге Перу» right after a place in the locative."""
    tree = sent.tree
    if at + 1 >= len(tree) or tree[at].text.lower() not in IN or not _in_town(sent, place):
        return None
    if tree[at + 1].lemma in SIDES and at + 2 < len(tree):
        return country_at(sent, at + 2)
    return country_at(sent, at + 1) if tree[at].text.lower() != "на" else None


def _in_town(sent: SentenceView, place: Link) -> bool:
    """Return whether the place is introduced as a town («в городе Куско») or stands in the locative."""
    first = sent.tree.inside(place.mention.span)[0]
    before = sent.tree[first - 1].lemma if first else ""
    return before in TOWN or sent.tree[sent.head(place)].feat("Case") == "Loc"


def _apart(sent: SentenceView, place: Link, country: Link) -> bool:
    """Return whether the reference does not place it elsewhere («в Женеве в США призвали» is no place)."""
    known = sent.doc.reference.entity(sent.entity(place).reference or "")
    owner = sent.entity(country).reference
    return known is None or known.country is None or owner is None or known.country == owner


RULES = (capital, bracket, located)
