"""Offices that a verb gives, takes or describes: «стал премьером», «назначен послом», «покинул пост министра»."""

from collections.abc import Iterator

from kg.mentions.offices import OfficePhrase
from kg.model import Link
from kg.relations.arguments import people
from kg.relations.clause import RELATIVE, is_passive, patients, subjects
from kg.relations.heading import alone
from kg.relations.holders import holdings
from kg.relations.holding import Holding
from kg.relations.modality import status_at
from kg.relations.offices import office_place
from kg.relations.segments import segments, taken_up
from kg.relations.view import SentenceView

BEING = frozenset("являться оставаться остаться работать служить трудиться приходиться быть".split())
LASTING = BEING - {"быть"}
BECOMING = frozenset("стать становиться".split())
APPOINTING = frozenset("назначить назначать утвердить переназначить переизбрать провозгласить".split())
ELECTING = frozenset("избрать избирать выбрать".split())
STAYING = frozenset({"остаться", "оставаться"})
EXERCISING = frozenset("исполнять исполнить выполнять".split())
"""«обязанности президента исполняет А»."""
OCCUPYING = frozenset("занимать занять".split())
ENTERING = frozenset("вступить вступать заступить сесть пересесть".split())
COMING = BECOMING | OCCUPYING | ENTERING
"""«станет премьером», «вступит в должность президента» is planned."""
LEAVING = frozenset(
    "покинуть покидать оставить уйти уволить освободить снять отстранить отправить лишить сместить "
    "сдать сложить".split()
)
REPLACING = frozenset("сменить сменять заменить".split())
AGAIN = frozenset("вновь снова повторно".split())
SEATED = ("parliament_speaker", "head_of_organization")
"""Whom their bodies elect sit at once: «председателем союза избран премьер Перу А»."""


def taken(sent: SentenceView) -> tuple[Holding, ...]:
    """Return the offices that the verbs of a sentence give to people, each once."""
    return sent.once(_taken)


def _taken(sent: SentenceView) -> tuple[Holding, ...]:
    named = {holding.office.head for holding in holdings(sent)}
    found = []
    for office in sent.offices:
        if office.inside or office.plural or office.head in named or "candidate" in office.marks:
            continue
        for person, state in _by_verb(sent, office):
            place = office_place(sent, office, person)
            if place is not None:
                capacity = _capacity(sent, office) if state == "next" else None
                found.append(Holding(person, office, place.entity, place.span, "clause", state, capacity))
    found.extend(_succeeded(sent))
    return tuple(found)


def _capacity(sent: SentenceView, office: OfficePhrase) -> str:
    """Return how one comes by an office that is not yet taken: «избран президентом», «станет премьером»."""
    verb = _verb(sent, office)
    return "elected" if verb >= 0 and sent.tree[verb].lemma in ELECTING else "designated"


def _succeeded(sent: SentenceView) -> Iterator[Holding]:
    """Yield «А сменит Б на посту генсека» (Б is in office) and «А сменил Б на посту генсека» (А is, Б was)."""
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma not in REPLACING or token.upos != "VERB" or status_at(sent, index) in ("denied", "hypothetical"):
            continue
        office = _office_of(sent, index)
        place = office_place(sent, office) if office is not None else None
        if office is None or place is None:
            continue
        done = token.feat("Tense") == "Past"
        for tokens, state in (
            (patients(sent.tree, index), "former" if done else "now"),
            (subjects(sent.tree, index), "now"),
        ):
            if tokens and (done or (state == "now" and tokens == patients(sent.tree, index))):
                for person in [p for at in tokens for p in people(sent, at)][:1]:
                    yield Holding(person, office, place.entity, place.span, "clause", state)


def _office_of(sent: SentenceView, verb: int) -> OfficePhrase | None:
    """Return the office that changes hands: «на посту генсека», or the noun that «который сменит» belongs to."""
    below = set(sent.tree.subtree(verb))
    for office in sent.offices:
        if "post" in office.marks and office.head in below:
            return office
    if not sent.tree.related(verb, "acl"):
        return None
    doers = subjects(sent.tree, verb)
    return next((o for o in sent.offices if not o.plural and any(o.first <= at < o.stop for at in doers)), None)


def _by_verb(sent: SentenceView, office: OfficePhrase) -> Iterator[tuple[Link, str]]:
    cop = sent.tree.children(office.head, "cop")
    if cop and sent.tree[office.head].feat("Case") in ("Ins", "Nom"):
        yield from _by_copula(sent, office, cop[0])
        return
    verb = _verb(sent, office)
    if verb < 0:
        return
    state = _state(sent, verb, office)
    if not state:
        return
    lemma = sent.tree[verb].lemma
    passive = lemma in APPOINTING | ELECTING or (lemma in LEAVING and is_passive(sent.tree, verb))
    tokens = patients(sent.tree, verb) if passive else subjects(sent.tree, verb)
    if lemma in LEAVING and not passive:
        dismissed = [at for at in patients(sent.tree, verb) if sent.at(at, "Person") is not None]
        tokens = tuple(dismissed) or tokens
    for token in tokens:
        for person in people(sent, token)[:1]:
            sure = sent.tree[token].upos != "PRON" or sent.tree[token].lemma in RELATIVE or alone(sent, person)
            if sure and not _same_phrase(office, person):
                yield person, _marked(office, state)


def _marked(office: OfficePhrase, state: str) -> str:
    """Return the state with the title's own marks: «назван бывшим премьером», «утверждён следующим генсеком»."""
    if "former" in office.marks:
        return "former"
    return "next" if state == "now" and "designate" in office.marks else state


def _by_copula(sent: SentenceView, office: OfficePhrase, cop: int) -> Iterator[tuple[Link, str]]:
    """Yield the people of «А был премьером», «А будет премьером»; the parser makes the office the root."""
    past = sent.tree[cop].feat("Tense") == "Past"
    if status_at(sent, office.head) != "asserted" or sent.tree[cop].feat("Tense") == "Fut":
        return
    own = [at for at in subjects(sent.tree, office.head) if sent.tree[at].lemma not in RELATIVE]
    for token in own or [at for at in (taken_up(sent, office.head),) if at >= 0]:
        for person in people(sent, token)[:1]:
            if not _same_phrase(office, person):
                yield person, "former" if past or "former" in office.marks else "now"


def _same_phrase(office: OfficePhrase, person: Link) -> bool:
    return office.span.overlaps(person.mention.span)


def _verb(sent: SentenceView, office: OfficePhrase) -> int:
    """Return the verb that governs the office or the word «пост» above it."""
    at = sent.tree.head(office.head)
    held = "post" in office.marks or sent.tree[office.first].lemma == "обязанность"
    if held and at >= 0 and sent.tree[at].upos == "NOUN":
        at = sent.tree.head(at)
    return at if at >= 0 and sent.tree[at].upos in ("VERB", "ADJ", "AUX") else _verb_beside(sent, office)


def _verb_beside(sent: SentenceView, office: OfficePhrase) -> int:
    """Return the verb of an office that the parser hung on a noun: «…: послом в Перу он служит с мая»; -1 for none."""
    tree = sent.tree
    if tree[office.head].feat("Case") != "Ins" or "post" in office.marks or tree.preposition(office.head):
        return -1
    segment = next((part for part in sent.once(segments) if office.head in part.tokens), None)
    found = [at for at in segment.tokens if tree[at].lemma in LASTING] if segment is not None else []
    return found[0] if len(found) == 1 else -1


def _state(sent: SentenceView, verb: int, office: OfficePhrase) -> str:
    """Return now, former or next, "" where the verb does not settle who holds the office."""
    token = sent.tree[verb]
    if not _gives(sent, verb, office) or status_at(sent, verb) in ("denied", "hypothetical"):
        return ""
    if token.feat("Tense") == "Fut":
        return "next" if token.lemma in COMING and office.kind != "other" else ""
    past, lemma = token.feat("Tense") == "Past", token.lemma
    if lemma in EXERCISING or lemma == "занимать" or lemma in BEING:
        return "former" if past and lemma not in STAYING else "now"
    if lemma in LEAVING:
        return "former" if past else ""
    if lemma in ELECTING:
        seated = office.kind in SEATED and ("post" in office.marks or sent.tree[office.head].feat("Case") == "Ins")
        return "now" if seated or _elected_before(sent) or _again(sent, verb) else "next"
    if lemma in BECOMING | APPOINTING | OCCUPYING | ENTERING:
        return "" if _long_ago(sent) else "now"
    return ""


def _gives(sent: SentenceView, verb: int, office: OfficePhrase) -> bool:
    """Return whether a verb can give or take an office: «занял пост премьера», «стал премьером»."""
    token = sent.tree[verb]
    case = sent.tree[office.head].feat("Case")
    needs_post = token.lemma in OCCUPYING | ENTERING | LEAVING
    if token.feat("VerbForm") == "Inf" or (needs_post and "post" not in office.marks):
        return False
    if token.lemma in EXERCISING:
        return sent.tree[office.first].lemma == "обязанность"
    return "post" in office.marks or case == "Ins" or (case == "Nom" and token.lemma in BEING)


def _long_ago(sent: SentenceView) -> bool:
    """Return whether the sentence names a year well before the text («в 1994 году стал президентом»)."""
    years = [int(found.start[:4]) for found in sent.dates]
    now = sent.doc.issued.year if sent.doc.issued else None
    return any(now is None or year < now - 1 for year in years)


def _again(sent: SentenceView, verb: int) -> bool:
    return any(sent.tree[child].lemma in AGAIN for child in sent.tree.children(verb, "advmod"))


def _elected_before(sent: SentenceView) -> bool:
    """Return whether the election lies in an earlier year, so that the office is taken by now."""
    year = sent.doc.issued.year if sent.doc.issued else None
    return year is not None and any(int(found.start[:4]) < year for found in sent.dates)
