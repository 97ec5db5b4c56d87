"""Whose event it is."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.groups import GROUPS, LEADERS
from kg.relations.places import CONTEXT_SENTENCES
from kg.relations.rule import Match, Rule, rule
from kg.relations.view import DocumentView, SentenceView

DASHES = frozenset({"—", "–", "-"})
ORGANS = ("совет", "конференц", "ассамбле", "комитет", "комисси", "генеральн", "высш", "парламентск")
STEM = 6
BODY_NOUNS = frozenset("саммит заседание сессия ассамблея совет пленум форум конференция".split())


@rule("organizers.named", "organizedBy", kinds=("Event",))
def named(sent: SentenceView) -> Iterator[Match]:
    """«саммит ОДКБ», «заседание Совета глав государств СНГ»: the organization stands in the event's phrase.

    Where an organ and its organization are both named, the event is the organization's.
    """
    for event in sent.mentions("Event"):
        inside = tuple(_in_phrase(sent, event))
        bodies = _without_organs(sent.doc, inside)
        for body in bodies[:1]:
            whole = _whole(sent, event, body)
            if whole is not None:
                yield _held(event, whole, sent.head(event))


def _whole(sent: SentenceView, event: Link, body: Link) -> Link | None:
    """Return the organization whose organ a body is, where the document names it, else the body itself.

    None for one of two sides: «саммит ЕС — Центральная Азия» is not the EU's alone.
    """
    if event.mention.span.contains(body.mention.span) and _is_side(sent, body):
        return None
    owner = _owner(sent.doc, body)
    if owner is not None:
        return body if _names_owner(sent.doc, body, owner) else _nearest(sent, owner) or body
    reference = sent.doc.entities[body.entity].reference
    if reference is None and body.mention.text.split()[0].lower().startswith(ORGANS):
        return _body_before(sent, event, sent.head(event), bare=True) or body
    return body


def _names_owner(doc: DocumentView, body: Link, owner: str) -> bool:
    """Return whether an organ is known by itself: «Высший Евразийский экономический совет», unlike «СГГ»."""
    stems = {word[:STEM].lower() for word in doc.entities[owner].name.split() if len(word) > STEM}
    return any(word[:STEM].lower() in stems for word in body.mention.text.split())


def _is_side(sent: SentenceView, body: Link) -> bool:
    """Return whether a dash joins a name to another: «Россия — АСЕАН»."""
    inside = sent.tree.inside(body.mention.span)
    around = (inside[0] - 1, inside[-1] + 1)
    beside = [at for at in around if 0 <= at < len(sent.tree) and sent.tree[at].text in DASHES]
    return any(0 <= at + step < len(sent.tree) and _is_capital(sent, at + step) for at in beside for step in (-1, 1)
               if not inside[0] <= at + step <= inside[-1])  # fmt: skip


def _is_capital(sent: SentenceView, at: int) -> bool:
    return sent.tree[at].text[:1].isupper() and sent.tree[at].upos in ("PROPN", "ADJ", "NOUN")


def _nearest(sent: SentenceView, entity: str) -> Link | None:
    """Return the mention of an entity in the sentence, else the last before it, else the first of the text."""
    links = tuple(sent.doc.links_of(entity))
    before = [link for link in links if link.mention.sentence <= sent.index]
    return before[-1] if before else next(iter(links), None)


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
    known = tuple(link for link in bodies if doc.entities[link.entity].reference)
    bodies = known or bodies  # «Генеральная конференция МАГАТЭ»
    entities = {link.entity for link in bodies}
    owners = {owner for link in bodies if (owner := _owner(doc, link))}
    kept = tuple(link for link in bodies if _owner(doc, link) not in entities)
    return tuple(sorted(kept, key=lambda link: link.entity not in owners))


def _owner(doc: DocumentView, link: Link) -> str | None:
    """Return the entity of the organization that an organ belongs to, when the document has it."""
    return _owner_of(doc, link.entity)


def _owner_of(doc: DocumentView, entity: str) -> str | None:
    reference = doc.entities[entity].reference if entity in doc.entities else None
    row = doc.reference.entity(reference) if reference else None
    if row is None or not row.part_of:
        return None
    return next((entity.id for entity in doc.linked.entities if entity.reference == row.part_of), None)


@rule("organizers.resolved", "organizedBy", confidence=0.85, kinds=("Event",))
def resolved(sent: SentenceView) -> Iterator[Match]:
    """«Саммит открылся утром» after «саммит ШОС»: resolution knows the organizer of the event."""
    for event in sent.mentions("Event"):
        organizer = sent.entity(event).feature("organizer")
        sides = sent.entity(event).feature("sides")
        if sides or (organizer and _owner_of(sent.doc, organizer)) or _is_unknown_organ(sent.doc, organizer):
            continue  # of two sides neither; of an organ «named» finds the owner
        if organizer in sent.doc.entities and organizer is not None:
            yield Match(event.entity, organizer, event.mention.span, None, sent.head(event), status="asserted")


def _is_unknown_organ(doc: DocumentView, organizer: str | None) -> bool:
    entity = doc.entities.get(organizer or "")
    return entity is not None and entity.reference is None and entity.name.lower().startswith(ORGANS)


@rule("organizers.context", "organizedBy", confidence=0.75, kinds=("Event",))
def context(sent: SentenceView) -> Iterator[Match]:
    """«Страны ЕС договорились на саммите в Брюсселе»: a bare summit belongs to the organization spoken of."""
    held: dict[str, bool] = {}
    for event in sent.mentions("Event"):
        head = sent.head(event)
        if head < 0 or sent.tree[head].lemma not in BODY_NOUNS:
            continue
        if event.entity not in held:
            held[event.entity] = _is_otherwise_held(sent, event)
        if held[event.entity]:
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


def _body_before(sent: SentenceView, event: Link, head: int, *, bare: bool = False) -> Link | None:
    """Return the organization spoken of: in the sentence, else for a bare «саммит» in those before, a subject first."""
    here = [link for link in _bodies(sent) if not event.mention.span.contains(link.mention.span)]
    before = [link for link in here if sent.head(link) < head]
    after = [link for link in here if sent.head(link) > head and _is_of_leaders(sent, link)]
    if before or after:
        return before[-1] if before else after[0]
    if not bare and (not _is_bare(sent, event, head) or _has_place(sent, event)):
        return None
    earlier = sent.previous
    found: list[tuple[SentenceView, Link]] = []
    for _ in range(CONTEXT_SENTENCES):
        if earlier is None:
            break
        found += [(earlier, link) for link in _bodies(earlier)]
        earlier = earlier.previous
    subject = next((link for where, link in found if where.tree.related(where.head(link), "nsubj")), None)
    return subject or (found[0][1] if found else None) or _only_body(sent.doc)


def _is_bare(sent: SentenceView, event: Link, head: int) -> bool:
    """Return whether only adjectives and numbers go with the noun: «47-й саммит», «внеочередной саммит организации»."""
    tree = sent.tree
    others = [tree[at] for at in tree.inside(event.mention.span) if at != head]
    return all(
        token.upos in ("ADJ", "NUM", "DET")
        or token.text[:1].isdigit()
        or token.lemma in ("организация", "объединение", "год")
        for token in others
    )


def _only_body(doc: DocumentView) -> Link | None:
    """Return the organization of states that a document names, when there is just one."""
    found: dict[str, Link] = {}
    for sent in doc.sentences:
        for link in _bodies(sent):
            found.setdefault(link.entity, link)
    return next(iter(found.values())) if len(found) == 1 else None


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
