"""Memberships that a noun tells: «после вступления Перу в союз», «присоединение Перу к союзу оформлено»."""

from collections.abc import Iterator

from kg.model import Link
from kg.reference import holds
from kg.relations.lists import country_at
from kg.relations.members import Claim, body_at, meant
from kg.relations.modality import status_at
from kg.relations.view import SentenceView

ENTRY = frozenset("вступление присоединение приём прием принятие вхождение членство".split())
INTO = ("в", "во", "к", "ко")
SINCE = ("после", "с", "со", "момент", "день", "год", "годовщина", "лето", "летие")
DONE = ("оформ", "заверш", "состоял", "закреп", "утвержд", "утверд", "одобр", "подтверд", "узакон")
FINISHED = ("заверш", "законч", "окончен", "пройден")
LOST = frozenset("приостановить приостановление прекратить прекращение заморозить утратить лишить потеря".split())
UNDER_WAY = frozenset(
    "процедура процесс переговоры переговор заявка заявление подготовка путь перспектива вопрос обсуждение курс "
    "протокол идея план возможность рассмотрение просьба ходатайство консультация дата срок".split()
)
"""«процедура приёма Перу» goes on or has only begun."""
REACH = 6


def accession(sent: SentenceView) -> Iterator[Claim]:
    """Yield what «вступление А в О» says, where it is done or the reference knows that A has joined."""
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma not in ENTRY or status_at(sent, index) in ("denied", "hypothetical"):
            continue
        organization = _organization(sent, index)
        if organization is None:
            continue
        for country in _countries(sent, index):
            if _is_under_way(sent, index):
                if not sent.tree.preposition(index):
                    yield Claim(country, organization, index, status="hypothetical")
            elif not _is_lost(sent, index) and (_joined(sent, country, organization) or _is_done(sent, index)):
                yield Claim(country, organization, index, status="asserted")


def _organization(sent: SentenceView, noun: int) -> Link | None:
    """Return what is entered: the organization after «в» or «к», the country stepped over."""
    for at in range(noun + 1, min(noun + 1 + REACH, len(sent.tree) - 1)):
        if sent.tree[at].text.lower() in INTO:
            return next((body for where in (at + 1, at + 2) if (body := _body(sent, where)) is not None), None)
        if sent.tree[at].upos in ("VERB", "PUNCT"):
            return None
    return None


def _body(sent: SentenceView, at: int) -> Link | None:
    body = body_at(sent, at) if at < len(sent.tree) else None
    return body if body is not None and sent.entity(body).reference else None


def _countries(sent: SentenceView, noun: int) -> tuple[Link, ...]:
    """Return who enters: «вступление Перу», «членство республики»."""
    at = noun + 1
    named = country_at(sent, at)
    if named is not None:
        return (named,)
    return meant(sent, at) if at < len(sent.tree) and sent.tree[at].feat("Case") == "Gen" else ()


def _is_under_way(sent: SentenceView, noun: int) -> bool:
    """Return whether the entry is only being worked at: «начата процедура приёма», «процесс присоединения»."""
    tree, above = sent.tree, sent.tree.head(noun)
    if above < 0 or above > noun or tree[above].lemma not in UNDER_WAY:
        return False
    verb = tree.head(above)
    done = verb >= 0 and tree[verb].text.lower().startswith(FINISHED) and status_at(sent, verb) == "asserted"
    return not (done and tree.related(above, "nsubj", "nsubj:pass", "obj"))


def _is_lost(sent: SentenceView, noun: int) -> bool:
    above = sent.tree.head(noun)
    return above >= 0 and sent.tree[above].lemma in LOST


def _joined(sent: SentenceView, country: Link, organization: Link) -> bool:
    """Return whether the reference has the country in the organization at the time of the text."""
    land, body = sent.entity(country).reference, sent.entity(organization).reference
    if land is None:
        return False
    day = sent.doc.issued
    ties = [tie for tie in sent.doc.reference.memberships(land, day) if tie.organization == body]
    if day is None:
        return any(tie.status == "member" and not tie.end for tie in ties)
    return any(tie.status == "member" and holds(tie.start, tie.end, day) is True for tie in ties)


def _is_done(sent: SentenceView, noun: int) -> bool:
    """Return whether the entry lies behind: «после вступления», «присоединение оформлено»."""
    before = sent.tree[noun - 1] if noun else None
    if before is not None and (before.text.lower() in SINCE or before.lemma in SINCE):
        return True
    above = sent.tree.head(noun)
    if above < 0 or not sent.tree.related(noun, "nsubj", "nsubj:pass"):
        return False
    word = sent.tree[above]
    return word.text.lower().startswith(DONE) and word.feat("Tense") in ("Past", "")
