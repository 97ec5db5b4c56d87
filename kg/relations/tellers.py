"""Who is the subject of a verb of saying, also where the parser hung the name on another word.

«Голоб, закончивший разговор, заявил, что страна отозвала …» may leave «Голоб» to «отозвала»; «Шольца спросили»
asks him; «с такой инициативой выступил X» gives him the words before or after it.
"""

from kg.analysis import Tree, remembered
from kg.model import Link
from kg.relations.asides import is_aside
from kg.relations.clause import agents, predicate, subjects
from kg.relations.modality import words
from kg.relations.saying import SPEAKERS, Said, is_speech, source, takes_subject
from kg.relations.view import SentenceView

PAIR = 2
"""Commas around an insertion between a subject and its verb."""
OPENING = 4
REFERRING = frozenset({"ссылаться", "сослаться"})
QUOTING = frozenset({"цитировать", "процитировать"})


@remembered
def tellers(sent: SentenceView, verb: int) -> tuple[int, ...]:
    """Return the subjects of a verb of saying; after «, сообщил» stands its own, not the main clause's."""
    tree = sent.tree
    if not takes_subject(tree, verb):
        return ()
    own = tuple(at for at in tree.children(verb, "nsubj") if not _is_asked(tree, verb, at))
    if own:
        return own
    aside = is_aside(tree, verb)
    stray = -1 if aside else _stray(sent, verb)
    if stray >= 0:
        return (stray,)
    shared = (at for at in subjects(tree, verb) if not _is_asked(tree, verb, at))
    return tuple(at for at in shared if at > verb or not aside)


def _is_asked(tree: Tree, verb: int, noun: int) -> bool:
    """Return whether a name that the parser took for a subject is an object: «Шольца спросили, когда …»."""
    token = tree[noun]
    one = token.feat("Number") == "Sing" and not tree.children(noun, "conj")
    return tree[verb].feat("Number") == "Plur" and one and token.feat("Case") in ("Gen", "Acc", "Dat")


def _stray(sent: SentenceView, verb: int) -> int:
    """Return the name in the nominative that leads to a verb without a subject, -1 for none."""
    tree = sent.tree
    if tree[verb].feat("VerbForm") != "Fin":
        return -1
    for link in reversed(sent.mentions(*SPEAKERS)):
        inside = tree.inside(link.mention.span)
        if inside and inside[-1] < verb and _leads_to(tree, inside[-1] + 1, verb) and _may_tell(sent, link, verb):
            return sent.head(link)
    return -1


def _leads_to(tree: Tree, start: int, verb: int) -> bool:
    """Return whether nothing but adverbials or an insertion between two commas stands before a verb."""
    signs = [at for at in range(start, verb) if tree[at].upos == "PUNCT" and tree[at].text not in ("»", "”", '"')]
    if signs and (len(signs) < PAIR or signs[0] != start or any(tree[at].text != "," for at in signs)):
        return False
    bare = range(signs[-1] + 1 if signs else start, verb)
    return not any(
        tree[at].upos in ("VERB", "CCONJ", "SCONJ") or (tree[at].upos != "PART" and tree[at].feat("Case") == "Nom")
        for at in bare
    )


def _may_tell(sent: SentenceView, link: Link, verb: int) -> bool:
    """Return whether a name agrees with a verb and is the subject of none before it."""
    tree, head = sent.tree, sent.head(link)
    token = tree[head]
    number = tree[verb].feat("Number")
    if token.feat("Case") not in ("Nom", "") or (number and token.feat("Number") not in ("", number)):
        return False
    top = head
    while tree.related(top, "appos", "flat", "flat:name") and tree.head(top) >= 0 and not _is_parted(tree, top):
        top = tree.head(top)
    return not (tree.preposition(head) or (tree.related(top, "nsubj") and tree.head(top) < verb))


def _is_parted(tree: Tree, at: int) -> bool:
    above = tree.head(at)
    return any(tree[i].text == "," for i in range(min(at, above), max(at, above)))


def referred(sent: SentenceView, verb: int) -> Link | None:
    """Return whom an outlet refers to in a gerund: «сообщает «Интерфакс», ссылаясь на дворец», «цитируя министра»."""
    tree = sent.tree
    people = (sent.headed_by(at, "Person") or source(sent, at) for at in tellers(sent, verb))
    if any(link and sent.entity(link).type == "Person" for link in people):
        return None  # who refers to others still speaks for himself
    for at, token in enumerate(tree.tokens):
        if token.lemma not in REFERRING | QUOTING or token.feat("VerbForm") != "Conv":
            continue
        between = range(min(at, verb) + 1, max(at, verb))
        if any(is_speech(tree, other) and tree[other].feat("VerbForm") == "Fin" for other in between):
            continue
        named = tree.children(at, "obj") if token.lemma in QUOTING else tree.children(at, "obl")
        return next((found for noun in named if (found := source(sent, noun) or source_below(sent, noun))), None)
    return None


def source_below(sent: SentenceView, noun: int) -> Link | None:
    """Return the source that a noun has below it: «слова министра», «заявление МИД», «по данным Росстата»."""
    tree = sent.tree
    under = tree.children(noun, "nmod", "obl")
    under += tuple(at for child in tree.children(noun, "compound", "fixed") for at in tree.children(child))
    found = next((found for at in under if (found := source(sent, at))), None)
    return found or _publisher(sent, noun)


def _publisher(sent: SentenceView, noun: int) -> Link | None:
    """Return who published a paper: «согласно заявлению, которое распространил МИД», «опубликованному МИД докладу»."""
    verbs = (at for at in sent.tree.children(noun, "acl", "amod") if sent.tree[at].lemma in words("publishing"))
    return next((found for verb in verbs for at in agents(sent.tree, verb) if (found := source(sent, at))), None)


def of_such(sent: SentenceView, first: int = 0) -> Said | None:
    """Return whose words were «такое заявление», «такие планы», «такими словами»: the subject's of the clause.

    Args:
        sent: The sentence.
        first: Index of the word after which «такой» is looked for.
    """
    tree = sent.tree
    nouns = words("uttered") | words("such")
    noun = next((at for at in range(first, min(len(tree), first + OPENING)) if tree[at].lemma in nouns), -1)
    if noun < 0:
        return None
    verb = predicate(tree, noun)
    acting = next((found for at in subjects(tree, verb) if (found := source(sent, at))), None)
    return Said(acting or source_below(sent, noun))
