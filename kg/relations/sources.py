"""Who can be the source of words, and where a sentence names it.

«Песков заявил», «сообщили в МИД», «по словам Пескова», «следует из заявления МИД», «со ссылкой на ТАСС»; a pronoun or a
bare calling («он добавил», «политик отметил») means whoever spoke or acted before.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kg.analysis import Tree, remembered
from kg.model import Link
from kg.relations.arguments import actors
from kg.relations.clause import subjects
from kg.relations.modality import words
from kg.relations.view import SentenceView

SPEAKERS = ("Person", "Organization", "Country")
"""What can speak: people, bodies and outlets, countries as powers; no document, event or place."""
GENDERS = {"он": "Masc", "его": "Masc", "она": "Fem", "её": "Fem", "ее": "Fem", "они": "", "их": ""}
GIVEN_BY = {"на": frozenset({"взгляд"}), "с": frozenset({"слово", "точка"}), "со": frozenset({"слово"})}
"""«на взгляд премьера», «с точки зрения банка», «со слов министра»; with «по» the nouns are in `modality.tsv`."""
PASSED = {"слово": ("с", "со", "из"), "ссылка": ("с", "со"), "заявление": ("из",), "сообщение": ("из",)}
"""«со слов министра», «со ссылкой на МИД», «следует из заявления МИД»."""
NEAR = 8
CLOSE = 3
BACKWARD_SENTENCES = 6


class Said(NamedTuple):
    """Whose words a claim is in; without a link it is the outlet's or somebody's whom nobody named."""

    link: Link | None = None


@remembered
def speech_verbs(tree: Tree) -> tuple[int, ...]:
    """Return the verbs of saying in text order; «следует из слов», «уверен, что» are such ones."""
    return tuple(at for at, _ in enumerate(tree.tokens) if _is_saying(tree, at))


def is_speech(tree: Tree, index: int) -> bool:
    """Return whether a word is a verb of saying."""
    return index in speech_verbs(tree)


def is_first_person(tree: Tree, verb: int) -> bool:
    """Return whether a verb of saying is the quoted speaker's own: «я считаю», «мы надеемся», «скажу»."""
    own = {tree[at].lemma for at in tree.children(verb, "nsubj")}
    return tree[verb].feat("Person") in ("1", "2") or bool(own & {"я", "мы", "ты", "вы"})


def _is_saying(tree: Tree, at: int) -> bool:
    token = tree[at]
    if token.upos == "ADJ":
        return token.lemma in words("sure") and bool(tree.children(at, "ccomp"))
    if not token.lemma.endswith(("ть", "ться", "ти")):  # the tagger may take «передаёт ТАСС» for a noun
        return False
    if token.lemma in ("следовать", "явствовать", "вытекать"):
        return any(tree.preposition(child) == "из" for child in tree.children(at))
    if token.lemma in words("appealing"):
        return True
    if token.lemma == "узнать":
        return at > 0 and tree[at - 1].lemma == "как"  # who has learnt something does not say it
    if token.lemma in ("понять", "знать"):
        return tree.head(at) >= 0 and tree[tree.head(at)].lemma in ("дать", "давать")
    return token.lemma in words("reporting") | words("speaking") | words("telling")


@remembered
def speaker_of(sent: SentenceView, verb: int) -> Link | None:
    """Return who says what a verb of saying reports, None for nobody named."""
    tree = sent.tree
    inner = _passed_on(sent, verb)
    if inner is not None:
        return inner
    own = _own_subjects(tree, verb)
    for subject in own:
        if tree[subject].lemma in GENDERS:
            return last_speaker(sent, GENDERS[tree[subject].lemma], subject)
        found = source(sent, subject)
        if found:
            return found
    if own:
        return next((found for subject in own if (found := _named_before(sent, subject))), None)
    if tree[verb].feat("Number") == "Plur" or not _takes_subject(tree, verb):
        return _place_source(sent, verb)
    following = [link for link in sent.mentions("Person") if 0 < sent.head(link) - verb <= NEAR]
    if following:
        return following[0]
    return last_speaker(sent) if verb == 0 else None


def _takes_subject(tree: Tree, verb: int) -> bool:
    """Return whether a verb can have a speaker as subject: «говорится», «сказано», «следует из» cannot."""
    token = tree[verb]
    impersonal = token.text.lower().endswith(("тся", "лось")) and token.lemma.endswith("ся")
    told = token.feat("Variant") == "Short" and token.upos != "ADJ"
    return not (impersonal or told or token.lemma in ("следовать", "явствовать", "вытекать"))


def _own_subjects(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the subjects of a verb of saying; after «, сообщил» stands its own, not the main clause's."""
    if not _takes_subject(tree, verb):
        return ()
    own = tree.children(verb, "nsubj")
    return own or subjects(tree, verb)


def _passed_on(sent: SentenceView, verb: int) -> Link | None:
    """Return whose words an outlet passes on: «ТАСС со ссылкой на МИД», «цитирует Пескова агентство»."""
    tree = sent.tree
    for child in (at for at in tree.subtree(verb) if tree[at].lemma in PASSED):
        if tree.preposition(child) in PASSED[tree[child].lemma] and verb in tree.ancestors(child):
            if not any(
                is_speech(tree, at) for at in tree.ancestors(child) if at != verb and verb in tree.ancestors(at)
            ):
                return next((found for at in tree.children(child, "nmod", "obl") if (found := source(sent, at))), None)
    for child in tree.children(verb, "obj"):
        if tree[child].lemma == "слово":
            return next((found for at in tree.children(child, "nmod") if (found := source(sent, at))), None)
        if tree[verb].lemma in ("цитировать", "процитировать"):
            return source(sent, child)
    return None


@remembered
def source(sent: SentenceView, noun: int) -> Link | None:
    """Return the person of a phrase, else the body or country that it names: «МИД России» is the ministry."""
    people = [link for link in actors(sent, noun) if sent.doc.entities[link.entity].type == "Person"]
    if people:
        return people[0]
    named = sent.headed_by(noun, *SPEAKERS) or _beside(sent, noun)
    if named and (named.mention.form != "adjective" or sent.entity(named).type != "Country"):
        return named  # «поляк» is not Poland
    if sent.tree[noun].lemma not in words("spokesmen"):
        return None
    inside = sent.tree.children(noun, "nmod", "appos", "amod", "flat")
    # «представитель МИД» speaks for the ministry, «представитель Обамы» is somebody nobody named
    return next((found for child in inside if (found := sent.headed_by(child, *SPEAKERS[1:]))), None)


def _beside(sent: SentenceView, noun: int) -> Link | None:
    """Return what a noun of the kind «агентство», «телеканал» stands before: «агентство EFE»."""
    inside = sent.tree.children(noun, "appos", "flat", "flat:name", "nmod")
    named = (sent.headed_by(child, "Person", "Organization") for child in inside if child - noun <= CLOSE)
    return next(
        (link for link in named if link and sent.tree[sent.head(link)].feat("Case") in ("Nom", "", _case(sent, noun))),
        None,
    )


def _case(sent: SentenceView, noun: int) -> str:
    return sent.tree[noun].feat("Case")


def _place_source(sent: SentenceView, verb: int) -> Link | None:
    """Return the body of «В Кремле заявили», «говорится в сообщении МИД», «следует из заявления МИД»."""
    tree = sent.tree
    for child in tree.children(verb, "obl", "nmod"):
        quoted = any(token.text in ("»", "”", '"') for token in tree.tokens[min(child, verb) : max(child, verb)])
        if tree.preposition(child) in ("в", "во", "на", "из") and not quoted:
            for token in (child, *tree.children(child, "nmod", "appos", "flat")):
                found = sent.headed_by(token, *SPEAKERS)
                if found and _is_source_phrase(sent, child, found):
                    return found
            if found := _named_before(sent, child):
                return found
    return None


def _is_source_phrase(sent: SentenceView, noun: int, found: Link) -> bool:
    """Return whether a place of saying is who says it: «в МИД», «в сообщении МИД», not «на саммите ОДКБ»."""
    if sent.head(found) == noun:
        return True
    return sent.tree[noun].lemma in words("speaking_papers") | words("spokesmen")


@remembered
def source_noun(sent: SentenceView, noun: int) -> Said | None:
    """Return whom «по словам X», «по его словам», «согласно X» names at its noun; None where the noun says nothing."""
    tree = sent.tree
    prep = tree.preposition(noun)
    if prep == "согласно":
        speaks = tree[noun].lemma in words("sourcing") | words("speaking_papers")
        return Said(
            source(sent, noun) or (_of(sent, noun) if speaks else None)
        )  # «согласно указу Путина» nobody speaks
    nouns = words("sourcing") if prep == "по" else GIVEN_BY.get(prep, frozenset())
    by = tree[noun].lemma in nouns and _stands_apart(tree, noun)
    judging = prep == "по" and tree[noun].lemma in words("speaking_papers") and _follows_judging(tree, noun)
    if not (by or judging):
        return None
    pronoun = tree[noun - 1].text.lower()
    if pronoun in GENDERS:
        return Said(last_speaker(sent, GENDERS[pronoun], noun - 1))
    found = _of(sent, noun) or next(
        (link for at in tree.children(noun, "nmod") if (link := _named_before(sent, at))), None
    )
    return Said(found)


def _stands_apart(tree: Tree, noun: int) -> bool:
    """Return whether a sign, a conjunction or the sentence's start stands before «по»: not «чемпион по версии лиги»."""
    prep = next(iter(tree.children(noun, "case")))
    return prep == 0 or tree[prep - 1].upos in ("PUNCT", "CCONJ", "SCONJ", "PART")


def _of(sent: SentenceView, noun: int) -> Link | None:
    below = sent.tree.children(noun, "nmod", "obl")
    below += tuple(at for child in sent.tree.children(noun, "compound", "fixed") for at in sent.tree.children(child))
    return next((found for at in below if (found := source(sent, at))), None)


def _follows_judging(tree: Tree, noun: int) -> bool:
    """Return whether «судя» opens the phrase: «судя по заявлению МИД»."""
    return any(token.text.lower() == "судя" for token in tree.tokens[max(0, noun - CLOSE) : noun])


def _named_before(sent: SentenceView, noun: int) -> Link | None:
    """Return whom a phrase without a name means: «политик», «глава ВТО» the last person, «ведомство» the last body."""
    if _is_bare_calling(sent, noun):
        return last_speaker(sent)
    lemma = sent.tree[noun].lemma
    if sent.tree.children(noun, "amod", "nmod", "appos", "flat"):
        return None
    if lemma in words("outlets"):
        return _last_body(sent, "Outlet")
    return _last_body(sent, "Organization") if lemma in words("bodies") else None


def _is_bare_calling(sent: SentenceView, noun: int) -> bool:
    """Return whether a noun only repeats who a person is: «политик», «глава ведомства», not «немецкий политик»."""
    tree = sent.tree
    token = tree[noun]
    if token.lemma not in words("callings") or token.feat("Number") == "Plur":
        return False
    if any(tree[at].lemma not in words("still") for at in tree.children(noun, "amod", "det")):
        return False
    if tree.children(noun, "appos", "flat", "nummod", "acl"):
        return False
    below = tree.children(noun, "nmod")
    if all(tree[at].lemma in words("offices_of") and not tree.children(at) for at in below):
        return True
    # «глава ВТО» after a sentence about one person
    alone = sent.previous is not None and len({link.entity for link in sent.previous.mentions("Person")}) == 1
    return alone and all(not tree.children(at) for at in below)


def _last_body(sent: SentenceView, kind: str) -> Link | None:
    """Return the body of a class that the sentence before names, the one that acts there first."""
    before = sent.previous
    if before is None:
        return None
    bodies = before.mentions(kind)
    acting = [link for link in bodies if before.tree.related(before.head(link), "nsubj")]
    return next(iter((*acting, *bodies)), None)


@remembered
def last_speaker(sent: SentenceView, gender: str = "", before: int = 0) -> Link | None:
    """Return whom a pronoun or a bare calling means: a subject before it, else who spoke or acted in earlier sentences.

    Args:
        sent: The sentence.
        gender: Of the pronoun, empty for any.
        before: Index of the word in the sentence.
    """
    here = [link for link in sent.mentions("Person") if sent.head(link) < before and _is_like(sent, link, gender)]
    acting = [link for link in here if sent.tree.related(sent.head(link), "nsubj") or _titled_subject(sent, link)]
    if acting:
        return acting[-1]
    earlier = sent.previous
    for _ in range(BACKWARD_SENTENCES):
        if earlier is None:
            return None
        found = _spoke_in(earlier, gender)
        if found:
            return found.link
        earlier = earlier.previous
    return None


def _titled_subject(sent: SentenceView, link: Link) -> bool:
    head = sent.head(link)
    return sent.tree.related(head, "appos", "flat:name") and sent.tree.related(sent.tree.head(head), "nsubj")


@remembered
def _spoke_in(sent: SentenceView, gender: str) -> Said | None:
    """Return the last source of a sentence, else the first person that it names."""
    for link in _sources_backwards(sent):
        if link is None or _is_like(sent, link, gender):
            return Said(link)
    people = [link for link in sent.mentions("Person") if _is_like(sent, link, gender)]
    acting = [link for link in people if sent.tree.related(sent.head(link), "nsubj") or _titled_subject(sent, link)]
    return Said((acting or people)[0]) if people else None


def _sources_backwards(sent: SentenceView) -> Iterator[Link | None]:
    """Yield the sources of a sentence from its end; None where somebody unknown speaks («сообщила его дочь»)."""
    tree = sent.tree
    for index in reversed(range(len(tree))):
        named = source_noun(sent, index)
        if named and named.link:
            yield named.link
        if is_speech(tree, index):
            own = tree.children(index, "nsubj")
            found = _passed_on(sent, index) or next((link for at in own if (link := source(sent, at))), None)
            if found:
                yield found
            elif any(tree[at].upos == "NOUN" and tree[at].feat("Animacy") == "Anim" for at in own):
                if not any(_is_bare_calling(sent, at) for at in own):
                    yield None


def _is_like(sent: SentenceView, link: Link, gender: str) -> bool:
    if not gender:
        return True
    if sent.entity(link).type != "Person":
        return False
    own = {sent.tree[at].feat("Gender") for at in sent.tree.inside(link.mention.span)} - {""}
    return not own or gender in own
