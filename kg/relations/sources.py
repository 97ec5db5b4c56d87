"""Who can be the source of words, and where a sentence names it.

«Песков заявил», «сообщили в МИД», «по словам Пескова», «следует из заявления МИД», «со ссылкой на ТАСС»; a pronoun or a
bare calling («он добавил», «политик отметил») means whoever spoke or acted before.
"""

from collections.abc import Iterator

from kg.analysis import Tree, remembered
from kg.model import Link
from kg.relations.modality import words
from kg.relations.saying import SPEAKERS, Said, is_speech, source, takes_subject, told_to
from kg.relations.tellers import referred, source_below, tellers
from kg.relations.view import SentenceView

GENDERS = {"он": "Masc", "его": "Masc", "она": "Fem", "её": "Fem", "ее": "Fem", "они": "", "их": ""}
GIVEN_BY = {"на": frozenset({"взгляд"}), "с": frozenset({"слово", "точка"}), "со": frozenset({"слово"})}
"""«на взгляд премьера», «с точки зрения банка», «со слов министра»; with «по» the nouns are in `modality.tsv`."""
PASSED = {"слово": ("с", "со", "из"), "ссылка": ("с", "со"), "заявление": ("из",), "сообщение": ("из",)}
"""«со слов министра», «со ссылкой на МИД», «следует из заявления МИД»."""
NEAR = 8
CLOSE = 3
BACKWARD_SENTENCES = 6


@remembered
def speaker_of(sent: SentenceView, verb: int) -> Link | None:
    """Return who says what a verb of saying reports, None for nobody named."""
    tree = sent.tree
    inner = _passed_on(sent, verb)
    if inner is not None:
        return inner
    if tree[verb].lemma == "стать":
        return next((found for at in told_to(tree, verb) if (found := source(sent, at))), None)
    informing = (at for at in tree.children(verb, "obl") if tree.preposition(at) == "от")
    if tree[verb].lemma in words("finding") and (named := next(informing, None)) is not None:
        return source(sent, named)  # «узнал от министра, что …»
    own = tellers(sent, verb)
    for subject in own:
        if tree[subject].lemma in GENDERS:
            return last_speaker(sent, GENDERS[tree[subject].lemma], subject)
        found = source(sent, subject)
        if found:
            return found
    if own:
        return next((found for subject in own if (found := _named_before(sent, subject))), None)
    if tree[verb].feat("Number") == "Plur" or not takes_subject(tree, verb):
        return _place_source(sent, verb)
    following = [link for link in sent.mentions("Person") if 0 < sent.head(link) - verb <= NEAR]
    if following:
        return following[0]
    return last_speaker(sent) if verb == 0 else None


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
            return next((found for at in tree.children(child, "nmod", "appos") if (found := source(sent, at))), None)
        if tree[verb].lemma in ("цитировать", "процитировать"):
            return source(sent, child)
    return referred(sent, verb)


def _place_source(sent: SentenceView, verb: int) -> Link | None:
    """Return the body of «В Кремле заявили», «говорится в сообщении МИД», «следует из заявления МИД»."""
    tree = sent.tree
    for child in tree.children(verb, "obl", "nmod"):
        quoted = any(token.text in ("»", "”", '"') for token in tree.tokens[min(child, verb) : max(child, verb)])
        if tree.preposition(child) in ("в", "во", "на", "из") and not quoted:
            for token in (child, *tree.children(child, "nmod", "appos", "flat")):
                paper = token != child and tree[child].lemma in words("speaking_papers")
                found = sent.headed_by(token, *(SPEAKERS if paper else SPEAKERS[1:]))
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
            source(sent, noun) or (source_below(sent, noun) if speaks else None)
        )  # «согласно указу Путина» nobody speaks
    nouns = words("sourcing") if prep == "по" else GIVEN_BY.get(prep, frozenset())
    by = tree[noun].lemma in nouns and _stands_apart(tree, noun)
    judging = prep == "по" and tree[noun].lemma in words("speaking_papers") and _follows_judging(tree, noun)
    if not (by or judging):
        return None
    pronoun = tree[noun - 1].text.lower()
    if pronoun in GENDERS:
        return Said(last_speaker(sent, GENDERS[pronoun], noun - 1))
    found = source_below(sent, noun) or next(
        (link for at in tree.children(noun, "nmod") if (link := _named_before(sent, at))), None
    )
    return Said(found)


def _stands_apart(tree: Tree, noun: int) -> bool:
    """Return whether a sign, a conjunction or the sentence's start stands before «по»: not «чемпион по версии лиги»."""
    prep = next(iter(tree.children(noun, "case")))
    return prep == 0 or tree[prep - 1].upos in ("PUNCT", "CCONJ", "SCONJ", "PART")


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
    if token.feat("Number") == "Plur" or not (token.lemma in words("callings") or _is_somebody(sent, noun)):
        return False
    if any(tree[at].lemma not in words("still") for at in tree.children(noun, "amod", "det")):
        return False
    if tree.children(noun, "appos", "flat", "nummod", "acl"):
        return False
    under = tree.children(noun, "nmod")
    if all(tree[at].lemma in words("offices_of") and not tree.children(at) for at in under):
        return True
    if any(sent.headed_by(at, "Person") for at in under):
        return False  # «представитель Обамы» is not Обама, nor whoever was named before
    # «глава ВТО» after a sentence about one person
    return _follows_one(sent) and all(not tree.children(at) for at in under)


def _is_somebody(sent: SentenceView, noun: int) -> bool:
    """Return whether a noun alone can only mean the one person of the sentence before: «омбудсмен», «военный»."""
    tree = sent.tree
    token = tree[noun]
    if token.feat("Animacy") != "Anim" or token.feat("Case") != "Nom" or token.lemma in words("strangers"):
        return False
    named = any(noun in tree.inside(link.mention.span) for link in sent.mentions(*SPEAKERS))
    return not named and not tree.children(noun) and _follows_one(sent)


def _follows_one(sent: SentenceView) -> bool:
    return sent.previous is not None and len({link.entity for link in sent.previous.mentions("Person")}) == 1


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
    return not own or gender in own or gender == _gender_of_verb(sent, link)


def _gender_of_verb(sent: SentenceView, link: Link) -> str:
    """Return the gender that a past verb gives its subject: «отвечала мэр Янева», whose names may seem a man's."""
    tree, head = sent.tree, sent.head(link)
    if _titled_subject(sent, link):
        head = tree.head(head)
    above = tree.head(head)
    return tree[above].feat("Gender") if above >= 0 and tree.related(head, "nsubj") else ""
