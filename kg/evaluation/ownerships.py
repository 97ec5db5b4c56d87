"""Ownerships of factRuEval: who owns which body; a founder counts as an owner there."""

from collections.abc import Iterator

from kg.evaluation.factrueval import Fact
from kg.evaluation.page import Page
from kg.evaluation.parties import Party, party
from kg.evaluation.posts import posts

OWNERS = frozenset({"PERSON", "ORGANIZATION", "COUNTRY"})
OWNED = frozenset({"ORGANIZATION", "FACILITY", "PRODUCT", "WORK_OF_ART"})
OWNER_WORDS = frozenset(
    "владелец совладелец владелица хозяин собственник основатель сооснователь основательница создатель учредитель "
    "соучредитель акционер соакционер основоположник".split()
)


def ownerships(page: Page) -> list[Fact]:
    """Return who owns, or has founded, which body, each once."""
    found: dict[tuple[str, str], Fact] = {}
    for owner, owned in (*_read(page), *_titled(page)):
        sides = (("owner", frozenset({owner.text})), ("property", frozenset({owned.text})))
        if owner.key != owned.key:
            found.setdefault((owner.key, owned.key), Fact("ownership", sides))
    return list(found.values())


def _read(page: Page) -> Iterator[tuple[Party, Party]]:
    """Yield what the models read."""
    pairs = [
        *((owner, thing) for owner, things in page.relations["OWNER_OF"].items() for thing in things),
        *((owner, thing) for thing, owners in page.relations["FOUNDED_BY"].items() for owner in owners),
    ]
    for owner, thing in pairs:
        one, other = page.entities[owner], page.entities[thing]
        if one.type in OWNERS and other.type in OWNED:
            yield party(page, one.span), party(page, other.span)


def _titled(page: Page) -> Iterator[tuple[Party, Party]]:
    """Yield whom a word beside the name calls owner or founder: «владелец «Челси» Роман Абрамович»."""
    people = [item.span for _, item in page.of_type("PERSON")]
    for token in page.tokens:
        if token.lemma in OWNER_WORDS:
            for post in posts(page, token.span):
                after = [span for span in people if page.between(post.whole, span) in ("", '"')]
                before = [span for span in people if page.between(span, post.whole) in (",", "-", "(", ", -")]
                for person in (after or before)[:1]:
                    yield from ((party(page, person), party(page, span)) for span in post.places)
