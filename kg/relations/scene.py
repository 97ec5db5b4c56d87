"""The event that an article reports from.

A report from a summit names those who are there without saying so: «Саммит ЕС завершился в Брюсселе.
«Единства нет», — посетовал Виктор Орбан».
"""

from datetime import date, timedelta

from kg.model import Entity, Link
from kg.relations.events import context_event, existence
from kg.relations.modality import words
from kg.relations.view import DocumentView, SentenceView

GATHERINGS = ("Summit", "Session", "Conference", "Forum", "Meeting", "Negotiation")
LEAD = 6
"""Among the first so many sentences an article names what it reports from."""
HEAD = 3
"""The same, once an event has been named that is not under way: an announcement looks back on others."""
AHEAD, BEHIND = timedelta(days=1), timedelta(days=5)
FULL_DATE = len("2025-11-27")
LATER = frozenset("следующий очередной будущий предстоящий".split())
AWAITING = frozenset("ждать ожидать пригласить приглашать позвать звать".split())
"""Verbs over an event that is still to be held: «ждёт премьеров на заседании совета»."""


def scene_of(doc: DocumentView) -> Link | None:
    """Return a mention of the gathering that an article reports from while or just after it is held."""
    return doc.sentences[0].once(_scene) if doc.sentences else None


def _scene(first: SentenceView) -> Link | None:
    doc, lead = first.doc, LEAD
    for entity in doc.of_type(*GATHERINGS):
        links = tuple(doc.links_of(entity.id))
        if not links or links[0].mention.sentence >= lead:
            continue
        if _is_under_way(doc, entity, links):
            return links[0]
        lead = HEAD
    return None


def _is_under_way(doc: DocumentView, entity: Entity, links: tuple[Link, ...]) -> bool:
    """Return whether an event is on or just over when the article appears, by its date or by the verbs about it."""
    on = entity.feature("date") or ""
    if doc.issued and len(on) == FULL_DATE and not _is_near(on, doc.issued):
        return False
    if doc.issued and entity.feature("year") and abs(int(entity.feature("year") or 0) - doc.issued.year) > 1:
        return False
    sents = [(doc.sentences[link.mention.sentence], link) for link in links]
    return _is_of_these_days(*sents[0]) and not any(_is_to_come(sent, link) for sent, link in sents)


def _is_of_these_days(sent: SentenceView, link: Link) -> bool:
    """Return whether a clause has no day or month, or one near the day of writing: not «в ноябре, на саммите»."""
    issued, text = sent.doc.issued, sent.doc.document.content
    days = []
    for found in sent.dates:
        span, event = found.mention.span, link.mention.span
        between = text[min(span.stop, event.stop) : max(span.start, event.start)]
        if found.kind in ("day", "month") and not (":" in between or ";" in between):
            days.append(found.start)
    if issued is None or not days:
        return True
    return any(_is_near(day, issued) for day in days)


def _is_near(day: str, issued: date) -> bool:
    if len(day) == FULL_DATE:
        return -BEHIND <= date.fromisoformat(day) - issued <= AHEAD
    return issued.isoformat().startswith(day) or (issued - BEHIND).isoformat().startswith(day)


def _is_to_come(sent: SentenceView, link: Link) -> bool:
    """Return whether a mention speaks of an event that is still to be held, or never is."""
    tree, head = sent.tree, sent.head(link)
    if head < 0 or any(tree[at].lemma in LATER for at in tree.inside(link.mention.span)):
        return True
    if tree.head(head) >= 0 and tree[tree.head(head)].lemma in AWAITING:
        return True
    clauses = tree.children(head, "acl")
    if any(tree[at].feat("Tense") == "Pres" and tree[at].feat("VerbForm") == "Fin" for at in clauses):
        return False
    if existence(sent, head) != "asserted":
        return True
    return any(tree[at].feat("Tense") == "Fut" or tree[at].lemma in words("scheduled") for at in clauses)


def is_scene_sentence(sent: SentenceView, scene: Link) -> bool:
    """Return whether a sentence may tell of the scene: it speaks of no other event."""
    return all(link.entity == scene.entity for link in sent.mentions(*GATHERINGS, "Visit", "Celebration", "Election"))


def spoken_of(sent: SentenceView, before: int | None = None) -> Link | None:
    """Return the event that a clause of presence without one speaks of: the last named, but not one still to come.

    «Саммит-2013 обещают провести на Бали. Австралию представит министр.» is about the summit reported from.
    """
    last, scene = context_event(sent, before), scene_of(sent.doc)
    if last is None or scene is None or last.entity == scene.entity:
        return last or scene
    return scene if _is_to_come(sent.doc.sentences[last.mention.sentence], last) else last
