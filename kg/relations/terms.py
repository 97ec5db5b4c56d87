"""Since when and until when an office, a membership or a chair is held, as the sentence of a claim tells it.

«Токаев, вступивший в должность 20 марта 2019 года», «возглавляет страну с 2019 года», «премьер в 1997–2007
годах», «полномочия истекают в 2026 году», «вступила в НАТО 4 апреля 2023 года», «председательствует с 1 июля».
A date belongs to a claim when it stands in a clause that is about the office and speaks of its holder.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.analysis import remembered
from kg.mentions.dates import DateMention
from kg.mentions.offices import OfficePhrase
from kg.model import Link, Span
from kg.relations.chairing import GIVING
from kg.relations.chairing import PASSING as MOVING
from kg.relations.clause import is_passive, patients, subjects
from kg.relations.segments import Segment, segments
from kg.relations.term_words import (
    AGAIN,
    APPOINTING,
    BACK,
    BELONGING,
    BOUNDS,
    ENDING,
    FROM,
    HAPPENING,
    LASTING,
    MEMBERSHIP,
    POSTS,
    RENEWING,
    REPLACING,
    SELF,
    STARTING,
    TERMED,
    TURNS,
    UNTIL,
)
from kg.relations.view import SentenceView

NOUN_GAP = 4
NOWHERE = -10
"""The anchor of a claim whose word stands in another sentence or is not known: no token is near it."""


class Claim(NamedTuple):
    """What a term is looked for: a predicate with its ends, and the token of the title, verb or noun that claims it."""

    predicate: str
    subject: str
    object: str
    anchor: int


class Term(NamedTuple):
    """First and last day, ISO dates, whole or partial, None where the text does not tell."""

    first: str | None = None
    last: str | None = None


def term_of(sent: SentenceView, claim: Claim) -> Term:
    """Return the term that a sentence gives to what it claims."""
    if claim.predicate not in TERMED or not sent.dates:
        return Term()
    first: list[tuple[int, str]] = []
    last: list[tuple[int, str]] = []
    for found in sent.dates:
        for role, value in _roles(sent, claim, found):
            distance = abs(sent.tree.inside(found.mention.span)[0] - claim.anchor)
            (first if role == "first" else last).append((distance, value))
    return Term(min(first, default=(0, None))[1], min(last, default=(0, None))[1])


def _roles(sent: SentenceView, claim: Claim, found: DateMention) -> Iterator[tuple[str, str]]:
    """Yield the ends of the claim's term that a date tells."""
    told = told_by_verb(sent, claim, found)
    yield from told
    inside = sent.tree.inside(found.mention.span)
    if told or not inside:
        return
    lead, start = _led_in(sent, inside[0])
    if _hangs_on(sent, claim, start):
        yield from _ends(claim, found, lead, "lasting")


def told_by_verb(sent: SentenceView, claim: Claim, found: DateMention) -> tuple[tuple[str, str], ...]:
    """Return the ends of a term that the verb of a date's clause tells, ("first" or "last", ISO date) each."""
    inside = sent.tree.inside(found.mention.span)
    segment = next((part for part in sent.once(segments) if inside and inside[0] in part.tokens), None)
    verb = _verb(sent, segment, inside[0]) if segment is not None else -1
    meaning = _meaning(sent, claim, segment, verb) if segment is not None and verb >= 0 else ""
    return tuple(_ends(claim, found, _led_in(sent, inside[0])[0], meaning)) if meaning else ()


def _ends(claim: Claim, found: DateMention, lead: str, meaning: str) -> Iterator[tuple[str, str]]:
    """Yield what a date says by the word before it and the meaning of its verb."""
    point = found.first if not found.last else found.start
    whole = found.kind in ("half", "quarter")
    if found.end:
        yield from (("first", found.start), ("last", found.end))
    elif meaning == "ending":
        yield "last", point
    elif lead in FROM:
        yield "first", point
    elif lead in UNTIL:
        yield "last", point
    elif meaning == "starting":
        yield "first", point
    elif claim.predicate in TURNS and (whole or found.kind == "year"):
        yield from (("first", found.first), ("last", found.last or found.first))


def _led_in(sent: SentenceView, at: int) -> tuple[str, int]:
    """Return the preposition of a date and its token: «с», «с начала [2022 года]», «по конец»; "" for none."""
    tree = sent.tree
    before = at - 1
    while before >= 0 and tree[before].lemma in BOUNDS:
        before -= 1
    if before >= 0 and tree[before].upos == "ADP":
        start = before - 1 if before and tree[before - 1].text.lower() == "начиная" else before
        return tree[before].text.lower(), start
    return "", at


def _verb(sent: SentenceView, segment: Segment, at: int) -> int:
    """Return the verb of the date's clause that tells of a term: the one nearest to the date, -1 for none."""
    verbs = [token for token in segment.tokens if kind_of_verb(sent, token)]
    finite = [token for token in verbs if sent.tree[token].feat("VerbForm") != "Inf"]
    verbs = finite or verbs  # «перестанет быть членом с 1 января» ends
    return min(verbs, key=lambda token: (abs(token - at), token), default=-1)


def kind_of_verb(sent: SentenceView, token: int) -> str:
    """Return whether a verb begins, continues or ends a term: "starting", "lasting" or "ending", else ""."""
    word = sent.tree[token]
    if word.upos not in ("VERB", "AUX", "ADJ"):
        return ""
    if word.lemma in ENDING:
        return "ending"
    return "starting" if word.lemma in STARTING else "lasting" if word.lemma in LASTING else ""


def _meaning(sent: SentenceView, claim: Claim, segment: Segment, verb: int) -> str:
    """Return starting, lasting or ending where a clause's verb tells of the claim's office and holder, else ""."""
    kind = kind_of_verb(sent, verb)
    if kind == "starting" and _is_renewed(sent, segment):
        return ""
    if claim.predicate in TURNS and sent.tree[verb].lemma in MOVING | GIVING:
        return "ending" if _gives(sent, claim, verb) else kind if kind != "ending" else "starting"
    if sent.tree[verb].lemma in REPLACING:
        replaced = any(_means(sent, claim, token) for token in patients(sent.tree, verb))
        return "ending" if replaced else kind if _speaks_of(sent, claim, segment, verb) else ""
    if not _is_about(sent, claim, segment, verb) or not _speaks_of(sent, claim, segment, verb):
        return ""
    return kind


def _is_renewed(sent: SentenceView, segment: Segment) -> bool:
    """Return whether a term begins that is not the first: «вступит в должность на новый срок»."""
    words = [sent.tree[at].lemma for at in segment.tokens]
    return any(pair[1] == "срок" and pair[0] in RENEWING for pair in pairwise(words)) or bool(AGAIN & set(words))


def _gives(sent: SentenceView, claim: Claim, verb: int) -> bool:
    """Return whether the claim's holder passes the chair on: «перейдёт от России», «Россия передаст»."""
    tree = sent.tree
    for link in sent.mentions("Country", "Person"):
        head = sent.head(link)
        if link.entity == claim.subject and head >= 0:
            if tree.preposition(head) in ("от", "у") or (tree[verb].lemma in GIVING and head in subjects(tree, verb)):
                return True
    return False


def _is_about(sent: SentenceView, claim: Claim, segment: Segment, verb: int) -> bool:
    """Return whether a clause tells of the claim's own office, membership or chair."""
    tree = sent.tree
    if verb == claim.anchor:
        return True
    if claim.predicate in HAPPENING:
        return _is_of_body(sent, claim, segment)
    named = [office for office in sent.offices if office.head in segment.tokens and _is_complement(sent, office, verb)]
    if named:
        return any(_same_place(sent, claim, office) for office in named)
    if segment.kind == "relative" and any(_is_own_post(office, claim, segment) for office in sent.offices):
        return True
    bare = segment.kind == "participle" and tree[verb].lemma in APPOINTING and is_passive(tree, verb)
    return bare or tree[verb].lemma in SELF or any(tree[at].lemma in POSTS for at in segment.tokens)


def _is_own_post(office: OfficePhrase, claim: Claim, segment: Segment) -> bool:
    """Return whether a relative clause takes up the claim's post: «пост министра, который он занимал»."""
    return office.head == claim.anchor and "post" in office.marks and office.stop == segment.before + 1


def _is_of_body(sent: SentenceView, claim: Claim, segment: Segment) -> bool:
    """Return whether a clause tells of the membership in the claim's body, which it names or points back to."""
    tree = sent.tree
    here = {link.entity for link in sent.mentions("Organization") if sent.head(link) in segment.tokens}
    if here:
        return claim.object in here and (_belongs(sent, segment) or claim.anchor in segment.tokens)
    before = [link for link in sent.mentions("Organization") if sent.head(link) < segment.tokens[-1]]
    if before and before[-1].entity != claim.object:
        return False
    back = any(tree[at].text.lower() in BACK and at and tree[at - 1].upos == "ADP" for at in segment.tokens)
    return claim.anchor in segment.tokens or any(tree[at].lemma in MEMBERSHIP for at in segment.tokens) or back


def _belongs(sent: SentenceView, segment: Segment) -> bool:
    return any(sent.tree[at].lemma in MEMBERSHIP | BELONGING for at in segment.tokens)


def _is_complement(sent: SentenceView, office: OfficePhrase, verb: int) -> bool:
    """Return whether a verb says something of an office: «ставший королём», «занимает пост премьера»."""
    if "post" in office.marks:
        return True
    case = sent.tree[office.head].feat("Case")
    return case == "Ins" and (sent.tree.head(office.head) == verb or abs(office.head - verb) <= NOUN_GAP)


def _same_place(sent: SentenceView, claim: Claim, office: OfficePhrase) -> bool:
    return office.head == claim.anchor or office.place is None or sent.named[office.place].entity == claim.object


def _speaks_of(sent: SentenceView, claim: Claim, segment: Segment, verb: int) -> bool:
    """Return whether the holder is who a clause speaks of; beyond doubt where nobody else could be."""
    tree = sent.tree
    peers = could_hold(sent, claim)
    if verb == claim.anchor or all(link.entity == claim.subject for link in peers):
        return True
    inside = set(segment.tokens) if segment.kind == "relative" else set()
    if inside.intersection(at for at in subjects(tree, verb) if _means(sent, claim, at)):
        return True  # «пост, который А занимал с ноября»
    if segment.kind in ("relative", "participle"):
        before = [link for link in peers if sent.head(link) < segment.tokens[0]]
        return bool(before) and before[-1].entity == claim.subject
    tokens = [*subjects(tree, verb), *(patients(tree, verb) if _acts_on(sent, verb) else ())]
    if any(_means(sent, claim, token) for token in tokens):
        return True
    if any(sent.at(token, "Person", "Country") for token in tokens):
        return False
    own = [link for link in peers if sent.head(link) in segment.tokens]
    return bool(own) and all(link.entity == claim.subject for link in own)


def _acts_on(sent: SentenceView, verb: int) -> bool:
    return sent.tree[verb].lemma in APPOINTING or is_passive(sent.tree, verb)


@remembered
def could_hold(sent: SentenceView, claim: Claim) -> tuple[Link, ...]:
    """Return the mentions in the sentence of what could be the holder: people, or countries that are named."""
    kind = sent.doc.entities[claim.subject].type
    return tuple(
        link
        for link in sent.mentions("Person" if kind == "Person" else "Country")
        if link.mention.form != "adjective" and not (kind != "Person" and _inside_office(sent, link))
    )


def _inside_office(sent: SentenceView, link: Link) -> bool:
    """Return whether a country only names whose office it is: «министр Катара»."""
    return any(place.span == link.mention.span for office in sent.offices for place in office.places)


def _means(sent: SentenceView, claim: Claim, token: int) -> bool:
    """Return whether a token belongs to the holder's name or to the title that claims the office."""
    link = sent.at(token, "Person", "Country")
    if link is not None and link.entity == claim.subject:
        return True
    return any(office.head == claim.anchor and office.first <= token < office.stop for office in sent.offices)


def _hangs_on(sent: SentenceView, claim: Claim, start: int) -> bool:
    """Return whether a date stands right behind the title, the holder or the body: «член СНГ с 1993 года»."""
    tree = sent.tree
    at = start
    while at and tree[at - 1].text in ("(", ","):
        at -= 1
    office = next((o for o in sent.offices if o.head == claim.anchor), None)
    if office is not None and office.head < start < office.stop and tree[start - 1].text == "(":
        return True  # «президент Франции (1995–2007)»
    if office is not None and office.stop <= at and all(_names(sent, token) for token in range(office.stop, at)):
        return True
    if at and office is None and claim.anchor < at <= claim.anchor + NOUN_GAP:
        return _covers(sent, claim.object, at - 1) or at - 1 == claim.anchor or _covers(sent, claim.subject, at - 1)
    return False


def _names(sent: SentenceView, token: int) -> bool:
    """Return whether a token stands in a name or leads one in: «посол Греции [в Армении] с 2021 года»."""
    word = sent.tree[token]
    return word.upos in ("ADP", "PROPN") or sent.at(token, "Person", "Country", "Organization", "City") is not None


def _covers(sent: SentenceView, entity: str, token: int) -> bool:
    span: Span = sent.tree[token].span
    return any(link.entity == entity and link.mention.span.overlaps(span) for link in sent.links)
