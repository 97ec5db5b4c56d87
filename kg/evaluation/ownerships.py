"""Ownerships of factRuEval: who owns which body; a founder counts as an owner there."""

from collections.abc import Iterator

from kg.evaluation.factrueval import Fact
from kg.evaluation.page import Page
from kg.evaluation.parties import Party, Sides, party, sides
from kg.evaluation.posts import posts
from kg.model import Span

HOLDERS = ("PERSON", "ORGANIZATION", "COUNTRY")
BODIES = ("ORGANIZATION", "FACILITY")
OWNED = frozenset({"ORGANIZATION", "FACILITY", "PRODUCT", "WORK_OF_ART"})

OWNERS = frozenset(
    "владелец совладелец владелица хозяин собственник основатель сооснователь основательница создатель учредитель "
    "соучредитель акционер соакционер основоположник миноритарий бенефициар".split()
)
OWNING = frozenset("владеть завладеть основать учредить контролировать".split())
"""Verbs whose doer owns what is below them."""

CREATING = frozenset("создать создавать организовать запустить".split())
"""Verbs whose doer owns their direct object."""

BELONGING = frozenset("принадлежать подконтрольный принадлежащий".split())
"""Words whose doer, or the noun that they describe, is owned by what is below them."""

DAUGHTER = "дочерний"
REACH = 160
"""Code points from a word for an owner back to the name that it describes, in one sentence and without a verb."""


def ownerships(page: Page) -> list[Fact]:
    """Return who owns, or has founded, which body, each once."""
    found: dict[tuple[str, str], Fact] = {}
    for owner, owned in (*_read(page), *_titled(page), *_told(page)):
        pair = (("owner", frozenset({owner.text})), ("property", frozenset({owned.text})))
        if owner.key != owned.key and not owned.person:
            found.setdefault((owner.key, owned.key), Fact("ownership", pair))
    return list(found.values())


def _read(page: Page) -> Iterator[tuple[Party, Party]]:
    """Yield what the models read."""
    pairs = [
        *((owner, thing) for owner, things in page.relations["OWNER_OF"].items() for thing in things),
        *((owner, thing) for thing, owners in page.relations["FOUNDED_BY"].items() for owner in owners),
    ]
    for owner, thing in pairs:
        one, other = page.entities[owner], page.entities[thing]
        if one.type in HOLDERS and other.type in OWNED:
            yield party(page, one.span), party(page, other.span)


def _titled(page: Page) -> Iterator[tuple[Party, Party]]:
    """Yield whom a word beside the name calls owner or founder: «владелец «Челси» Роман Абрамович»."""
    for number, tree in enumerate(page.trees):
        for index, token in enumerate(tree.tokens):
            if token.lemma in OWNERS:
                spans = _owned(page, number, index)
                owner = _described(page, Span(token.span.start, spans[-1].stop)) if spans else None
                if owner:
                    yield from ((party(page, owner), party(page, span)) for span in spans)


def _owned(page: Page, sentence: int, word: int) -> list[Span]:
    """Return the bodies below a title, or the one that its words go on with, in text order."""
    tree = page.trees[sentence]
    title = tree[word].span
    below = [
        span
        for span in page.named(sentence, BODIES)
        if span.start > title.start
        and word in (tree.top(span), *tree.ancestors(tree.top(span)))
        and page.is_phrase(title, span)
    ]
    return below or [span for post in posts(page, title) for span in post.places]


def _described(page: Page, title: Span) -> Span | None:
    """Return the name that a title describes: right after it, or before it with no verb between."""
    same = page.sentence(title)
    people = [item.span for _, item in page.of_type("PERSON") if page.sentence(item.span) == same]
    people = [span for span in people if page.agree(span, title) or page.text[: title.start].rstrip().endswith("из")]
    after = [span for span in people if page.between(title, span) in ("", '"', ",", "-")]
    if after:
        return after[0]
    before = [span for span in people if span.stop <= title.start and title.start - span.stop <= REACH]
    if not before:
        return None
    between = page.inside(Span(before[-1].stop, title.start))
    verbs = any(page.tokens[n].upos in ("VERB", "AUX") or page.tokens[n].text in (";", "»") for n in between)
    return None if verbs else before[-1]


def _told(page: Page) -> Iterator[tuple[Party, Party]]:
    """Yield what verbs of owning, founding and belonging say, and the adjective of daughters."""
    for number, tree in enumerate(page.trees):
        for index, token in enumerate(tree.tokens):
            if token.lemma in CREATING:
                made = sides(page, number, index, HOLDERS, direct=True)
                yield from ((owner, thing) for owner in made.doers for thing in made.others)
            elif token.lemma in OWNING or token.lemma in BELONGING:
                made = sides(page, number, index, HOLDERS)
                doers = made.doers or tuple(_participle(page, number, index))
                swapped = token.lemma in BELONGING or token.feat("Voice") == "Pass"
                owners, owned = (made.others, doers) if swapped else (doers, made.others)
                yield from ((owner, thing) for owner in owners for thing in owned)
            elif token.lemma == DAUGHTER and tree.head(index) >= 0:
                yield from _daughter(sides(page, number, tree.head(index), ("ORGANIZATION",)))


def _participle(page: Page, sentence: int, word: int) -> Iterator[Party]:
    """Yield the name that a participle describes: by the syntax, or else the one right before it."""
    tree = page.trees[sentence]
    token, noun = tree[word], tree.head(word)
    if token.deprel in ("acl", "amod") or token.feat("VerbForm") == "Part":
        spans = page.named(sentence, HOLDERS)
        described = [span for span in spans if noun in tree.inside(span)]
        before = [span for span in spans if page.between(span, token.span) in (",", '",', '"')]
        yield from (party(page, span) for span in (described or before)[-1:])


def _daughter(made: Sides) -> Iterator[tuple[Party, Party]]:
    """Yield the mother and the daughter: «дочерняя компания «Газпрома» «Сибнефть»», «X — дочерняя компания Y»."""
    if made.doers and made.others:
        yield made.others[0], made.doers[0]
    elif len(made.others) == 2:
        yield made.others[0], made.others[1]
