"""What surrounds an event's noun: the verbs of its taking place, its number, its level."""

import re
from collections.abc import Iterator, Sequence

from kg.analysis import Tree
from kg.mentions.date_patterns import read_dates
from kg.mentions.event_phrases import ORDINAL, EventPhrase, is_roman
from kg.mentions.lexicon import event_words
from kg.mentions.tense import clause_tense, verb_tense
from kg.model import Span

ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
CLIMB = 2
TAIL = 6
WISH = 4
FIELD = 3
LEVELS = (
    ("plus", re.compile(r"\bплюс\b|аутрич|outreach", re.IGNORECASE)),
    ("ministers", re.compile(r"(?<!премьер-)министр|СМИД|глав\w* МИД", re.IGNORECASE)),
    ("governments", re.compile(r"правительств|межправ|премьер", re.IGNORECASE)),
    ("parliaments", re.compile(r"парламент|спикер|депутат", re.IGNORECASE)),
    ("secretaries", re.compile(r"секретар", re.IGNORECASE)),
    (
        "leaders",
        re.compile(
            r"саммит|глав\w* государств|лидер|президент|совет\w* коллективной безопасности"
            r"|высш\w+ .*\bсовет|европейск\w+ совет",
            re.IGNORECASE,
        ),
    ),
)
OFFICES = (
    (
        "parliament",
        re.compile(r"парламент|депутат|дум[уыеа]\b|рад[уыеа]\b|сейм|м[ае]жилис|меджлис|кнессет|бундестаг|кенеш"),
    ),
    ("president", re.compile(r"президент|главы государства")),
)
FOREIGN = "иностранный"


def event_verbs(tree: Tree, phrase: EventPhrase) -> Iterator[int]:
    """Yield the verbs that say that the event takes place: «пройдёт», «проведёт», «намеченный»."""
    words = event_words()
    above = tree.head(phrase.head)
    subject = phrase.head
    for _ in range(CLIMB):
        if above < 0 or not (tree[above].lemma in ("раунд", "этап", "тур") or _lists(tree, subject, above)):
            break
        subject, above = above, tree.head(above)  # «второй раунд переговоров пройдёт»
    found: list[int] = []
    if above >= 0 and _happens(tree, above) and tree.related(subject, "nsubj"):
        found.append(above)
    elif phrase.stop < len(tree) and tree[phrase.stop].lemma in words["happen"]:
        found.append(phrase.stop)  # the parser may hang «саммит … завершился» elsewhere after a colon
    elif above >= 0 and tree[above].lemma in words["hold"] and not tree.preposition(phrase.head):
        found.append(above)
    either = (*words["happen"], *words["hold"])
    after = phrase.stop + 1
    if after < len(tree) and tree[after].lemma in (*words["happen"], *words["hold"]) and tree[phrase.stop].text == ",":
        found.append(after)  # «саммит, проведённый в Санье»
    clauses = tree.children(phrase.head, "acl")
    found += [child for child in clauses if child not in found and tree[child].lemma in either]
    found += [verb for verb in _relative_verbs(tree, phrase) if verb not in found]
    found += [] if found else _promised(tree, above)
    for verb in found:
        yield verb
        for other in tree.children(verb, "conj"):
            if tree[other].lemma in words["happen"] and not tree.children(other, "nsubj"):
                yield other


def _relative_verbs(tree: Tree, phrase: EventPhrase) -> list[int]:
    """Return the verb of «саммит в Астане, который завершился вчера», though the parser may hang it on the city.

    Nothing but places and dates stands before the comma; a verb of holding has «который» as its object.
    """
    words = event_words()
    comma = next((at for at in range(phrase.stop, min(phrase.stop + TAIL, len(tree) - 1)) if tree[at].text == ","), -1)
    if comma < 0 or any(tree[at].upos == "VERB" for at in range(phrase.stop, comma)):
        return []
    pronoun = comma + 1
    if tree[pronoun].lemma != "который" or not _may_agree(tree, pronoun, phrase.head):
        return []
    verb = tree.head(pronoun)
    if verb <= pronoun:
        return []
    lemma = tree[verb].lemma
    if tree.related(pronoun, "nsubj"):
        agrees = _may_agree(tree, verb, phrase.head)
        return [verb] if agrees and lemma in (*words["happen"], *words["begin"], *words["end"]) else []
    return [verb] if lemma in words["hold"] and tree.related(pronoun, "obj") else []


def _may_agree(tree: Tree, index: int, head: int) -> bool:
    """Return whether a word has the gender and the number of a noun as far as both show them."""
    pairs = [(tree[index].feat(name), tree[head].feat(name)) for name in ("Gender", "Number")]
    return all(not own or not wanted or own == wanted for own, wanted in pairs)


def _happens(tree: Tree, verb: int) -> bool:
    """Return whether a verb means that its subject takes place: «прошёл», «начал работу», «продолжает работу»."""
    words = event_words()
    return tree[verb].lemma in words["happen"] or (
        tree[verb].lemma in words["go_on"]
        and any(tree[child].lemma == "работа" for child in tree.children(verb, "obj"))
    )


def _promised(tree: Tree, above: int) -> list[int]:
    """Return the verbs of «саммит обещают провести»: the infinitive of taking place and what announces it."""
    words = event_words()
    either = (*words["happen"], *words["hold"])
    if above < 0 or tree[above].upos not in ("VERB", "ADJ"):
        return []
    verbs = [
        child for child in tree.children(above) if tree[child].lemma in either and tree.related(child, "xcomp", "csubj")
    ]
    verbs = [verb for verb in verbs if not tree.children(verb, "obj")]
    return [*verbs, above] if verbs else []


def told_by(tree: Tree, phrase: EventPhrase) -> Iterator[int]:
    """Yield the verb over «хозяином встречи»: when it happens, the event goes on."""
    above = tree.head(phrase.head)
    if above >= 0 and tree[above].lemma in event_words()["people_around"]:
        verb = tree.head(above)
        if verb >= 0 and tree[verb].upos == "VERB":
            yield verb


def _lists(tree: Tree, index: int, above: int) -> bool:
    """Return whether an event is one of several that share a verb: «примет две встречи: саммит БРИКС и саммит ШОС»."""
    is_event = tree[above].upos == "NOUN" and tree[above].lemma in event_words()["heads"]
    return is_event and tree.related(index, "conj", "appos", "parataxis")


def month_of(tree: Tree, phrase: EventPhrase) -> str:
    """Return the number of the month that an attribute names («декабрьская встреча» → "12"), or ""."""
    for index in range(phrase.start, phrase.head):
        read = read_dates(tree[index].text.lower())
        month = read[0].month if read and read[0].kind == "month" else None
        if month:
            return f"{month:02}"
    return ""


def hosts(tree: Tree, top: int, verbs: Sequence[int]) -> bool:
    """Return whether a place is the subject that holds the event: «Ашхабад примет саммит»."""
    hold = event_words()["hold"]
    return top >= 0 and tree.related(top, "nsubj") and tree.head(top) in verbs and tree[tree.head(top)].lemma in hold


def goes(tree: Tree, top: int) -> bool:
    """Return whether a place is where somebody goes: «ездил в Казань на саммит»."""
    return tree.preposition(top) in ("в", "во", "на") and tree[top].feat("Case") == "Acc"


def ordinal_of(tree: Tree, phrase: EventPhrase) -> int | None:
    """Return the number of the event in its series («38-й», «IV», «второй»), or None."""
    for index in range(phrase.start, phrase.head):
        token = tree[index]
        if tree[index + 1].upos == "ADP":
            return None  # «первый за три года саммит»
        match = ORDINAL.fullmatch(token.text)
        if match:
            return int(match[1])
        if is_roman(token.text):
            return _roman(token.text.replace("Х", "X").replace("І", "I"))
        if token.lemma in event_words()["ordinals"]:
            return int(event_words()["ordinals"][token.lemma]) + _tens(tree, index - 1)
    return None


def _tens(tree: Tree, index: int) -> int:
    """Return 20 for the first word of «двадцать четвёртый», 0 where no such word stands."""
    tens: dict[str, int] = event_words()["tens"]
    return tens.get(tree[index].text.lower(), 0) if index >= 0 else 0


def _roman(text: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in text]
    return sum(-value if any(value < after for after in values[at + 1 :]) else value for at, value in enumerate(values))


def shift_of(tree: Tree, phrase: EventPhrase) -> str:
    """Return "next" or "previous" for an event that is counted from another one, else an empty string."""
    lemmas = {tree[index].lemma for index in range(phrase.start, phrase.head)}
    if lemmas & set(event_words()["another"]) and _lies_ahead(tree, phrase):
        return "next"  # «очередной саммит намечен на осень»
    return next((name for name in ("next", "previous") if lemmas & set(event_words()[name])), "")


def _lies_ahead(tree: Tree, phrase: EventPhrase) -> bool:
    before = range(max(phrase.start - WISH, 0), phrase.start)
    return clause_tense(tree, phrase.head) == "future" or any(tree[index].lemma == "чтобы" for index in before)


def level_of(text: str) -> str:
    """Return who meets as the words tell: "leaders", "ministers", … or an empty string."""
    return next((name for name, pattern in LEVELS if pattern.search(text)), "")


def portfolio_of(tree: Tree, head: int, span: Span) -> str:
    """Return which ministers meet as the lemma of their field («министров обороны» → "оборона"), or "".

    «Глав МИД», «СМИД» and «министров иностранных дел» are one field.
    """
    inside = [index for index in tree.inside(span) if index >= head] or [head]
    near = range(inside[0], min(inside[-1] + FIELD, len(tree)))
    lemmas = [tree[index].lemma for index in near]
    if any(lemma in ("мид", "смид") for lemma in lemmas):
        return FOREIGN
    for at, lemma in enumerate(lemmas[:-1]):
        if lemma == "министр" and tree[near[at + 1]].feat("Case") == "Gen":
            return lemmas[at + 1]
    return ""


def scope_of(tree: Tree, phrase: EventPhrase, *, paired: bool) -> str:
    """Return what sets an event apart from the main one of its body: «деловой форум», «бизнес-форум», or "".

    Beside the summit of two sides (`paired`) an «экономический форум» is another event, while of a body or by
    itself it is the main one («Петербургский экономический форум»).
    """
    words = event_words()["scopes"] | (event_words()["pair_scopes"] if paired else {})
    first = tree[phrase.head].lemma.partition("-")[0]
    lemmas = [tree[index].lemma for index in range(phrase.start, phrase.head)]
    return next((words[lemma] for lemma in (*lemmas, first) if lemma in words), "")


def office_of(text: str) -> str:
    """Return who is elected as the words tell: "parliament", "president" or an empty string."""
    return next((name for name, pattern in OFFICES if pattern.search(text)), "")


def phase_of(tree: Tree, verb: int) -> str:
    """Return when an event is as its verb tells: one that opened, or that will close, goes on."""
    time = verb_tense(tree, verb)
    lemma = tree[verb].lemma
    goes_on = (time == "past" and lemma in event_words()["begin"]) or (
        time == "future" and lemma in event_words()["end"]
    )
    return "present" if goes_on else time


def is_end(tree: Tree, verb: int) -> bool:
    """Return whether a verb tells when an event ends: its date is no first day («завтра саммит завершится»)."""
    return tree[verb].lemma in event_words()["end"]
