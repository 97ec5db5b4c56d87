"""Where organizations have their seat: headquarteredIn."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.rule import Match, rule
from kg.relations.view import SentenceView

SEAT = frozenset("штаб-квартира секретариат резиденция".split())
SITED = frozenset("находиться располагаться расположить расположенный базироваться базирующийся разместиться".split())
REACH = 4


@rule("seats.headquarters", "headquarteredIn", confidence=0.93, words=SEAT)
def headquarters(sent: SentenceView) -> Iterator[Match]:
    """«штаб-квартира НАТО в Брюсселе», «в брюссельской штаб-квартире альянса», «ОПЕК со штаб-квартирой в Вене»."""
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma in SEAT:
            body, city = _body(sent, index), _city(sent, index)
            if body is not None and city is not None:
                yield Match(
                    subject=body.entity,
                    object=city.entity,
                    subject_span=body.mention.span,
                    object_span=city.mention.span,
                    anchor=index,
                    status="asserted",
                )


def _body(sent: SentenceView, noun: int) -> Link | None:
    """Return the organization that the seat is of: governed by the noun, or before «со штаб-квартирой»."""
    tree = sent.tree
    for at in range(noun + 1, min(noun + 1 + REACH, len(tree))):
        body = sent.at(at, "Organization")
        if body is not None:
            return body
        if tree[at].upos not in ("ADJ", "DET", "NOUN"):
            break
    if tree.preposition(noun) in ("с", "со"):
        before = [link for link in sent.mentions("Organization") if sent.head(link) < noun]
        return before[-1] if before else None
    return None


def _city(sent: SentenceView, noun: int) -> Link | None:
    """Return the city of the seat: «в Вене» after the phrase or its verb, or the adjective before the noun."""
    tree = sent.tree
    for child in tree.children(noun, "amod"):
        adjective = sent.at(child, "City")
        if adjective is not None:
            return adjective
    where = [at for at in range(2, noun) if tree[at].text.lower() == "где" and tree[at - 1].text == ","]
    if where and not any(tree[at].text in (",", ";") for at in range(where[-1], noun)):
        # «в Вене, где расположена штаб-квартира союза»
        return sent.at(where[-1] - 2, "City")
    at = noun + 1
    while at < len(tree):
        token = tree[at]
        if token.text.lower() in ("в", "во") and at + 1 < len(tree):
            city = sent.at(at + 1, "City")
            return city if city is not None and city.mention.form != "adjective" else None
        body = sent.at(at, "Organization")
        if body is None and token.upos not in ("ADJ", "NOUN", "PROPN", "DET") and token.lemma not in SITED:
            return None
        at += 1
    return None


@rule("seats.based", "headquarteredIn", confidence=0.88, words=SITED)
def based(sent: SentenceView) -> Iterator[Match]:
    """«банк базируется в Шанхае», «суд, расположенный в Гааге,»: the organization itself is in the city."""
    tree = sent.tree
    for body in sent.mentions("Organization"):
        inside = tree.inside(body.mention.span)
        at = inside[-1] + 1 if inside and sent.entity(body).reference else len(tree)
        at += at < len(tree) and tree[at].text == ","
        if at + 2 >= len(tree) or tree[at].lemma not in SITED or tree[at + 1].text.lower() not in ("в", "во"):
            continue
        city = sent.at(at + 2, "City")
        if city is not None and city.mention.form != "adjective" and tree[inside[0] - 1].upos != "ADP":
            yield Match(
                subject=body.entity,
                object=city.entity,
                subject_span=body.mention.span,
                object_span=city.mention.span,
                anchor=at,
            )


RULES = (headquarters, based)
