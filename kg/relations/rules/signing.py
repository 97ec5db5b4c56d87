"""Who signs which document, done or to be done."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.arguments import actors, doers
from kg.relations.clause import agents, is_passive, obliques, patients
from kg.relations.groups import antecedent_group
from kg.relations.modality import status_at
from kg.relations.nearby import case_of, governing, nominatives, stretch
from kg.relations.pronouns import antecedent
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.participation import takes_part
from kg.relations.rules.venues import verbs
from kg.relations.view import SentenceView

SIGNING = frozenset("подписать подписывать парафировать завизировать скрепить".split())
SIGNATURE = frozenset("подпись автограф".split())
AGENDA = frozenset("программа повестка итог".split())
PUTTING = frozenset("поставить ставить оставить стоять появиться".split())
IT = frozenset({"он", "она", "оно"})
LIMITING = frozenset("ограничиться ограничиваться обойтись".split())
"""«Оман ограничился договором о визах»: it signed no more than that."""
JOINING = frozenset("присоединиться присоединяться присоединение".split())
INCLUDING = frozenset({"включая", "среди", "числе"})
BACK = 2
"""How many sentences back «поставили подписи» finds its document."""


def _signed(actor: Link, document: Link, anchor: int) -> Match:
    return Match(actor.entity, document.entity, actor.mention.span, document.mention.span, anchor)


def documents_at(sent: SentenceView, token: int) -> Iterator[Link]:
    """Yield the documents that a noun and what is coordinated with it mean, or the last one for «его подписали»."""
    if sent.tree[token].lemma in IT:
        yield from _last_document(sent, token)
    for at in dict.fromkeys((token, *sent.tree.conjuncts(token))):
        link = sent.headed_by(at, "Document")
        if link:
            yield link


def _last_document(sent: SentenceView, before: int) -> list[Link]:
    """Return the document of this sentence or the one before that a pronoun takes up, when it agrees in number."""
    here = [link for link in sent.mentions("Document") if sent.head(link) < before]
    subjects_ = (token for token in sent.tree.tokens[:before] if token.upos == "NOUN" and token.feat("Case") == "Nom")
    if not here and any(token.lemma not in SIGNATURE for token in subjects_):
        return []  # «Ещё один текст короче; его подписали министры» is about a text that nobody linked
    where = sent if here or sent.previous is None else sent.previous
    found = here or list(where.mentions("Document"))
    number = sent.tree[before].feat("Number")
    return [link for link in found[-1:] if where.tree[where.head(link)].feat("Number") in (number, "")]


@rule("signing.verb", "signs", words=SIGNING)
def verb(sent: SentenceView) -> Iterator[Match]:
    """«Путин и Си подписали декларацию», «договор подписан президентами», «X и Y скрепили договор подписями»."""
    for at in verbs(sent.tree, SIGNING):
        for token in patients(sent.tree, at):
            for document in documents_at(sent, token):
                for actor in signers(sent, at):
                    yield _signed(actor, document, at)


def signers(sent: SentenceView, at: int) -> tuple[Link, ...]:
    """Return who does what a verb says, «лидеры» and «стороны» taken up from the sentences before."""
    named = doers(sent, at)
    if named:
        pronouns = [antecedent(sent, token) for token in agents(sent.tree, at) if sent.tree[token].lemma in IT]
        return tuple(dict.fromkeys((*(link for link in pronouns if link), *named)))
    return tuple(link for token in agents(sent.tree, at) for link in antecedent_group(sent, token))


@rule("signing.limited", "signs", confidence=0.75, words=LIMITING)
def limited(sent: SentenceView) -> Iterator[Match]:
    """«Оман ограничился договором о визах»: the document in the instrumental is what is signed."""
    for at in verbs(sent.tree, LIMITING):
        for child in sent.tree.children(at, "obl", "obj", "iobj"):
            if sent.tree[child].feat("Case") == "Ins" and not sent.tree.preposition(child):
                for document in documents_at(sent, child):
                    for actor in doers(sent, at):
                        yield _signed(actor, document, at)


@rule("signing.signature", "signs", confidence=0.85, words=SIGNATURE)
def signature(sent: SentenceView) -> Iterator[Match]:
    """«поставили подписи под соглашением», «подпись под договором поставил»: a signature under a document."""
    tree = sent.tree
    for at in verbs(tree, PUTTING):
        nouns = [token for token in patients(tree, at) if tree[token].lemma in SIGNATURE]
        for noun in nouns:
            under = [child for child in tree.children(noun, "nmod") if tree.preposition(child) == "под"]
            under += [token for token, prep in obliques(tree, at) if prep == "под"]
            for document in (link for child in under for link in documents_at(sent, child)):
                for actor in doers(sent, at):
                    yield _signed(actor, document, at)


@rule("signing.nearby", "signs", confidence=0.8, words=SIGNING)
def nearby(sent: SentenceView) -> Iterator[Match]:
    """«Договор подписали в Кремле А и Б», «Президентами скреплён подписями договор»: by the order of words."""
    tree = sent.tree
    for at, token in enumerate(tree.tokens):
        if token.lemma not in SIGNING or token.feat("VerbForm") == "Inf":
            continue
        near = stretch(sent, at)
        documents = [
            link for link in sent.mentions("Document") if sent.head(link) in near and not governing(sent, link)
        ]
        passive = is_passive(tree, at) or token.upos == "ADJ"
        group = [i for i in near if tree[i].feat("Case") == ("Ins" if passive else "Nom") and not tree.preposition(i)]
        named = _by_case(sent, near, "Ins") if passive else nominatives(sent, at)
        named = named or [link for i in group for link in antecedent_group(sent, i)]
        for document in documents[:1]:
            for actor in named:
                yield _signed(actor, document, at)


def _by_case(sent: SentenceView, near: range, case: str) -> list[Link]:
    return [
        link
        for link in sent.mentions("Person")
        if sent.head(link) in near and case_of(sent, link) == case and not governing(sent, link)
    ]


@rule("signing.signatures", "signs", confidence=0.8, words=SIGNATURE)
def signatures(sent: SentenceView) -> Iterator[Match]:
    """«Подписи оставили лидеры шести стран, включая Оман и Катар», «под документами стоят подписи А и Б»."""
    tree = sent.tree
    for at in verbs(tree, PUTTING):
        noun = next((i for i in stretch(sent, at) if tree[i].lemma in SIGNATURE), None)
        if noun is None:
            continue
        below = [c for c in tree.children(noun, "nmod") if tree[c].feat("Case") == "Gen" and not tree.preposition(c)]
        owners = [link for child in below for link in actors(sent, child)]
        signers_ = owners or [*doers(sent, at), *_included(sent, at)]
        for document in _documents_before(sent, at):
            for actor in dict.fromkeys(signers_):
                yield _signed(actor, document, at)


def _included(sent: SentenceView, verb: int) -> list[Link]:
    """Return the countries of «лидеры шести стран, включая Оман и Катар»."""
    words_ = sent.tree.tokens
    start = next((i for i in range(verb, len(words_)) if words_[i].text.lower() in INCLUDING), None)
    if start is None:
        return []
    stop = next((i for i in range(start, len(words_)) if words_[i].text in (";", ":", ".", "—")), len(words_))
    return [link for link in sent.mentions("Country") if start < sent.head(link) < stop]


def _documents_before(sent: SentenceView, at: int) -> list[Link]:
    """Return the document under which signatures stand: the one of this sentence, else the last before it."""
    where: SentenceView | None = sent
    for _ in range(BACK + 1):
        if where is None:
            return []
        found = where.mentions("Document")
        if found:
            return [found[-1]]
        where = where.previous
    return []


@rule("signing.joining", "signs", confidence=0.7, words=JOINING)
def joining(sent: SentenceView) -> Iterator[Match]:
    """«присоединение Казахстана к соглашениям», «Оман присоединился к договору»: who joins a treaty signs it."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma not in JOINING:
            continue
        below = tree.children(index, "nmod", "obl")
        documents = [d for c in below if tree.preposition(c) in ("к", "ко") for d in documents_at(sent, c)]
        own = [c for c in below if not tree.preposition(c) and tree[c].feat("Case") == "Gen"]
        joined = doers(sent, index) if token.upos == "VERB" else tuple(link for c in own for link in actors(sent, c))
        for document in documents:
            for actor in joined:
                yield _signed(actor, document, index)


@rule("signing.noun", "signs", confidence=0.8, words=("подписание",))
def noun(sent: SentenceView) -> Iterator[Match]:
    """«подписание декларации президентами», «договор, подписанный Путиным и Си»: the noun with its signers."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma != "подписание":
            continue
        below = tree.children(index, "nmod", "obl")
        signers = [child for child in below if tree[child].feat("Case") == "Ins" and not tree.preposition(child)]
        for child in below:
            for document in documents_at(sent, child):
                for signer in signers:
                    for actor in actors(sent, signer):
                        yield _signed(actor, document, index)


@rule("signing.agenda", "signs", confidence=0.7, words=("подписание",))
def agenda(sent: SentenceView) -> Iterator[Match]:
    """«Главный пункт программы — подписание договора»: those who take part in the event just told of sign."""
    tree = sent.tree
    if not any(token.lemma in AGENDA for token in tree.tokens):
        return
    for index, token in enumerate(tree.tokens):
        if token.lemma == "подписание" and not any(tree[c].feat("Case") == "Ins" for c in tree.children(index)):
            for child in tree.children(index, "nmod"):
                for document in documents_at(sent, child):
                    for match in _participants_before(sent):
                        spans = (match.subject_span, document.mention.span)
                        yield Match(match.subject, document.entity, *spans, index, status=_planned(sent, index))


def _planned(sent: SentenceView, index: int) -> str:
    """Return planned for what an agenda lists, denied for what it leaves out."""
    return "denied" if status_at(sent, index) == "denied" else "planned"


def _participants_before(sent: SentenceView) -> list[Match]:
    """Return the people whom one of the two sentences before has take part in an event."""
    earlier = sent.previous
    for _ in range(BACK):
        found = list(takes_part.matches(earlier)) if earlier is not None else []
        people = [match for match in found if sent.doc.entities[match.subject].type == "Person"]
        if people or earlier is None:
            return people
        earlier = earlier.previous
    return []


RULES: tuple[Rule, ...] = (verb, nearby, limited, signature, signatures, joining, noun, agenda)
