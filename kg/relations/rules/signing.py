"""Who signs which document, done or to be done."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.arguments import actors, antecedent_group, doers
from kg.relations.clause import agents, obliques, patients
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.participation import takes_part
from kg.relations.rules.venues import verbs
from kg.relations.view import SentenceView

SIGNING = frozenset("подписать подписывать парафировать завизировать скрепить".split())
SIGNATURE = frozenset("подпись автограф".split())
AGENDA = frozenset("программа повестка итог".split())
PUTTING = frozenset("поставить ставить".split())


def _signed(actor: Link, document: Link, anchor: int) -> Match:
    return Match(actor.entity, document.entity, actor.mention.span, document.mention.span, anchor)


def documents_at(sent: SentenceView, token: int) -> Iterator[Link]:
    """Yield the documents that a noun and what is coordinated with it mean."""
    for at in dict.fromkeys((token, *sent.tree.conjuncts(token))):
        link = sent.headed_by(at, "Document")
        if link:
            yield link


@rule("signing.verb", "signs")
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
        return named
    return tuple(link for token in agents(sent.tree, at) for link in antecedent_group(sent, token))


@rule("signing.signature", "signs", confidence=0.85)
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


@rule("signing.noun", "signs", confidence=0.8)
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


@rule("signing.agenda", "signs", confidence=0.7)
def agenda(sent: SentenceView) -> Iterator[Match]:
    """«Главный пункт программы — подписание договора»: those who take part in the event just told of sign."""
    tree = sent.tree
    if sent.previous is None or not any(token.lemma in AGENDA for token in tree.tokens):
        return
    for index, token in enumerate(tree.tokens):
        if token.lemma == "подписание" and not any(tree[c].feat("Case") == "Ins" for c in tree.children(index)):
            for child in tree.children(index, "nmod"):
                for document in documents_at(sent, child):
                    for match in takes_part.find(sent.previous):
                        if sent.doc.entities[match.subject].type == "Person":
                            yield Match(
                                match.subject, document.entity, match.subject_span, document.mention.span, index
                            )


RULES: tuple[Rule, ...] = (verb, signature, noun, agenda)
