"""Claims of membership: which countries, which organization, by which word."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.analysis import remembered
from kg.mentions.office_kind import INTERNATIONAL
from kg.model import Link
from kg.relations.clause import agents, patients, predicate, preposition, subjects
from kg.relations.ended import CEASING, has_ended
from kg.relations.lists import countries_before, countries_of, country_list
from kg.relations.modality import status_at
from kg.relations.view import SentenceView

MEMBER = frozenset("член участник участница членство".split())
LANDS = frozenset(
    "страна государство республика держава пятёрка пятерка четвёрка тройка шестёрка семёрка девятка десятка".split()
)
COPULAS = frozenset("быть являться стать становиться остаться оставаться считаться".split())
INTO = {
    "в": frozenset(
        "вступить вступать войти входить принять принимать вернуться возвратиться состоять участвовать".split()
    ),
    "к": frozenset("присоединиться присоединяться примкнуть".split()),
    "ко": frozenset("присоединиться присоединяться примкнуть".split()),
}
CONTAINS = frozenset("включать включить объединять объединить принять насчитывать охватывать".split())
PARTING = frozenset("расстаться расставаться распрощаться".split())
OUT = PARTING | frozenset("выйти выходить исключить исключать выбыть покинуть покидать".split())
BODIES = frozenset(
    "состав число ряд ряды клуб структура объединение организация союз блок альянс группа сообщество ассоциация".split()
)
OWN = ("его", "её", "ее")
OPENERS = ("—", "–", "-", ":", "(")


@dataclass(frozen=True, slots=True)
class Claim:
    """A country and an organization with the word that joins them; `status` None is read at the word."""

    country: Link
    organization: Link
    anchor: int
    predicate: str = "memberOf"
    status: str | None = None


def verbal(sent: SentenceView) -> Iterator[Claim]:
    """Yield «А вступила в О», «А входит в состав О», «А присоединилась к О», «А вышла из О»."""
    for index, token in enumerate(sent.tree.tokens):
        for prep, verbs in INTO.items():
            if token.lemma in verbs and token.upos in ("VERB", "ADJ"):
                for organization in _complements(sent, index, prep):
                    yield from _joined(sent, index, organization)
        if token.lemma in OUT:
            yield from _left(sent, index)


def _joined(sent: SentenceView, verb: int, organization: Link) -> Iterator[Claim]:
    doers = patients(sent.tree, verb) if sent.tree[verb].lemma.startswith("прин") else subjects(sent.tree, verb)
    if sent.tree[verb].lemma == "участвовать":
        return
    for doer in doers:
        for country in meant(sent, doer):
            if has_ended(sent, verb):
                yield Claim(country, organization, verb, "formerMemberOf", "asserted")
            else:
                yield Claim(country, organization, verb, status=force(sent, verb))


def _left(sent: SentenceView, verb: int) -> Iterator[Claim]:
    organizations = list(_complements(sent, verb, "с" if sent.tree[verb].lemma in PARTING else "из"))
    if sent.tree[verb].lemma.startswith("покин") or sent.tree[verb].lemma.startswith("покид"):
        organizations = [o for at in patients(sent.tree, verb) if (o := body_at(sent, at)) is not None]
    status, tense = status_at(sent, verb), sent.tree[verb].feat("Tense")
    name = "formerMemberOf" if status == "asserted" and tense in ("Past", "") else ""
    if status == "planned" and tense == "Fut" and sent.dates:
        name = "memberOf"  # «покинет союз 1 января» is a member until then
    doers = patients(sent.tree, verb) if sent.tree[verb].lemma.startswith("исключ") else subjects(sent.tree, verb)
    for organization in organizations:
        for doer in doers:
            for country in meant(sent, doer):
                if name:
                    yield Claim(country, organization, verb, name, "asserted")


def containing(sent: SentenceView) -> Iterator[Claim]:
    """Yield «О включает А и Б», «О объединяет А и Б»."""
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma not in CONTAINS or token.upos != "VERB":
            continue
        bodies = [body for at in agents(sent.tree, index) if (body := body_at(sent, at)) is not None]
        bodies = bodies or _shared_subject(sent, index)
        for organization in bodies[:1]:
            for patient in patients(sent.tree, index):
                for country in meant(sent, patient):
                    yield Claim(country, organization, index, status=force(sent, index))


def _shared_subject(sent: SentenceView, verb: int) -> list[Link]:
    """Return the organization before a coordinated verb whose subject the parser lost."""
    before = [link for link in sent.mentions("Organization") if sent.head(link) < verb]
    nominative = [link for link in before if sent.tree[sent.head(link)].feat("Case") in ("Nom", "")]
    return nominative[:1] if sent.tree.related(verb, "conj") and not sent.tree.children(verb, "nsubj") else []


def nominal(sent: SentenceView) -> Iterator[Claim]:
    """Yield «члены О — А и Б», «страны О (А, Б)», «А и Б — члены О», «А, член О,»."""
    for index, token in enumerate(sent.tree.tokens):
        if last_part(token.lemma) not in MEMBER | LANDS:
            continue
        organization, stop = governed_body(sent, index)
        if organization is None and last_part(token.lemma) in MEMBER:
            organization, stop = _owned(sent, index), index + 1
        if organization is None:
            continue
        plain = last_part(token.lemma) in LANDS
        if not of_states(sent, organization):
            continue
        for country in _enumerated(sent, stop, index):
            yield Claim(country, organization, index, status=_stated(sent))
        if plain or token.lemma == "членство":
            continue
        for country in apposed(sent, index):
            yield Claim(country, organization, index, status=_stated(sent))
        yield from copular(sent, index, organization)


def _owned(sent: SentenceView, noun: int) -> Link | None:
    """Return the organization that «её член» belongs to: the last one named before."""
    if not noun or sent.tree[noun - 1].text.lower() not in OWN:
        return None
    here = [link for link in sent.mentions("Organization") if sent.head(link) < noun]
    above = sent.previous.mentions("Organization") if sent.previous else ()
    return next(iter([*here[::-1], *above[::-1]]), None)


def _stated(sent: SentenceView) -> str:
    """Return the status of a claim without a verb: «Мальта — член союза?» only asks."""
    return "hypothetical" if sent.text.rstrip('»"” ').endswith("?") else "asserted"


def last_part(lemma: str) -> str:
    """Return «член» for «государство-член»."""
    return lemma.rsplit("-", 1)[-1]


def governed_body(sent: SentenceView, noun: int) -> tuple[Link | None, int]:
    """Return the organization that a noun governs and the token after it: «члены [военного] блока»."""
    at = noun + 1
    while at < len(sent.tree) and at <= noun + 6:
        body = sent.at(at, "Organization")
        if body is not None:
            inside = sent.tree.inside(body.mention.span)
            stop = inside[-1] + 1
            return body, _after_gloss(sent, stop, body)
        token = sent.tree[at]
        between = (
            last_part(token.lemma) in MEMBER
            or token.text in ("—", "–", "-", "(")
            or token.lemma in BODIES
            or token.upos in ("ADJ", "DET", "NUM")
        )
        if not between or token.text == "(":
            return None, at
        at += 1
    return None, at


def _after_gloss(sent: SentenceView, stop: int, body: Link) -> int:
    """Step over «(ЕАЭС)» after the organization's name."""
    if stop + 2 < len(sent.tree) and sent.tree[stop].text == "(" and sent.tree[stop + 2].text == ")":
        other = sent.at(stop + 1, "Organization")
        return stop + 3 if other is not None and other.entity == body.entity else stop
    return stop


def _enumerated(sent: SentenceView, stop: int, noun: int) -> tuple[Link, ...]:
    """Return the countries listed after a phrase («… — А, Б», «… (А и Б)», «…: президент А Х») or right in it."""
    if stop >= len(sent.tree):
        return ()
    if sent.tree[stop].text in OPENERS:
        return country_list(sent, stop + 1, bare=sent.tree[stop].text == "(")
    case = sent.tree[noun].feat("Case")
    # «член Социалистической партии Франции»: a genitive belongs to the body's name.
    if last_part(sent.tree[noun].lemma) not in MEMBER or case == "Gen" or sent.tree[stop].feat("Case") != case:
        return ()
    return country_list(sent, stop)


def of_states(sent: SentenceView, organization: Link) -> bool:
    """Return whether countries may be members: the body is known to the reference or named as international."""
    entity = sent.entity(organization)
    return bool(entity.reference) or entity.name.lower().startswith(INTERNATIONAL)


def apposed(sent: SentenceView, noun: int) -> tuple[Link, ...]:
    """Return the countries that a member noun stands in apposition to: «А и Б — члены О», «А, член О,»."""
    at = noun - 1
    while at >= 0 and sent.tree[at].upos in ("ADJ", "NUM", "DET"):
        at -= 1
    if at < 1 or sent.tree[at].text not in (",", "—", "–", "-"):
        return ()
    if sent.tree[noun].feat("Case") not in ("Nom", "") and sent.tree[at].text != ",":
        return ()
    return countries_before(sent, at)


def copular(sent: SentenceView, noun: int, organization: Link) -> Iterator[Claim]:
    """Yield «А стала членом О», «А не является членом О»."""
    tree = sent.tree
    above = tree.head(noun)
    verb = above if above >= 0 and tree[above].lemma in COPULAS | CEASING else noun
    cop = tree.children(noun, "cop")
    if verb == noun and not cop and tree[noun].feat("Case") != "Nom":
        return
    for doer in subjects(tree, verb):
        for country in meant(sent, doer):
            if has_ended(sent, verb):
                yield Claim(country, organization, verb, "formerMemberOf", "asserted")
            if tree[verb].lemma in CEASING and tree[verb].feat("Tense") == "Fut" and sent.dates:
                yield Claim(country, organization, verb, "memberOf", "asserted")  # a member until then
            if has_ended(sent, verb) or tree[verb].lemma in CEASING:
                continue
            past = any(tree[at].lemma == "быть" and tree[at].feat("Tense") == "Past" for at in (verb, *cop))
            name = "formerMemberOf" if past and "не" not in sent.text.lower().split() else "memberOf"
            yield Claim(country, organization, verb, name, force(sent, verb))


def meant(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the countries that a noun phrase names or points back to: «эти государства», «которые», «она»."""
    named = countries_of(sent, token)
    if named:
        return named
    tree = sent.tree
    if tree[token].lemma in LANDS:
        listed = _list_after(sent, token)
        if listed:
            return listed
        if any(tree[child].lemma in ("этот", "все", "весь", "оба", "такой") for child in tree.children(token)):
            return _last_list(sent)
        return _last_country(sent, token)
    return ()


def _last_country(sent: SentenceView, noun: int) -> tuple[Link, ...]:
    """Return the country that a bare «страна» is: the last before it, or the only one of the sentence before."""
    if sent.tree[noun].feat("Number") != "Sing" or sent.tree.children(noun, "amod", "det", "nmod"):
        return ()
    here = [link for link in sent.mentions("Country") if sent.head(link) < noun]
    if here:
        return (here[-1],)
    above = sent.previous.mentions("Country") if sent.previous else ()
    return above[:1] if len({link.entity for link in above}) == 1 else ()


def _list_after(sent: SentenceView, noun: int) -> tuple[Link, ...]:
    """Return the countries after the dash or colon that follows a noun, its relative clause stepped over."""
    for at in range(noun + 1, len(sent.tree)):
        if sent.tree[at].text in OPENERS:
            return country_list(sent, at + 1)
    return ()


def _last_list(sent: SentenceView) -> tuple[Link, ...]:
    """Return the last two or more countries that the sentence before lists."""
    if sent.previous is None:
        return ()
    for at in range(len(sent.previous.tree) - 1, -1, -1):
        found = countries_before(sent.previous, at)
        if len(found) > 1:
            return found
    return ()


@remembered
def body_at(sent: SentenceView, token: int) -> Link | None:
    """Return the organization that a noun phrase names, also through «состав О», «ряды О»."""
    body = sent.at(token, "Organization")
    if body is not None:
        return body
    if sent.tree[token].lemma in BODIES:
        for child in sent.tree.children(token, "nmod", "appos"):
            body = sent.at(child, "Organization")
            if body is not None:
                return body
        return governed_body(sent, token)[0]
    return None


def _complements(sent: SentenceView, verb: int, prep: str) -> Iterator[Link]:
    for child in sent.tree.children(verb, "obl", "nmod", "obj", "advmod", "iobj"):
        if preposition(sent.tree, child) in (prep, prep + "о"):
            body = body_at(sent, child)
            if body is not None:
                yield body


def force(sent: SentenceView, anchor: int) -> str:
    """Return the status of a membership: what is only intended is hypothetical, what is fixed for a day is planned."""
    status = status_at(sent, anchor)
    if status != "planned":
        return status
    own = sent.tree[anchor].feat("Tense") == "Fut" and predicate(sent.tree, anchor) == anchor
    return "planned" if own and sent.dates else "hypothetical"
