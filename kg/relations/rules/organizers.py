"""Whose event it is."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.arguments import GROUPS, LEADERS
from kg.relations.events import CONTEXT_SENTENCES
from kg.relations.rule import Match, Rule, rule
from kg.relations.view import DocumentView, SentenceView

BODY_NOUNS = frozenset("саммит заседание сессия ассамблея совет пленум форум конференция".split())


@rule("organizers.named", "organizedBy")
def named(sent: SentenceView) -> Iterator[Match]:
    """«саммит ОДКБ», «заседание Совета глав государств СНГ»: the organization stands in the event's phrase.

    Where an organ and its organization are both named, the event is the organization's.
    """
    for event in sent.mentions("Event"):
        inside = tuple(_in_phrase(sent, event))
        bodies = _without_organs(sent.doc, inside)
        for body in bodies[:1]:
            yield _held(event, body, sent.head(event))


def _held(event: Link, body: Link, anchor: int) -> Match:
    return Match(event.entity, body.entity, event.mention.span, body.mention.span, anchor, status="asserted")


def _in_phrase(sent: SentenceView, event: Link) -> Iterator[Link]:
    """Yield the organizations inside the event's mention or in the genitive below its noun."""
    head = sent.head(event)
    for body in sent.mentions("Organization"):
        span = body.mention.span
        inside = event.mention.span.contains(span) or span.contains(event.mention.span)
        if inside or _is_genitive_below(sent, sent.head(body), head):
            yield body


def _is_genitive_below(sent: SentenceView, body: int, event: int) -> bool:
    tree = sent.tree
    chain = [body, *tree.ancestors(body)]
    if event not in chain:
        return False
    for at in chain[: chain.index(event)]:
        if tree.preposition(at) or not tree.related(at, "nmod", "appos", "flat", "conj"):
            return False
        if sent.headed_by(at, "Person", "City", "Facility"):
            return False
    return tree[body].feat("Case") in ("Gen", "Nom", "") or tree[body].text.isupper()


def _without_organs(doc: DocumentView, bodies: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the organizations without those that are organs of another one here, those that own others first."""
    entities = {link.entity for link in bodies}
    owners = {owner for link in bodies if (owner := _owner(doc, link))}
    kept = tuple(link for link in bodies if _owner(doc, link) not in entities)
    return tuple(sorted(kept, key=lambda link: link.entity not in owners))


def _owner(doc: DocumentView, link: Link) -> str | None:
    """Return the entity of the organization that an organ belongs to, when the document has it."""
    reference = doc.entities[link.entity].reference
    row = doc.reference.entity(reference) if reference else None
    if row is None or not row.part_of:
        return None
    return next((entity.id for entity in doc.linked.entities if entity.reference == row.part_of), None)


@rule("organizers.resolved", "organizedBy", confidence=0.85)
def resolved(sent: SentenceView) -> Iterator[Match]:
    """«Саммит открылся утром» after «саммит ШОС»: resolution knows the organizer of the event."""
    for event in sent.mentions("Event"):
        organizer = sent.entity(event).feature("organizer")
        if organizer in sent.doc.entities and organizer is not None:
            yield Match(event.entity, organizer, event.mention.span, None, sent.head(event), status="asserted")


@rule("organizers.context", "organizedBy", confidence=0.75)
def context(sent: SentenceView) -> Iterator[Match]:
    """«Страны ЕС договорились на саммите в Брюсселе»: a bare summit belongs to the organization spoken of."""
    for event in sent.mentions("Event"):
        head = sent.head(event)
        if head < 0 or sent.tree[head].lemma not in BODY_NOUNS or _is_otherwise_held(sent, event):
            continue
        body = _body_before(sent, event, head)
        if body:
            yield _held(event, body, head)


def _is_otherwise_held(sent: SentenceView, event: Link) -> bool:
    """Return whether the text tells elsewhere whose event it is: an organization, or the countries that meet."""
    doc = sent.doc
    if sent.entity(event).feature("organizer"):
        return True
    for link in doc.links_of(event.entity):
        other = doc.sentences[link.mention.sentence]
        if any(True for _ in _in_phrase(other, link)):
            return True
        countries = [c for c in other.mentions("Country", "Person") if link.mention.span.contains(c.mention.span)]
        words = link.mention.text.lower().split()
        if countries or any(
            "-" in word and word.endswith(("ский", "ского", "ском", "скому", "ским")) for word in words
        ):
            return True
    return False


def _body_before(sent: SentenceView, event: Link, head: int) -> Link | None:
    """Return the organization spoken of: in the sentence, else for a bare «саммит» in those before, a subject first."""
    here = _bodies(sent)
    before = [link for link in here if sent.head(link) < head]
    after = [link for link in here if sent.head(link) > head and _is_of_leaders(sent, link)]
    if before or after:
        return before[-1] if before else after[0]
    if " " in event.mention.text or _has_place(sent, event):
        return None
    earlier = sent.previous
    found: list[tuple[SentenceView, Link]] = []
    for _ in range(CONTEXT_SENTENCES):
        if earlier is None:
            break
        found += [(earlier, link) for link in _bodies(earlier)]
        earlier = earlier.previous
    subject = next((link for where, link in found if where.tree.related(where.head(link), "nsubj")), None)
    return subject or (found[0][1] if found else None)


def _is_of_leaders(sent: SentenceView, link: Link) -> bool:
    """Return whether an organization stands in «лидеры стран ЕС»."""
    return any(sent.tree[at].lemma in LEADERS | GROUPS for at in tuple(sent.tree.ancestors(sent.head(link)))[:2])


def _bodies(sent: SentenceView) -> list[Link]:
    return [link for link in sent.mentions("Organization") if _holds_summits(sent.doc, link)]


def _has_place(sent: SentenceView, event: Link) -> bool:
    """Return whether a place hangs on the event, which then is another one: «новостей о саммите в Будапеште нет»."""
    last = sent.tree.inside(event.mention.span)[-1]
    return last + 1 < len(sent.tree) and sent.tree[last + 1].text.lower() in ("в", "во")


def _holds_summits(doc: DocumentView, link: Link) -> bool:
    """Return whether an organization has countries as members: ЕС does, a party or an agency does not."""
    reference = doc.entities[link.entity].reference
    return bool(reference) and bool(doc.reference.members(reference or ""))


RULES: tuple[Rule, ...] = (named, resolved, context)
