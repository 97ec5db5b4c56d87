"""Turns in the chair read by the order of words, where the tree breaks or the chair is told otherwise.

«возглавить союз поручено Перу», «председательство в союзе — у Чили», «председательствующий в союзе премьер А»,
«под председательством Чили», «председателем союза станет Перу».
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Link
from kg.relations.chairing import GIVING, PASSING, TAKING, TURN, Turn, is_over, turning_body
from kg.relations.lists import country_at
from kg.relations.members import COPULAS
from kg.relations.modality import status_at
from kg.relations.turns import takes_turns
from kg.relations.view import SentenceView

POSTS = frozenset("пост место кресло должность функция обязанность полномочие роль".split())
CHARGED = ("предсто", "поручен", "поручил", "доверен", "доверил", "выпал", "надлеж")
LEADING = frozenset("возглавить возглавлять вести руководить председательствовать".split())
CHOSEN = COPULAS | frozenset("избрать избирать выбрать назначить утвердить".split())
BREAKS = frozenset({";", ":", "(", ")", "«", "»"})
LINKS = frozenset("который где что чтобы когда но однако".split())
REACH = 14
OPENERS = LEADING | {TURN, "председатель"}


def chair_words(sent: SentenceView) -> Iterator[Turn]:
    """Yield the turns that the order of words gives."""
    words = sent.tree.lemmas
    if words.isdisjoint(OPENERS) and not any("председательствующ" in token.text.lower() for token in sent.tree.tokens):
        return
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma == TURN or _is_post(sent, index):
            yield from _under(sent, index)
            yield from _passed(sent, index)
        elif token.lemma == "председатель" and token.feat("Case") == "Ins":
            yield from _chosen(sent, index)
        elif token.text.lower().startswith("председательствующ"):
            yield from _presiding(sent, index)
        elif token.lemma in LEADING and token.feat("VerbForm") == "Inf":
            yield from _charged(sent, index)


def _is_post(sent: SentenceView, index: int) -> bool:
    """Return whether a chairman's post is named: «пост председателя союза»."""
    return index > 0 and sent.tree[index].lemma == "председатель" and sent.tree[index - 1].lemma in POSTS


def clause(sent: SentenceView, at: int) -> range:
    """Return the tokens around one up to a sign or a word that begins another clause."""
    start, stop = at, at + 1
    while start > 0 and at - start < REACH and not _ends(sent, start - 1):
        start -= 1
    while stop < len(sent.tree) and stop - at <= REACH and not _ends(sent, stop):
        stop += 1
    return range(start, stop)


def _ends(sent: SentenceView, at: int) -> bool:
    following = sent.tree[at + 1].lemma if at + 1 < len(sent.tree) else ""
    text = sent.tree[at].text
    return text in BREAKS or (text == "," and following in LINKS)


def _body(sent: SentenceView, at: int, tokens: range) -> Link | None:
    """Return the organization right after the word, else the one the sentence is about."""
    for index in range(at + 1, min(at + 6, tokens.stop)):
        body = sent.at(index, "Organization")
        if body is not None:
            return body if sent.entity(body).reference else None
        if sent.tree[index].upos in ("VERB", "PUNCT"):
            break
    return turning_body(sent, at)


def power_at(sent: SentenceView, token: int) -> Link | None:
    """Return the country named at a token, also by its capital («переходит к Москве») where the text names it too."""
    country = country_at(sent, token)
    city = sent.at(token, "City") if country is None else None
    if city is None:
        return country
    ident = sent.doc.entities[city.entity].reference
    owner = sent.doc.reference.is_capital_of(ident) if ident else None
    named = next((entity.id for entity in sent.doc.of_type("Country") if owner and entity.reference == owner), None)
    return replace(city, entity=named) if named is not None else None


def _powers(sent: SentenceView, tokens: range, *cases: str) -> Iterator[tuple[int, Link]]:
    """Yield the countries in a case that no preposition leads in."""
    for index in tokens:
        link = power_at(sent, index)
        if link is not None and link.mention.form != "adjective" and not _led_in(sent, index):
            if sent.tree[index].feat("Case") in cases and sent.head(link) in (index, -1):
                yield index, link


def _led_in(sent: SentenceView, index: int) -> bool:
    return bool(index) and sent.tree[index - 1].upos == "ADP"


def _after(sent: SentenceView, tokens: range, *prepositions: str) -> Link | None:
    for index in tokens:
        if index and sent.tree[index - 1].text.lower() in prepositions:
            link = power_at(sent, index)
            if link is not None:
                return link
    return None


def _passed(sent: SentenceView, noun: int) -> Iterator[Turn]:
    """Yield who has or gets the chair: «перейдёт к А», «А передаёт Б», «— у А», «остаётся за А»."""
    tokens = clause(sent, noun)
    body = None if is_over(sent, noun) else _body(sent, noun, tokens)
    verbs = [index for index in tokens if sent.tree[index].upos == "VERB" or sent.tree[index].lemma in COPULAS]
    known = next((i for i in verbs if sent.tree[i].lemma in PASSING | GIVING | TAKING), -1)
    if body is None or (verbs and known < 0 and not any(sent.tree[i].lemma in COPULAS for i in verbs)):
        return
    anchor = known if known >= 0 else noun
    lemma, status = sent.tree[anchor].lemma, status_at(sent, anchor)
    if lemma in TAKING:
        for _, link in list(_powers(sent, tokens, "Nom"))[:1]:
            yield Turn(link, body, anchor, "chairs", status)
        return
    getter = _after(sent, tokens, "к", "ко") if lemma in PASSING else None
    if lemma in PASSING | GIVING and getter is None:
        getter = next((link for _, link in _powers(sent, tokens, "Dat")), None)
    if known < 0:
        getter = _after(sent, range(noun + 1, tokens.stop), "у", "за")
    if getter is not None:
        yield Turn(getter, body, anchor, "chairs", status)


def _under(sent: SentenceView, noun: int) -> Iterator[Turn]:
    """Yield «под председательством А» and «А, чьё председательство»."""
    before = sent.tree[noun - 1] if noun else None
    if before is None or sent.tree[noun].lemma != TURN:
        return
    holder = None
    if before.lemma == "чей" and noun > 2:
        holder = power_at(sent, noun - 3)
    elif before.text.lower() == "под" or (noun > 1 and sent.tree[noun - 2].text.lower() == "под"):
        adjective = sent.at(noun - 1, "Country")
        holder = adjective or power_at(sent, noun + 1)
    body = turning_body(sent, noun) if before.lemma != "чей" else _body(sent, noun, clause(sent, noun))
    if holder is not None and body is not None:
        yield Turn(holder, body, noun, "formerlyChaired" if is_over(sent, noun) else "chairs", "asserted")


def _chosen(sent: SentenceView, noun: int) -> Iterator[Turn]:
    """Yield «председателем союза станет Перу», «избрана Перу»: a country in the nominative and a verb of becoming."""
    tokens = clause(sent, noun)
    body = _body(sent, noun, tokens)
    verb = next((index for index in tokens if sent.tree[index].lemma in CHOSEN), -1)
    if body is None or verb < 0:
        return
    status = status_at(sent, verb)
    past = sent.tree[verb].lemma == "быть" and sent.tree[verb].feat("Tense") == "Past"
    for index, link in _powers(sent, tokens, "Nom"):
        if index != noun and status in ("asserted", "planned"):
            yield Turn(link, body, verb, "formerlyChaired" if past else "chairs", status)
            return


def _presiding(sent: SentenceView, word: int) -> Iterator[Turn]:
    """Yield «председательствующий в союзе премьер А», «председательствующей в союзе Чили»; not of a meeting."""
    at, body = word + 1, None
    if at + 1 < len(sent.tree) and sent.tree[at].text.lower() in ("в", "во", "на"):
        body = sent.at(at + 1, "Organization")
        if body is None:
            return
        at = sent.tree.inside(body.mention.span)[-1] + 1
    body = body or turning_body(sent, word)
    holder = _next_name(sent, at)
    if body is not None and holder is not None and takes_turns(sent.doc, body.entity):
        yield Turn(holder, body, word, "chairs", "asserted")


def _next_name(sent: SentenceView, at: int) -> Link | None:
    """Return the person or country that stands next, an office before the name stepped over."""
    office = next((o for o in sent.offices if o.first == at and not o.plural), None)
    at = office.stop if office is not None else at
    if at >= len(sent.tree):
        return None
    return sent.at(at, "Person") or country_at(sent, at)


def _charged(sent: SentenceView, verb: int) -> Iterator[Turn]:
    """Yield «Перу предстоит вести союз», «возглавить союз поручено Перу»: whom it falls to is in the dative."""
    tokens = clause(sent, verb)
    body = next((b for i in tokens if (b := sent.at(i, "Organization")) and takes_turns(sent.doc, b.entity)), None)
    modal = next((index for index in tokens if sent.tree[index].text.lower().startswith(CHARGED)), -1)
    if body is None or modal < 0 or status_at(sent, modal) not in ("asserted", "planned"):
        return
    for _, link in _powers(sent, tokens, "Dat", "Loc"):
        yield Turn(link, body, verb, "chairs", "planned")
        return
