"""Who says what a sentence says: «по словам Пескова», «сообщил МИД», «…», — сказал премьер.

The nearest source wins, so that nested speech keeps the inner speaker; a pronoun («по его словам»,
«он добавил») and a quotation that runs on take the speaker of the sentence before.
"""

from kg.analysis import Tree
from kg.model import Link
from kg.relations.arguments import actors
from kg.relations.clause import subjects
from kg.relations.modality import words
from kg.relations.view import SentenceView

SOURCE_NOUNS = {
    "слово": "по", "данные": "по", "информация": "по", "мнение": "по", "сообщение": "по", "оценка": "по",
    "утверждение": "по", "версия": "по", "заявление": "по", "сведение": "по", "выражение": "по", "дать": "по",
    "данный": "по",
}  # fmt: skip
THIRD_PERSON = frozenset({"он", "она", "они", "его", "её", "ее", "их"})
OPEN, CLOSE = "«“„", "»”"
BACKWARD_SENTENCES = 6


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
    link = _in_sentence(sent, start)
    if link is None and _is_open_quotation(sent):
        link = _last_speaker(sent)
    return link.entity if link else None


def _in_sentence(sent: SentenceView, start: int) -> Link | None:
    """Return the source that governs the claim, the innermost first, else one that frames the sentence."""
    tree = sent.tree
    path = [start, *tree.ancestors(start)]
    for below, verb in zip(path, path[1:], strict=False):
        if is_speech(tree, verb) and tree.related(below, "ccomp", "parataxis", "conj", "obj", "xcomp", "advcl", "obl"):
            return (
                _speaker_of(sent, verb) if tree.related(below, "ccomp", "parataxis") or _quoted(sent, start) else None
            )
        named = _named_source(sent, below)
        if named:
            return named
        for child in tree.children(below, "parataxis", "conj", "ccomp"):
            if child != start and is_speech(tree, child) and _closes_quote_or_comma(tree, child):
                return _speaker_of(sent, child)
    named = _named_source(sent, path[-1])
    return named or _framing(sent, start, path)


def is_speech(tree: Tree, index: int) -> bool:
    """Return whether a word is a verb of saying."""
    return tree[index].upos == "VERB" and tree[index].lemma in words("reporting") | words("speaking")


def _framing(sent: SentenceView, start: int, path: list[int]) -> Link | None:
    """Return the subject of a verb of saying that the parser left beside the claim: «…, сообщил МИД»."""
    tree = sent.tree
    for index in range(len(tree)):
        if index not in path and is_speech(tree, index) and index > start and _closes_quote_or_comma(tree, index):
            if tree.head(index) < 0 or tree.related(index, "parataxis", "conj"):
                return _speaker_of(sent, index)
    return None


def _closes_quote_or_comma(tree: Tree, verb: int) -> bool:
    """Return whether a comma or a dash stands right before the verb: «…», — сказал X; …, сообщил X."""
    return verb > 0 and tree[verb - 1].text in (",", "—", "–", "-", "»", '"')


def _quoted(sent: SentenceView, start: int) -> bool:
    before = "".join(token.text for token in sent.tree.tokens[:start])
    return sum(before.count(sign) for sign in OPEN) > sum(before.count(sign) for sign in CLOSE)


def _speaker_of(sent: SentenceView, verb: int) -> Link | None:
    for subject in subjects(sent.tree, verb):
        found = actors(sent, subject)
        if found:
            return found[0]
        if sent.tree[subject].lemma in THIRD_PERSON:
            return _last_speaker(sent)
    following = [link for link in sent.mentions("Person") if 0 < sent.head(link) - verb <= 8]
    has_subject = bool(subjects(sent.tree, verb))
    if following and not has_subject:
        return following[0]
    return (
        None
        if has_subject
        else _last_speaker(sent)
        if not sent.tree.children(verb, "nsubj") and _is_elliptic(sent, verb)
        else None
    )


def _is_elliptic(sent: SentenceView, verb: int) -> bool:
    """Return whether a verb of saying in the singular past has no subject at all: «Добавил, что…»."""
    token = sent.tree[verb]
    return verb == 0 and token.feat("Number") == "Sing"


def _named_source(sent: SentenceView, at: int) -> Link | None:
    """Return whom «по словам X» names on this word."""
    tree = sent.tree
    for child in tree.children(at):
        lemma = tree[child].lemma
        if lemma in SOURCE_NOUNS and tree.preposition(child) == "по":
            below = [token for token in tree.subtree(child) if token != child]
            if any(tree[token].text.lower() in THIRD_PERSON for token in below):
                return _last_speaker(sent)
            for noun in tree.children(child, "nmod"):
                found = actors(sent, noun)
                if found:
                    return found[0]
        if tree.preposition(child) == "согласно":
            found = actors(sent, child)
            if found:
                return found[0]
    return None


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


def _speaker_in(sent: SentenceView) -> Link | None:
    tree = sent.tree
    for index in reversed(range(len(tree))):
        named = _named_source(sent, index)
        if named:
            return named
        if is_speech(tree, index):
            for subject in subjects(tree, index):
                found = actors(sent, subject)
                if found:
                    return found[0]
    people = sent.mentions("Person")
    return people[0] if people and not _is_open_quotation(sent) else None


def _is_open_quotation(sent: SentenceView) -> bool:
    """Return whether the sentence begins inside a quotation that an earlier sentence opened, or is all quotation."""
    depth = 0
    for other in sent.doc.sentences[max(0, sent.index - BACKWARD_SENTENCES) : sent.index]:
        depth += sum(other.text.count(sign) for sign in OPEN) - sum(other.text.count(sign) for sign in CLOSE)
        depth = max(depth, 0)
    whole = sent.text[:1] in OPEN and sent.text.rstrip(".!?…")[-1:] in CLOSE
    return depth > 0 or whole
