"""Who heads what by a verb: «возглавляет правительство Японии», «стоит во главе агентства», «возглавил альянс»."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.mentions.office_words import complement_at
from kg.model import Link
from kg.relations.arguments import people
from kg.relations.clause import RELATIVE, patients, subjects
from kg.relations.lists import country_at
from kg.relations.members import body_at
from kg.relations.modality import status_at
from kg.relations.view import SentenceView

HEADING = frozenset("возглавлять возглавить руководить".split())
TEMPORARY = frozenset("делегация миссия список комиссия команда переговоры группа".split())
"""What one heads without an office: «возглавил делегацию России»."""

STANDING = frozenset("стоять стоить встать находиться".split())
"""«стоит» is «стоить» to the tagger."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A person or country at the head of a country or organization.

    `kind` is lead, position (of a ministry) or chair (a country's turn); `state` is now, former or next.
    """

    subject: Link
    place: Link
    anchor: int
    kind: str
    state: str
    capacity: str | None = None


def headings(sent: SentenceView) -> tuple[Heading, ...]:
    """Return who heads what in a sentence."""
    return sent.once(_headings)


def _headings(sent: SentenceView) -> tuple[Heading, ...]:
    found: list[Heading] = []
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma in HEADING or token.lemma in STANDING:
            state = _state(sent, index)
            objects = _objects(sent, index)
            for place, kind in objects.values():
                doers = _doers(sent, index, kind, tuple(objects))
                capacity = "acting" if state == "now" and _is_for_a_time(sent, index) else None
                found.extend(Heading(who, place, index, kind_, state, capacity) for who, kind_ in doers)
    return tuple(found)


def _is_for_a_time(sent: SentenceView, verb: int) -> bool:
    return any(sent.tree[at].lemma == "временно" for at in sent.tree.children(verb, "advmod"))


def _doers(sent: SentenceView, verb: int, kind: str, objects: tuple[int, ...]) -> Iterator[tuple[Link, str]]:
    found = [at for at in (*subjects(sent.tree, verb), *patients(sent.tree, verb)) if at not in objects]
    for token in [at for at in found if sent.at(at, "Person") is not None] or found:
        country = country_at(sent, token)
        if country is not None:
            yield country, "chair"
            continue
        for person in people(sent, token)[:1]:
            if sent.tree[token].upos != "PRON" or sent.tree[token].lemma in RELATIVE or alone(sent, person):
                yield person, kind
    if not found:
        beside = _beside(sent, verb)
        if beside is not None:
            yield beside, kind


def alone(sent: SentenceView, person: Link) -> bool:
    """Return whether no other person stands here or in the sentence before, so that «он» is beyond doubt."""
    around = (*sent.mentions("Person"), *(sent.previous.mentions("Person") if sent.previous else ()))
    return {link.entity for link in around} <= {person.entity}


def _beside(sent: SentenceView, verb: int) -> Link | None:
    """Return the person just before the verb, whom the parser hangs on «правительство Чили А возглавлял»."""
    person = sent.at(verb - 1, "Person") if verb else None
    return person if person is not None and sent.tree[sent.head(person)].feat("Case") in ("Nom", "") else None


def _objects(sent: SentenceView, verb: int) -> dict[int, tuple[Link, str]]:
    """Return what is headed by its token; the parser may take «который возглавляет СНГ» for an object and a subject."""
    tree = sent.tree
    doers = subjects(tree, verb)
    if tree[verb].lemma in STANDING:
        tokens = [at + 1 for at in range(verb + 1, min(verb + 6, len(tree))) if _in_front(sent, at)]
    elif tree[verb].lemma == "руководить":
        tokens = [
            at
            for at in tree.children(verb, "obl", "obj", "iobj")
            if tree[at].feat("Case") == "Ins" or tree[at].text.isupper()
        ]
    else:
        tokens = [*patients(tree, verb), *(at for at in doers if country_at(sent, at) is None)]
    found = {token: headed for token in tokens if (headed := _headed(sent, token)) is not None}
    fronted = _fronted(sent, verb)
    if fronted is not None and not any(place.mention.type == "Organization" for place, _ in found.values()):
        return {sent.head(fronted): (fronted, "lead")}
    bodies = {token: headed for token, headed in found.items() if headed[0].mention.type == "Organization"}
    return dict(list((bodies or found).items())[:1])


def _fronted(sent: SentenceView, verb: int) -> Link | None:
    """Return the body that opens «союз в этом году возглавит Ангола», where the parser loses its verb."""
    if country_at(sent, verb + 1) is None:
        return None
    before = [link for link in sent.mentions("Organization") if 0 <= sent.head(link) < verb]
    plain = [k for k in before if sent.tree[sent.head(k)].feat("Case") in ("Nom", "Acc", "") and not _led_in(sent, k)]
    return plain[-1] if plain else None


def _led_in(sent: SentenceView, link: Link) -> bool:
    return bool(sent.tree.preposition(sent.head(link)))


def _in_front(sent: SentenceView, at: int) -> bool:
    """Return whether a token is the «главе» of «во главе», with something after it."""
    tree = sent.tree
    return tree[at].lemma == "глава" and at > 0 and tree[at - 1].text.lower() == "во" and at + 1 < len(tree)


def _headed(sent: SentenceView, token: int) -> tuple[Link, str] | None:
    """Return the country or organization whose head this is: its own name, or the government or ministry of it."""
    if sent.tree[token].lemma in TEMPORARY:
        return None
    own = None if sent.at(token, "Person") else body_at(sent, token) or country_at(sent, token)
    word = complement_at(sent.tree, token)[0]
    known = own is not None and bool(own.mention.candidates)
    if own is not None and (known or word not in ("ministry", "company", "party", "government")):
        return own, "lead"
    if word not in ("government", "ministry", "state", "parliament"):
        return None
    for at in sent.tree.subtree(token):
        country = sent.at(at, "Country")
        if country is not None:
            return country, "position" if word in ("ministry", "parliament") else "lead"
    return None


def _state(sent: SentenceView, verb: int) -> str:
    token = sent.tree[verb]
    status = "asserted" if token.lemma == "стоить" else status_at(sent, verb)
    aux = {sent.tree[child].lemma for child in sent.tree.children(verb, "aux", "cop", "aux:pass")}
    if token.feat("VerbForm") == "Inf" and "быть" in aux and status in ("asserted", "planned"):
        return "next"  # «будет руководить»
    if status == "planned":
        return "next" if token.feat("Tense") == "Fut" else "none"
    if status != "asserted" or token.feat("VerbForm") == "Inf":
        return "none"
    lasting = token.lemma in ("возглавлять", "руководить", "стоять", "стоить", "находиться")
    return "former" if lasting and token.feat("Tense") == "Past" else "now"
