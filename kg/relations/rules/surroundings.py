"""Who takes part by what surrounds an event: lists, the table, hosts, the ground made ready, oaths, decisions."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.arguments import actors, countries_of, doers
from kg.relations.clause import is_passive, patients, predicate
from kg.relations.events import context_event, event_complements, only_event
from kg.relations.groups import listed_people
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.participation import ARRIVING, RECEIVING, TAKING_PART, after_dash, took_part
from kg.relations.rules.venues import verbs
from kg.relations.scene import scene_of
from kg.relations.view import SentenceView

COMERS = frozenset("участник гость лидер глава президент делегация коллега".split())
SITTING = frozenset("сидеть сесть собраться усесться".split())
SWEARING = frozenset("присяга клятва".split())


@rule("participation.list", "participatesIn", confidence=0.8)
def bullets(sent: SentenceView) -> Iterator[Match]:
    """«Кто приехал на саммит:» and then a name a line: every line of the list names one who came."""
    intro, people = listed_people(sent)
    if intro is None or not any(token.lemma in COMERS | ARRIVING | TAKING_PART for token in intro.tree.tokens):
        return
    event = context_event(intro) or only_event(sent.doc)
    for person in people:
        if event:
            yield took_part(person, event, None, "asserted")


@rule("participation.table", "participatesIn", confidence=0.75, words=("стол",))
def table(sent: SentenceView) -> Iterator[Match]:
    """«За столом — А и Б», «за главным столом сидят А и Б»: who sits at the table of the event spoken of."""
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma != "стол" or sent.tree.preposition(index) != "за":
            continue
        event = context_event(sent, index) or only_event(sent.doc)
        verb = predicate(sent.tree, index)
        present = doers(sent, verb) if sent.tree[verb].lemma in SITTING else after_dash(sent, index)
        for actor in present:
            if event:
                yield took_part(actor, event, verb)


@rule("participation.host", "participatesIn", confidence=0.75, words=RECEIVING)
def host(sent: SentenceView) -> Iterator[Match]:
    """«Участников встречи Токаев встречал лично»: who receives those who come takes part."""
    for verb in verbs(sent.tree, RECEIVING):
        received = [t for t in patients(sent.tree, verb) if sent.tree[t].lemma in COMERS]
        if received and not any(actors(sent, token) for token in received):
            here = sent.mentions("Event")
            event = here[0] if here else scene_of(sent.doc)
            for actor in doers(sent, verb):
                if event and sent.doc.entities[actor.entity].type == "Person":
                    yield took_part(actor, event, verb)


@rule("participation.ground", "participatesIn", confidence=0.7, words=("площадка",))
def ground(sent: SentenceView) -> Iterator[Match]:
    """«Дворец для президентов Казахстана и России стал площадкой»: those for whom the event's place is ready."""
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma != "площадка":
            continue
        event = context_event(sent, index)
        verb = predicate(sent.tree, index)
        tops = [at for at in range(len(sent.tree)) if sent.tree.preposition(at) == "для"]
        present = [actor for top in tops for actor in (*actors(sent, top), *countries_of(sent, top))]
        for actor in present:
            if event:
                yield took_part(actor, event, verb)


@rule("participation.oath", "participatesIn", confidence=0.85, kinds=("Event",))
def oath(sent: SentenceView) -> Iterator[Match]:
    """«Клятву Лоренсу произнёс утром: инаугурацию устроили на площади»: who is sworn in is at the inauguration."""
    event = next((e for e in sent.mentions("Event") if "инаугураци" in e.mention.text.lower()), None)
    for verb in verbs(sent.tree, frozenset({"принести", "приносить", "дать", "вступить"})):
        sworn = any(sent.tree[t].lemma in SWEARING for t in patients(sent.tree, verb))
        if event and (sworn or sent.tree[verb].lemma == "вступить"):
            for actor in doers(sent, verb):
                yield took_part(actor, event, verb)


@rule("participation.decision", "participatesIn", confidence=0.65, words=("решение", "договорённость"))
def decision(sent: SentenceView) -> Iterator[Match]:
    """«За вступление высказались министры Перу и Чили. Решение принято на заседании совета.»: who decided was there."""
    tree = sent.tree
    for verb in verbs(tree):
        subject = [token for token in patients(tree, verb) if tree[token].lemma in ("решение", "договорённость")]
        if not subject or not is_passive(tree, verb) or sent.previous is None:
            continue
        for event, prep, _ in event_complements(sent, verb):
            if prep == "на":
                for actor in _main_actors(sent.previous):
                    yield took_part(actor, event, verb)


def _main_actors(sent: SentenceView) -> tuple[Link, ...]:
    root = next((i for i, token in enumerate(sent.tree.tokens) if token.head < 0 and token.upos == "VERB"), None)
    return doers(sent, root) if root is not None else ()


RULES: tuple[Rule, ...] = (bullets, table, host, ground, oath, decision)
