"""Who a noun phrase speaks of: people, and countries or bodies whose people are not named.

«президенты Беларуси Александр Лукашенко и России» → Лукашенко, Россия: the country stands for its
leader or delegate unless the name follows.
"""

from collections.abc import Iterator

from kg.model import Link, Span
from kg.reference import LEADING
from kg.relations.clause import phrase
from kg.relations.view import DocumentView, SentenceView
from kg.types import is_a

ACTORS = ("Person", "Country", "Organization")
LEADERS = frozenset(
    "президент лидер глава премьер премьер-министр руководитель канцлер король монарх султан эмир вице-президент "
    "генсек генсекретарь".split()
)
DELEGATES = LEADERS | frozenset(
    "министр представитель делегация посол дипломат постпред вице-премьер спикер замминистра замглавы госсекретарь "
    "секретарь делегат наблюдатель участник сторона власть парламентарий депутат сенатор президентура чиновник "
    "принц принцесса председатель командующий военнослужащий участница переговорщик".split()
)
BINDING = frozenset(",;—–()")
PRONOUNS = {"он": "Masc", "она": "Fem"}


def is_named(doc: DocumentView, entity_id: str) -> bool:
    """Return whether the text gives the name of an entity, not only its office."""
    return any(link.mention.form in ("name", "abbreviation") for link in doc.links_of(entity_id))


def actors(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the people, countries and organizations that a noun phrase means, in text order.

    Args:
        sent: The sentence.
        token: The head of the phrase, such as a verb's subject.
    """
    found: dict[str, Link] = {}
    inside = set(phrase(sent.tree, token))
    for link in sent.mentions(*ACTORS):
        if sent.head(link) in inside:
            for actor in _meant(sent, link, token, inside):
                found.setdefault(actor.entity, actor)
    if not found:
        pronoun = antecedent(sent, token)
        if pronoun:
            found[pronoun.entity] = pronoun
    return tuple(found.values())


def people(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the people that a noun phrase means, in text order."""
    return tuple(link for link in actors(sent, token) if sent.entity(link).type == "Person")


def _meant(sent: SentenceView, link: Link, token: int, inside: set[int]) -> Iterator[Link]:
    if sent.entity(link).type == "Person":
        if is_governed(sent, link, token):
            return
        country = _country_inside(sent, link)
        unnamed = link.mention.form == "role" and not is_named(sent.doc, link.entity)
        yield country if unnamed and country else link
    elif not _under_role(sent, link) and not _named_after(sent, link):
        if _is_member(sent, link, token):
            yield link
        elif _has_delegate(sent, link, inside):
            leader = leader_named(sent, link) if _delegate_lemma(sent, link, inside) in LEADERS else None
            yield leader or link


def is_governed(sent: SentenceView, link: Link, token: int) -> bool:
    """Return whether a person stands in another case than the phrase: «помощник Путина Ушаков» is not about Путин."""
    head = sent.head(link)
    case, expected = sent.tree[head].feat("Case"), sent.tree[token].feat("Case")
    if head == token:
        return False
    if sent.tree.related(head, "nmod") and case == "Gen":
        return not (expected == "Gen" and link.mention.form == "role") or _governs_name(sent, head, token)
    return bool(case and expected) and {case, expected} not in ({"Gen", "Acc"}, {case}) and case in ("Gen", "Ins", "Dat")


def _governs_name(sent: SentenceView, head: int, token: int) -> bool:
    return sent.tree.head(head) != token


def _country_inside(sent: SentenceView, link: Link) -> Link | None:
    """Return the country of a role: «казахстанский лидер» → Казахстан."""
    inside = (other for other in sent.mentions("Country", "Organization") if link.mention.span.contains(other.mention.span))
    return next(inside, None)


def _under_role(sent: SentenceView, link: Link) -> bool:
    return any(other.mention.span.contains(link.mention.span) for other in sent.mentions("Person"))


def _named_after(sent: SentenceView, link: Link) -> bool:
    """Return whether the name of the country's person follows: «премьер-министр Венгрии Виктор Орбан»."""
    for person in sent.mentions("Person"):
        if person.mention.span.start >= link.mention.span.stop:
            between = sent.tree.inside(Span(link.mention.span.stop, person.mention.span.start))
            return all(_binds(sent, at) for at in between)
    return False


def _binds(sent: SentenceView, index: int) -> bool:
    token = sent.tree[index]
    return token.upos in ("NOUN", "ADJ", "PROPN") or token.text in ("«", "»", '"')


def _is_member(sent: SentenceView, link: Link, token: int) -> bool:
    """Return whether a country is itself the phrase or a member of its coordination: «Россия и Китай подписали»."""
    if link.mention.form == "adjective":
        return False
    head = sent.head(link)
    path = [head, *sent.tree.ancestors(head)]
    for at in path:
        if at == token:
            return True
        if not sent.tree.related(at, "conj", "appos", "flat"):
            return False
    return False


def _has_delegate(sent: SentenceView, link: Link, inside: set[int]) -> bool:
    return _delegate_lemma(sent, link, inside) != ""


def _delegate_lemma(sent: SentenceView, link: Link, inside: set[int]) -> str:
    """Return the office noun that governs a country («лидеры России, Киргизии» → «лидер»), or an empty string."""
    head = sent.head(link)
    for above in sent.tree.ancestors(head):
        if above not in inside:
            return ""
        lemma = sent.tree[above].lemma
        if lemma in DELEGATES:
            return lemma
        if not (sent.tree.related(above, "conj", "appos") or sent.at(above, "Country") or lemma in ("страна", "государство")):
            return ""
    return ""


def leader_named(sent: SentenceView, country: Link) -> Link | None:
    """Return a mention by name of the person who leads a country, when the text names that person.

    «Встречу президентов России и США примет Братислава» two lines above «Владимир Путин и Джордж Буш».
    """
    doc = sent.doc
    reference = doc.entities[country.entity].reference
    if not reference or not doc.issued:
        return None
    holders = {tenure.person for tenure in doc.reference.holders(reference, doc.issued, kinds=LEADING)}
    for entity in doc.of_type("Person"):
        if entity.reference in holders and is_named(doc, entity.id):
            return next(doc.links_of(entity.id))
    return None


def antecedent(sent: SentenceView, token: int) -> Link | None:
    """Return the person that a third person pronoun means: the nearest earlier one of its gender, subjects first."""
    gender = PRONOUNS.get(sent.tree[token].lemma)
    if not gender:
        return None
    before = [link for link in sent.mentions("Person") if sent.head(link) < token and _gender(sent, link) in (gender, "")]
    if before:
        return _subject_first(sent, before)
    earlier = sent.previous
    if earlier is None:
        return None
    candidates = [link for link in earlier.mentions("Person") if _gender(earlier, link) in (gender, "")]
    return _subject_first(earlier, candidates) if candidates else None


def _subject_first(sent: SentenceView, links: list[Link]) -> Link:
    return next((link for link in links if _is_subject(sent, link)), links[-1])


def _is_subject(sent: SentenceView, link: Link) -> bool:
    head = sent.head(link)
    return any(sent.tree.related(at, "nsubj") for at in (head, *sent.tree.ancestors(head)) if at in (head, sent.tree.head(head)))


def _gender(sent: SentenceView, link: Link) -> str:
    return sent.tree[sent.head(link)].feat("Gender")


def is_actor(sent: SentenceView, link: Link) -> bool:
    """Return whether a mention is of a person, a country or an organization."""
    return is_a(sent.entity(link).type, *ACTORS)
