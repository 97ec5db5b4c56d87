"""Who says what a sentence says: «по словам Пескова», «сообщил МИД», «…», — сказал премьер.

The nearest source wins, so that nested speech keeps the inner speaker; a pronoun («по его словам»,
«он добавил») and a quotation that runs on take the speaker of the sentence before.
"""

from kg.analysis import Tree, remembered
from kg.model import Link
from kg.relations.arguments import actors
from kg.relations.clause import subjects
from kg.relations.modality import words
from kg.relations.view import SentenceView

SOURCE_NOUNS = frozenset(
    "слово данные данный дать информация мнение сообщение оценка утверждение версия заявление сведение".split()
)
SOURCES = ("Person", "Organization", "Authority", "Company", "Outlet", "Country", "Party")
SPOKEN = ("ccomp", "parataxis", "conj", "obj", "xcomp", "advcl", "obl")
HEADLINE_WORDS = 7
NEAR = 8
THIRD_PERSON = frozenset({"он", "она", "они", "его", "её", "ее", "их"})
OPEN, CLOSE = "«“„", "»”"
BACKWARD_SENTENCES = 6


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
    link = _governing(sent, start) or _framing(sent, start) or _headline(sent, start)
    if link is None and _is_open_quotation(sent):
        link = _last_speaker(sent)
    link = link or _told_after(sent)
    return link.entity if link else None


def _governing(sent: SentenceView, start: int) -> Link | None:
    """Return the source that governs the claim, the innermost first."""
    tree = sent.tree
    path = (start, *tree.ancestors(start))
    for below, verb in zip(path, (*path[1:], -1), strict=True):
        named = _named_source(sent, below) or _child_source(sent, below, start)
        if named:
            return named
        if verb >= 0 and is_speech(tree, verb) and tree.related(below, *SPOKEN):
            inner = _between(sent, verb, start)
            direct = tree.related(below, "ccomp", "parataxis") or _quoted(sent, start)
            return inner or (_speaker_of(sent, verb) if direct else None)
    return None


def _child_source(sent: SentenceView, below: int, start: int) -> Link | None:
    """Return the speaker of a verb of saying that hangs on the claim: «…, сообщил МИД», «Как отметил X, …»."""
    tree = sent.tree
    for child in tree.children(below, "parataxis", "conj", "ccomp", "advcl"):
        if child != start and is_speech(tree, child) and (_closes_quote_or_comma(tree, child) or _is_as(tree, child)):
            return _speaker_of(sent, child)
    return None


def _is_as(tree: Tree, verb: int) -> bool:
    """Return whether «как» opens the clause: «Как отметил Лавров, …»."""
    return verb > 0 and tree[verb - 1].lemma == "как"


def _between(sent: SentenceView, verb: int, start: int) -> Link | None:
    """Return the inner source of «сообщил, что, по словам X, …»."""
    for index in range(verb + 1, start):
        found = _source_noun(sent, index)
        if found:
            return found
    return None


def is_speech(tree: Tree, index: int) -> bool:
    """Return whether a word is a verb of saying."""
    return index in speech_verbs(tree)


@remembered
def speech_verbs(tree: Tree) -> tuple[int, ...]:
    """Return the verbs of saying in text order."""
    saying = words("reporting") | words("speaking")
    return tuple(at for at, token in enumerate(tree.tokens) if token.upos == "VERB" and token.lemma in saying)


def _framing(sent: SentenceView, start: int) -> Link | None:
    """Return the subject of a verb of saying beside the claim: «…, сообщил МИД», «Как сообщил X, …»."""
    tree = sent.tree
    saying = speech_verbs(tree)
    path = (start, *tree.ancestors(start)) if saying else ()
    for index in saying:
        after = index > start and _closes_quote_or_comma(tree, index)
        free = tree.head(index) < 0 or tree.related(index, "parataxis", "conj")
        before = index < start and (_is_as(tree, index) or _opens_with_colon(tree, index))
        if index not in path and ((after and free) or before):
            return _speaker_of(sent, index)
    return None


def _opens_with_colon(tree: Tree, verb: int) -> bool:
    """Return whether a colon follows the verb of saying: «Новак напомнил: король приедет»."""
    return verb + 1 < len(tree) and tree[verb + 1].text == ":"


def _headline(sent: SentenceView, start: int) -> Link | None:
    """Return who stands before the colon of a headline: «Ушаков: Путин приедет в Минск»."""
    tree = sent.tree
    colon = next((i for i, token in enumerate(tree.tokens[:HEADLINE_WORDS]) if token.text == ":"), None)
    if colon is None or start < colon:
        return None
    links = [link for link in sent.mentions(*SOURCES) if tree.inside(link.mention.span) == tuple(range(colon))]
    return links[0] if links else None


def _told_after(sent: SentenceView) -> Link | None:
    """Return who is named in the sentence after: «Об этом сообщил Песков»."""
    following = sent.next
    if following is None or following.text.split()[:2] not in (["Об", "этом"], ["Это", "сообщил"]):
        return None
    verb = next(iter(speech_verbs(following.tree)), None)
    return _speaker_of(following, verb) if verb is not None else None


def _closes_quote_or_comma(tree: Tree, verb: int) -> bool:
    """Return whether a comma or a dash stands right before the verb: «…», — сказал X; …, сообщил X."""
    return verb > 0 and tree[verb - 1].text in (",", "—", "–", "-", "»", '"')


def _quoted(sent: SentenceView, start: int) -> bool:
    before = "".join(token.text for token in sent.tree.tokens[:start])
    return sum(before.count(sign) for sign in OPEN) > sum(before.count(sign) for sign in CLOSE)


def _speaker_of(sent: SentenceView, verb: int) -> Link | None:
    tree = sent.tree
    own = subjects(tree, verb)
    for subject in own:
        if tree[subject].lemma in THIRD_PERSON:
            return _last_speaker(sent)
        found = _source(sent, subject)
        if found:
            return found
    if own:
        return None
    if tree[verb].feat("Number") == "Plur" or tree[verb].lemma == "говориться":
        return _place_source(sent, verb)
    following = [link for link in sent.mentions("Person") if 0 < sent.head(link) - verb <= NEAR]
    if following:
        return following[0]
    return _last_speaker(sent) if verb == 0 else None


def _source(sent: SentenceView, noun: int) -> Link | None:
    """Return the person of a phrase, else the body or country that its head names: «МИД России» is the ministry."""
    people = [link for link in actors(sent, noun) if sent.doc.entities[link.entity].type == "Person"]
    if people:
        return people[0]
    return sent.headed_by(noun, *SOURCES) or next(iter(actors(sent, noun)), None)


def _place_source(sent: SentenceView, verb: int) -> Link | None:
    """Return the body of «В Кремле заявили», «говорится в сообщении МИД»."""
    tree = sent.tree
    for child in tree.children(verb, "obl"):
        if tree.preposition(child) in ("в", "во", "на"):
            for token in (child, *tree.children(child, "nmod")):
                found = sent.headed_by(token, *SOURCES)
                if found:
                    return found
    return None


@remembered
def _named_source(sent: SentenceView, at: int) -> Link | None:
    """Return whom «по словам X» below a word names."""
    for child in sent.tree.children(at):
        found = _source_noun(sent, child)
        if found:
            return found
    return None


@remembered
def _source_noun(sent: SentenceView, noun: int) -> Link | None:
    """Return whom «по словам X», «по его словам», «согласно X» names at its noun."""
    tree = sent.tree
    if tree.preposition(noun) == "согласно":
        return _source(sent, noun)
    if tree[noun].lemma not in SOURCE_NOUNS or tree.preposition(noun) != "по":
        return None
    if any(tree[token].text.lower() in THIRD_PERSON for token in tree.subtree(noun)):
        return _last_speaker(sent)
    return next((found for child in tree.children(noun, "nmod") if (found := _source(sent, child))), None)


def _last_speaker(sent: SentenceView) -> Link | None:
    """Return whoever spoke last before this sentence, or the last person who was a subject there."""
    earlier = sent.previous
    for _ in range(BACKWARD_SENTENCES):
        if earlier is None:
            return None
        found = _speaker_in(earlier)
        if found:
            return found
        earlier = earlier.previous
    return None


@remembered
def _speaker_in(sent: SentenceView) -> Link | None:
    """Return the last source of a sentence, else the first person that it names."""
    tree = sent.tree
    for index in reversed(range(len(tree))):
        named = _source_noun(sent, index)
        if named:
            return named
        if is_speech(tree, index):
            for subject in subjects(tree, index):
                found = _source(sent, subject) if tree[subject].lemma not in THIRD_PERSON else None
                if found:
                    return found
    people = sent.mentions("Person")
    return people[0] if people and not _is_open_quotation(sent) else None


def _is_open_quotation(sent: SentenceView) -> bool:
    """Return whether the sentence begins inside a quotation that an earlier sentence opened, or is all quotation."""
    depth = 0
    for other in sent.doc.sentences[max(0, sent.index - BACKWARD_SENTENCES) : sent.index]:
        depth = max(depth + _left_open(other), 0)
    whole = sent.text[:1] in OPEN and sent.text.rstrip(".!?…")[-1:] in CLOSE
    return depth > 0 or whole


@remembered
def _left_open(sent: SentenceView) -> int:
    """Return how many more quotations a sentence opens than it closes."""
    return sum(sent.text.count(sign) for sign in OPEN) - sum(sent.text.count(sign) for sign in CLOSE)
