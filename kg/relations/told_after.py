"""Terms that the next sentence tells: «… А. Его полномочия истекают в 2024 году», «Этот пост он занимает с 2013 года».

The next sentence is asked only where nobody but the holder can be meant: it names no other person or country that
could hold the office, points back with a pronoun, and the sentence of the claim names no other one either.
"""

from itertools import pairwise

from kg.relations.terms import NOWHERE, Claim, Term, could_hold, kind_of_verb, term_of, told_by_verb
from kg.relations.view import SentenceView

HOLDER = frozenset("он она его её ее".split())
OFFICE = frozenset("пост должность место кресло полномочие мандат".split())
THIS = frozenset({"этот", "данный"})
HAPPENED = frozenset("произойти случиться состояться".split())
OPENING = 3


def term_with_next(sent: SentenceView, claim: Claim) -> Term:
    """Return the term that a sentence gives to its claim, the ends that it leaves open from the sentence after it."""
    term = term_of(sent, claim)
    following = sent.next
    if (term.first and term.last) or following is None or not following.dates or not _is_alone(sent, claim):
        return term
    told = _told(sent, following, claim)
    return Term(term.first or told.get("first"), term.last or told.get("last"))


def _is_alone(sent: SentenceView, claim: Claim) -> bool:
    """Return whether the claim's holder is the only one whom the next sentence can speak of."""
    following = sent.next
    others = {link.entity for where in (sent, following) if where for link in could_hold(where, claim)}
    return others <= {claim.subject}


def _told(sent: SentenceView, following: SentenceView, claim: Claim) -> dict[str, str]:
    there = claim._replace(anchor=NOWHERE)
    found: dict[str, str] = {}
    for item in following.dates:
        if _points_back(following):
            for role, value in told_by_verb(following, there, item):
                found.setdefault(role, value)
        elif _says_when(following) and kind_of_verb(sent, claim.anchor) in ("starting", "ending"):
            role = "first" if kind_of_verb(sent, claim.anchor) == "starting" else "last"
            found.setdefault(role, item.first)
    return found


def _points_back(sent: SentenceView) -> bool:
    """Return whether a sentence speaks of a holder or an office named before: «его», «она», «этот пост»."""
    lemmas = [token.lemma for token in sent.tree.tokens]
    near = {token.text.lower() for token in sent.tree.tokens} | set(lemmas)
    return bool(near & HOLDER) or any(one in THIS and two in OFFICE for one, two in pairwise(lemmas))


def _says_when(sent: SentenceView) -> bool:
    """Return whether a sentence only dates the one before it: «Произошло это 1 июля 2013 года»."""
    opening = [token.lemma for token in sent.tree.tokens[:OPENING]]
    return "это" in opening and not HAPPENED.isdisjoint(opening)
