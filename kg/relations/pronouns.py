"""Whom «он» and «она» mean."""

from kg.analysis import remembered
from kg.model import Link
from kg.relations.view import SentenceView

GUESTS = frozenset("гость гостья коллега собеседник визави".split())
PAIR = 2
PRONOUNS = {"он": "Masc", "она": "Fem"}


@remembered
def antecedent(sent: SentenceView, token: int) -> Link | None:
    """Return the person that a third person pronoun means: the nearest earlier one of its gender, subjects first."""
    gender = PRONOUNS.get(sent.tree[token].lemma)
    if not gender:
        return None
    before = [link for link in sent.mentions("Person") if sent.head(link) < token and _is_like(sent, link, gender)]
    subject = next((link for link in before if _is_subject(sent, link)), None)
    earlier = sent.previous
    if subject or earlier is None:
        return subject or (before[-1] if before else None)
    candidates = [link for link in earlier.mentions("Person") if _is_like(earlier, link, gender)]
    named = {link.entity for link in before}  # «Ким Чен Ына он пригласил»: «он» is not the object before it
    candidates = [link for link in candidates if link.entity not in named] or before
    return _subject_first(earlier, candidates) if candidates else None


def guest_meant(sent: SentenceView, token: int, host: Link) -> tuple[Link, ...]:
    """Return who besides a host «гостя», «коллегу», «их» means: the people named before it, here or one sentence back.

    «Гостя» needs one such person, «их» two; with more of them nobody is meant for certain.
    """
    word = sent.tree[token]
    several = word.lemma == "они" or (word.lemma in GUESTS and word.feat("Number") == "Plur")
    if word.lemma not in GUESTS and word.lemma != "они":
        return ()
    for where in (sent, sent.previous):
        links = where.mentions("Person") if where is not None else ()
        found = {link.entity: link for link in links if where is not sent or sent.head(link) < token}
        found.pop(host.entity, None)
        if found:
            return tuple(found.values()) if len(found) == (PAIR if several else 1) else ()
    return ()


def _is_like(sent: SentenceView, link: Link, gender: str) -> bool:
    return _gender(sent, link) in (gender, "")


def _subject_first(sent: SentenceView, links: list[Link]) -> Link:
    return next((link for link in links if _is_subject(sent, link)), links[-1])


def _is_subject(sent: SentenceView, link: Link) -> bool:
    head = sent.head(link)
    return any(
        sent.tree.related(at, "nsubj")
        for at in (head, *sent.tree.ancestors(head))
        if at in (head, sent.tree.head(head))
    )


def _gender(sent: SentenceView, link: Link) -> str:
    return sent.tree[sent.head(link)].feat("Gender")
