"""Who says what a sentence says: «по словам Пескова», «сообщил МИД», «…», — сказал премьер.

The nearest source wins, so that nested speech keeps the inner speaker. The words that name a speaker are the
article's own: «…, объявил премьер Австралии Джон Говард» tells of Говард's office without a speaker.
"""

from kg.analysis import Tree, remembered
from kg.relations.asides import DASHES, covers, is_aside, is_divided
from kg.relations.clause import content_head, subjects
from kg.relations.modality import urges_to_say, words
from kg.relations.quotations import is_quoted, quoted_by
from kg.relations.saying import SPEAKERS, Said, is_first_person, is_speech, source, speech_verbs
from kg.relations.sources import source_noun, speaker_of
from kg.relations.tellers import of_such, source_below
from kg.relations.view import SentenceView

HEADLINE_WORDS = 7
NOMINALS = ("NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "DET", "ADP")
OPENING = 2
NEAR = 7  # tokens from «что» back to the noun that its clause completes
TOPICS = frozenset({"о", "об", "обо", "про", "насчёт", "насчет"})
BEFORE_AS = frozenset("то тот время так тогда между".split())  # «после того как», «в то время как»
OWN_WORDS = Said()
"""The article speaks itself: the claim belongs to the words that name a speaker."""


@remembered
def speaker_at(sent: SentenceView, anchor: int | None) -> str | None:
    """Return the entity that the text makes the speaker of the claim at the anchor, None for the outlet itself.

    Args:
        sent: The sentence.
        anchor: Index of the word that makes the claim; None is the root.
    """
    tree = sent.tree
    if not len(tree):
        return None
    start = anchor if anchor is not None else next((i for i, token in enumerate(tree.tokens) if token.head < 0), 0)
    said = _governing(sent, start) or quoted_by(sent, start)
    said = said or _framing(sent, start) or _headline(sent, start) or _led_in(sent)
    if said is None and not any(is_speech(tree, at) for at in _upwards(tree, start)):
        said = _told_after(sent)  # «Трамп заявил, что …» names Трамп in the article's own words
    return said.link.entity if said and said.link else None


def _governing(sent: SentenceView, start: int) -> Said | None:
    """Return the source that governs the claim, the innermost first."""
    tree = sent.tree
    path = _upwards(tree, start)
    for below, verb in zip(path, (*path[1:], -1), strict=True):
        named = _named_source(sent, below, path) or _told_beside(sent, below, path)
        if named:
            return named
        if verb >= 0 and _leaves_words(sent, start, verb):
            return OWN_WORDS
        paper = _told_by_paper(sent, below, verb) or _wished(sent, below, verb)
        if paper:
            return paper
        if verb < 0 or not is_speech(tree, verb):
            continue
        if _is_unsaid(tree, verb, start):
            return OWN_WORDS
        urged = tree[verb].feat("VerbForm") == "Inf" and urges_to_say(tree, tree.head(verb), verb)
        if urged or is_first_person(tree, verb):
            continue  # «Я уверен, что …», «надо признать, что …»: whoever is quoted
        if _is_content(sent, below, verb, start):
            return _between(sent, verb, start) or Said(speaker_of(sent, verb))
        if is_aside(tree, verb):
            return OWN_WORDS
    return OWN_WORDS if is_speech(tree, start) and is_aside(tree, start) else None


def _is_unsaid(tree: Tree, verb: int, start: int) -> bool:
    """Return whether a verb of saying is refused («отказался отвечать») or a clause of the claim («хотя X сказал»)."""
    above = tree.head(verb)
    refused = above >= 0 and tree[verb].feat("VerbForm") == "Inf" and tree[above].lemma in words("denying")
    return refused or (above == start and tree.related(verb, "advcl"))


def _upwards(tree: Tree, start: int) -> tuple[int, ...]:
    """Return a word and the words that govern it, a content clause governed by the verb before it."""
    path = [start]
    while (above := content_head(tree, path[-1])) >= 0 and above not in path:
        path.append(above)
    return tuple(path)


def _leaves_words(sent: SentenceView, start: int, above: int) -> bool:
    """Return whether the parser hung the words behind «, сказал X …» on the quotation before them."""
    if start < above or not is_quoted(sent, above) or is_quoted(sent, start):
        return False
    between = (verb for verb in speech_verbs(sent.tree) if above < verb < start)
    return any(is_aside(sent.tree, verb) and not covers(sent.tree, verb, start) for verb in between)


def _is_content(sent: SentenceView, below: int, verb: int, start: int) -> bool:
    """Return whether a word below a verb of saying belongs to what is said."""
    tree = sent.tree
    if tree.related(below, "ccomp"):
        return True
    if tree.related(below, "parataxis"):
        return not (is_speech(tree, below) and is_aside(tree, below))
    if tree.related(below, "xcomp"):
        return tree[below].feat("VerbForm") != "Inf" or tree[verb].lemma in words("appealing")
    titled = any(office.head == start for office in sent.offices)  # «объявил о визите премьера Чехии Новака»
    if tree.related(below, "obj", "obl", "nmod") and tree.preposition(below) in TOPICS:
        return tree[verb].lemma in words("topical") and not titled
    if tree.related(below, "obj") and tree[verb].lemma in words("affirming"):
        return not titled
    return tree.related(below, "conj", "advcl", "obj", "obl") and is_quoted(sent, start) and not is_quoted(sent, verb)


def _told_by_paper(sent: SentenceView, claim: int, noun: int) -> Said | None:
    """Return whose statement a clause completes: «заявление Ватикана о том, что …», «опубликовал заявление, что …»."""
    tree = sent.tree
    while noun >= 0 and tree[noun].lemma in ("то", "тот"):
        noun = tree.head(noun)
    mark = next((child for child in tree.children(claim, "mark") if tree[child].lemma == "что"), -1)
    if mark < 0 or not tree.related(claim, "acl", "ccomp"):
        return None
    if noun < 0 or tree[noun].lemma not in words("uttered"):
        noun = _paper_before(tree, mark)
    if noun < 0:
        return None
    verb = tree.head(noun)
    if verb >= 0 and is_speech(tree, verb) and tree[verb].lemma in words("topical") | words("affirming"):
        return None  # «Кремль опроверг сообщения о том, что …» is the Kremlin's denial
    for child in tree.children(noun, "nmod"):
        if tree[child].feat("Case") == "Gen" and tree.preposition(child) in ("", "от", "со"):
            return Said(source(sent, child))
    own = verb >= 0 and tree.related(noun, "obj", "obl") and tree[noun].feat("Number") == "Sing"
    return Said(next((found for at in subjects(tree, verb) if (found := source(sent, at))), None)) if own else None


def _paper_before(tree: Tree, mark: int) -> int:
    """Return the noun of saying that a clause completes wherever the parser hung it, -1 for none.

    «Угроза КНДР, что …», «обвинение со стороны Пакистана в том, что …».
    """
    for at in range(mark - 1, max(-1, mark - 1 - NEAR), -1):
        if tree[at].upos == "VERB" or (tree[at].upos == "PUNCT" and at != mark - 1):
            return -1
        if tree[at].lemma in words("uttered"):
            return at
    return -1


def _wished(sent: SentenceView, wish: int, noun: int) -> Said | None:
    """Return whose wish or promise an infinitive completes: «выразил желание посетить», «обещание X снять вето»."""
    tree = sent.tree
    if noun < 0 or tree[wish].feat("VerbForm") != "Inf" or tree[noun].lemma not in words("wished"):
        return None
    for child in tree.children(noun, "nmod"):
        if tree[child].feat("Case") == "Gen" and not tree.preposition(child):
            return Said(source(sent, child))
    verb = tree.head(noun)
    return Said(speaker_of(sent, verb)) if verb >= 0 and is_speech(tree, verb) and not is_aside(tree, verb) else None


def _named_source(sent: SentenceView, at: int, path: tuple[int, ...]) -> Said | None:
    """Return whom «по словам X» below a word names; its own words are not what X says."""
    tree = sent.tree
    children = (child for child in tree.children(at) if child not in path and _reaches(tree, child, path[0]))
    return next((said for child in children if (said := source_noun(sent, child))), None)


def _reaches(tree: Tree, noun: int, claim: int) -> bool:
    """Return whether a source holds for a claim: at the sentence's start for all of it, else up to a semicolon."""
    return noun <= OPENING or not is_divided(tree, noun, claim)


def _told_beside(sent: SentenceView, below: int, path: tuple[int, ...]) -> Said | None:
    """Return the speaker of a verb of saying that hangs on the claim: «…, сообщил МИД», «Как отметил X, …»."""
    tree = sent.tree
    for child in tree.children(below, "parataxis", "conj", "ccomp", "advcl"):
        if child not in path and is_speech(tree, child) and (covers(tree, child, path[0]) or _is_as(tree, child)):
            return Said(speaker_of(sent, child))
    return None


def _is_as(tree: Tree, verb: int) -> bool:
    """Return whether «как» opens the clause: «Как отметил Лавров, …», not «после того как Лавров отметил».

    «Как и обещал Милей, министерство закрыли» is the article's own report.
    """
    if tree[verb - 1].text == "и":
        return False
    opening = next((at for at in (verb - 1, verb - 2) if at >= 0 and tree[at].lemma == "как"), -1)
    return opening == 0 or (opening > 0 and tree[opening - 1].lemma not in BEFORE_AS)


def _between(sent: SentenceView, verb: int, start: int) -> Said | None:
    """Return the inner source of «сообщил, что, по словам X, …»."""
    found = (source_noun(sent, index) for index in range(verb + 1, start) if index not in sent.tree.subtree(start))
    return next((said for said in found if said), None)


def _framing(sent: SentenceView, start: int) -> Said | None:
    """Return the subject of a verb of saying beside the claim: «…, сообщил МИД», «Как сообщил X, …»."""
    tree = sent.tree
    path = _upwards(tree, start)
    for index in speech_verbs(tree):
        if index in path:
            continue
        free = tree.head(index) < 0 or tree.related(index, "parataxis", "conj") or _is_inserted(tree, index)
        before = index < start and (_is_as(tree, index) or _opens_with_colon(tree, index))
        if (free and covers(tree, index, start)) or before or (index > start and _is_of_this(tree, index)):
            return Said(speaker_of(sent, index))
    return _source_apart(sent, path)


def _is_inserted(tree: Tree, verb: int) -> bool:
    """Return whether the parser hung «, заверила Жанна Ли,» on the noun before it as a relative clause."""
    return tree.related(verb, "acl") and tree[verb].feat("VerbForm") == "Fin" and not tree.children(verb, "mark")


def _is_of_this(tree: Tree, verb: int) -> bool:
    """Return whether a verb of saying speaks of what stands before: «Саммит отменён; об этом сказал премьер»."""
    if tree[verb].feat("VerbForm") != "Fin":
        return False
    return any(tree[child].lemma == "это" and tree.preposition(child) in TOPICS for child in tree.children(verb))


def _source_apart(sent: SentenceView, path: tuple[int, ...]) -> Said | None:
    """Return whom «по словам X» at the sentence's start or between signs names, wherever the parser hung it."""
    tree = sent.tree
    trusting = next((at for at in range(1, len(tree)) if _is_trusted(tree, at)), -1)
    if trusting >= 0 and _reaches(tree, trusting, path[0]):
        named = (source(sent, at) or source_below(sent, at) for at in tree.children(trusting))
        return Said(next((found for found in named if found), None))
    for noun in range(len(tree)):
        said = source_noun(sent, noun) if noun not in path else None
        apart = noun <= OPENING or tree[noun - 2].text == ","
        if said and apart and not _is_reported(tree, noun) and _reaches(tree, noun, path[0]):
            return said
    return None


def _is_trusted(tree: Tree, verb: int) -> bool:
    """Return whether «если» opens the words: «если верить X», «если судить по словам X»."""
    return tree[verb].lemma in words("trusting") and tree[verb - 1].lemma == "если"


def _is_reported(tree: Tree, noun: int) -> bool:
    """Return whether a source stands in what somebody reports: it speaks of no more than that."""
    return any(tree.related(at, "ccomp") for at in (noun, *tree.ancestors(noun)))


def _opens_with_colon(tree: Tree, verb: int) -> bool:
    """Return whether a colon follows the verb of saying: «Новак напомнил: король приедет»."""
    return [token.text for token in tree.tokens[verb + 1 : verb + 2]] == [":"]


def _headline(sent: SentenceView, start: int) -> Said | None:
    """Return who stands before the colon or behind the dash of a headline: «Ушаков: Путин приедет», «… — Орбан»."""
    tree = sent.tree
    colon = next((i for i, token in enumerate(tree.tokens[:HEADLINE_WORDS]) if token.text == ":"), None)
    if colon is not None:
        return _name_alone(sent, range(colon)) if start > colon else None
    dash = next((i for i in reversed(range(len(tree))) if tree[i].text in DASHES), None)
    if dash is None or start > dash or sent.text.rstrip().endswith("."):
        return None
    return _name_alone(sent, range(dash + 1, len(tree)))


def _name_alone(sent: SentenceView, place: range) -> Said | None:
    """Return the speaker whose name, with a title or without, fills a place of the sentence."""
    tree = sent.tree
    if not place or len(place) > HEADLINE_WORDS or any(tree[at].upos not in NOMINALS for at in place):
        return None
    named = [link for link in sent.mentions(*SPEAKERS) if tree.inside(link.mention.span)[-1:] == (place[-1],)]
    named = [link for link in named if tree.inside(link.mention.span)[0] >= place[0]]
    alone = [link for link in named if tree[sent.head(link)].feat("Case") in ("Nom", "", "Acc")]
    people = [link for link in alone if sent.entity(link).type == "Person"]
    whole = [link for link in alone if len(tree.inside(link.mention.span)) == len(place)]
    found = next(iter((*whole, *people)), None) or source(sent, place[0])
    return Said(found) if found else None


def _led_in(sent: SentenceView) -> Said | None:
    """Return who says a sentence that the one before leads in: «В Кремле сообщили:»."""
    before = sent.previous
    if before is None or not before.text.rstrip().endswith(":"):
        return None
    verbs = speech_verbs(before.tree)
    return Said(speaker_of(before, verbs[-1])) if verbs else None


def _told_after(sent: SentenceView) -> Said | None:
    """Return who is named in the sentence after: «Об этом сообщил Песков», «Такое заявление сделал Песков»."""
    following = sent.next
    if following is None:
        return None
    opening = [token.text.lower() for token in following.tree.tokens[:2]]
    verb = next(iter(speech_verbs(following.tree)), None)
    if "такой" in (token.lemma for token in following.tree.tokens[:2]):
        return of_such(following)
    if opening == ["об", "этом"] or (opening[:1] in (["это"], ["так"]) and verb == 1):
        return Said(speaker_of(following, verb)) if verb is not None else None
    return None
