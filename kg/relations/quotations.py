"""Quotations of an article and whose words they are: «…», — сказал X; X: «…»; «…, — сказал X. — …».

A quotation ends at its closing mark, over however many sentences; what stands after it is the article's own again.
Titles in quotation marks («Единая Россия») are none: a quotation has a finite verb.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kg.analysis import Tree
from kg.model import Link, Span
from kg.relations.asides import DASHES
from kg.relations.modality import words
from kg.relations.saying import Said, source, speech_verbs
from kg.relations.sources import last_speaker, source_noun, speaker_of
from kg.relations.tellers import of_such, source_below
from kg.relations.view import DocumentView, SentenceView

MARKS = {"«": "»", "“": "”", "„": "“”"}
LONGEST = 2000
"""Code points after which an opening mark without its pair opened nothing."""
GAP = 4
"""Tokens between a closing mark and its verb of saying: «…», — тут же сказал X."""
LEAD_IN = 14


class Quotation(NamedTuple):
    """A range of the content with the marks, and who says it; `said` is None where the text does not tell."""

    span: Span
    said: Said | None


def quoted_by(sent: SentenceView, token: int) -> Said | None:
    """Return who says the innermost quotation around a word, None outside of all of them and where nobody tells."""
    at = sent.tree[token].span.start
    around = [q for q in quotations(sent.doc) if q.span.start < at < q.span.stop and q.said is not None]
    return min(around, key=lambda q: q.span.length).said if around else None


def is_quoted(sent: SentenceView, token: int) -> bool:
    """Return whether a word stands in a quotation, whoever says it."""
    at = sent.tree[token].span.start
    return any(q.span.start < at < q.span.stop for q in quotations(sent.doc))


def quotations(doc: DocumentView) -> tuple[Quotation, ...]:
    """Return the quotations of a document in text order."""
    return doc.sentences[0].once(_quotations) if doc.sentences else ()


def _quotations(first: SentenceView) -> tuple[Quotation, ...]:
    doc = first.doc
    ranges = tuple(span for span in _ranges(doc.document.content) if _speaks(doc, span))
    return tuple(Quotation(span, _said(doc, span)) for span in ranges)


def _ranges(text: str) -> Iterator[Span]:
    """Yield the ranges between paired marks in text order; straight marks pair by the space before them."""
    found: list[Span] = []
    opened: list[tuple[int, str]] = []
    for at, sign in enumerate(text):
        if sign == '"':
            opens = at == 0 or text[at - 1].isspace() or text[at - 1] in "(«—"
            sign = "“" if opens else "”"
        while opened and at - opened[-1][0] > LONGEST:
            opened.pop()
        if opened and sign in opened[-1][1]:
            found.append(Span(opened.pop()[0], at + 1))
        elif sign in MARKS and not (opened and _goes_on(text, at)):
            opened.append((at, MARKS[sign]))
    yield from sorted(found)


def _goes_on(text: str, at: int) -> bool:
    """Return whether a mark opens the next paragraph of an open quotation, which closes once at its end."""
    before = text[:at].rstrip(" ")[-1:]
    return before in ("\n", ".", "!", "?", "…")


def _speaks(doc: DocumentView, span: Span) -> bool:
    """Return whether a range is somebody's words: it has a finite verb or several words with a predicate."""
    return any(
        sent.tree[at].feat("VerbForm") == "Fin" or sent.tree[at].feat("Variant") == "Short"
        for sent in _touched(doc, span)
        for at in sent.tree.inside(span)
    )


def _touched(doc: DocumentView, span: Span) -> list[SentenceView]:
    return [sent for sent in doc.sentences if sent.sentence.span.overlaps(span)]


def _said(doc: DocumentView, span: Span) -> Said | None:
    touched = _touched(doc, span)
    return (
        _after(touched[-1], span.stop)
        or next((said for sent in touched if (said := _inside(sent, span))), None)
        or _before(touched[0], span.start)
        or _alone(touched[0], span)
    )


def _after(sent: SentenceView, stop: int) -> Said | None:
    """Return the speaker that follows the closing mark: «…», — сказал X, also where a new sentence begins there."""
    tree = sent.tree
    rest = [at for at in range(len(tree)) if tree[at].span.start >= stop]
    if not [at for at in rest if tree[at].upos != "PUNCT"]:
        following = sent.next
        if following is None or not len(following.tree) or following.tree[0].text not in DASHES:
            return None
        sent, tree, rest = following, following.tree, list(range(len(following.tree)))
    signs = [tree[at].text for at in rest[:GAP] if tree[at].upos == "PUNCT"]
    if not signs or signs[0] not in (",", *DASHES):
        return None
    verb = next((at for at in speech_verbs(tree) if rest[0] <= at <= rest[0] + GAP), None)
    verb = _so_said(tree, rest) if verb is None else verb
    if verb is not None:
        return Said(speaker_of(sent, verb))
    told = [at for at in rest if tree[at].upos != "PUNCT"][:2]
    if any(tree[at].lemma == "такой" for at in told):
        return of_such(sent, told[0])  # «…» — такими словами, с таким упрёком
    noun = next((said for at in rest[: 2 * GAP] if (said := source_noun(sent, at))), None)
    return noun or _named_at_end(sent, rest)


def _so_said(tree: Tree, rest: list[int]) -> int | None:
    """Return the verb of saying behind «так» and a name: «…» — так Хосе Мулино отозвался о докладе."""
    spoken = [at for at in rest if tree[at].upos != "PUNCT"]
    if not spoken or tree[spoken[0]].lemma != "так":
        return None
    stop = next((at for at in rest if at > spoken[0] and tree[at].upos == "PUNCT"), len(tree))
    return next((at for at in speech_verbs(tree) if spoken[0] < at < stop), None)


def _named_at_end(sent: SentenceView, rest: list[int]) -> Said | None:
    """Return the name that a headline puts behind the quotation: «…» — Песков."""
    named = [at for at in rest if sent.tree[at].upos != "PUNCT"]
    if not named or any(sent.tree[at].feat("VerbForm") == "Fin" for at in named):
        return None
    found = source(sent, next((at for at in named if sent.tree.head(at) not in named), named[0]))
    return Said(found) if found else None


def _inside(sent: SentenceView, span: Span) -> Said | None:
    """Return the speaker whose words break the quotation: «Завтра, — уточнил X, — мы приедем»."""
    tree = sent.tree
    for verb in speech_verbs(tree):
        dashed = verb > 0 and tree[verb - 1].text in DASHES and span.contains(tree[verb].span)
        if dashed and any(sign in (",", ".", "!", "?", "…") for sign in (token.text for token in tree.tokens[:verb])):
            return Said(speaker_of(sent, verb))
    return None


def _before(sent: SentenceView, start: int) -> Said | None:
    """Return the speaker that leads in the quotation: X ответил: «…», X заявил, что «…», по словам X, «…»."""
    tree = sent.tree
    lead = [at for at in range(len(tree)) if tree[at].span.start < start]
    for at in reversed(lead[-LEAD_IN:]):
        if tree[at].upos == "VERB" and at in speech_verbs(tree):
            return Said(speaker_of(sent, at))
        noun = source_noun(sent, at)
        if noun:
            return noun
    if lead and tree[lead[-1]].text == ":":
        papers = (at for at in lead if tree[at].lemma in words("uttered") | words("speaking_papers"))
        own = next((found for at in papers if tree.related(at, "nsubj") and (found := source_below(sent, at))), None)
        if own:  # «ответ Захаровой был краток: «…»»
            return Said(own)
        verb = next((at for at in reversed(lead) if tree[at].upos == "VERB" and tree[at].feat("VerbForm") == "Fin"), -1)
        if verb >= 0:  # «поздравил пару: «Очень рад»»
            return Said(speaker_of(sent, verb))
        named: Link | None = source(sent, next((at for at in lead if tree.head(at) not in lead), lead[0]))
        return Said(named) if named else None
    return None


def _alone(sent: SentenceView, span: Span) -> Said | None:
    """Return who spoke before a quotation that makes sentences of its own."""
    if sent.text[:1] and sent.sentence.span.start == span.start:
        found = last_speaker(sent)
        return Said(found) if found else None
    return None
