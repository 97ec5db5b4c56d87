"""Which places a clause names: where something happens, where a verb of motion leads, what «здесь» means."""

from collections.abc import Iterator

from kg.analysis import Tree, gathered, remembered
from kg.model import Link
from kg.relations.clause import obliques
from kg.relations.predicates import VENUES
from kg.relations.view import SentenceView

LOCATIVE = ("в", "во", "на", "под", "близ", "около", "возле")
INSIDE = {"в": ("Loc",), "во": ("Loc",), "на": ("Loc",), "под": ("Ins",)}
HERE = frozenset({"здесь", "тут", "там"})
HITHER = frozenset({"сюда", "туда"})
SPOTS = ("City", "Facility", "Region", "Location")
CONTEXT_SENTENCES = 3


@gathered
def places_at(sent: SentenceView, token: int) -> Iterator[Link]:
    """Yield the places that a noun names: its own, and those joined to it.

    «в штаб-квартире НАТО в Брюсселе» gives both, «в московском Кремле» too, «в Москве и Казани» both.
    """
    found: dict[str, Link] = {}
    stack, seen = [token], set[int]()
    while stack:
        at = stack.pop(0)
        if at in seen:
            continue
        seen.add(at)
        link = sent.headed_by(at, *VENUES) or capital_at(sent, at)
        if link and _names_place(link):
            found.setdefault(link.entity, link)
        stack += [child for child in sent.tree.children(at) if _joins_place(sent, at, child)]
    yield from found.values()


@remembered
def capital_at(sent: SentenceView, token: int) -> Link | None:
    """Return the city that «столица Словакии», «туркменская столица» means, when the text names it."""
    if sent.tree[token].lemma != "столица":
        return None
    for child in sent.tree.children(token, "nmod", "amod"):
        country = sent.headed_by(child, "Country")
        row = sent.doc.entities[country.entity].reference if country else None
        city = sent.doc.reference.capital(row) if row else None
        for entity in sent.doc.of_type("City"):
            if city and entity.reference == city:
                return next(sent.doc.links_of(entity.id), None)
    return None


def _names_place(link: Link) -> bool:
    return link.mention.form not in ("adjective", "capital") or link.mention.type in ("City", "Facility")


def _joins_place(sent: SentenceView, at: int, child: int) -> bool:
    tree = sent.tree
    if tree.related(child, "conj", "appos", "flat"):
        return True
    if tree.related(child, "nmod", "obl"):
        prep = tree.preposition(child)
        own = sent.headed_by(child, "City", "Facility")
        return prep in LOCATIVE or (not prep and own is not None)
    return tree.related(child, "amod") and sent.headed_by(child, "City") is not None


@gathered
def venues(sent: SentenceView, verb: int) -> Iterator[Link]:
    """Yield the places where a clause says that something happens («в Астане», «под Москвой», «здесь»)."""
    found: dict[str, Link] = {}
    for token, prep in obliques(sent.tree, verb):
        if is_locative(sent.tree, token, prep):
            for link in places_at(sent, token):
                found.setdefault(link.entity, link)
    if any(sent.tree[child].lemma in HERE for child in sent.tree.children(verb, "advmod", "obl")):
        last = last_place(sent, verb)
        if last and not found:
            found[last.entity] = last
    yield from found.values()


def is_locative(tree: Tree, token: int, prep: str) -> bool:
    """Return whether a prepositional phrase tells where: «в Астане», not «в Астану»."""
    case = tree[token].feat("Case")
    uncertain = not _declines(tree, token) or tree[token].text.endswith("е")  # «в Душанбе» is taken for an accusative
    return prep in LOCATIVE and (prep not in INSIDE or not case or case in INSIDE[prep] or uncertain)


def _is_base_form(sent: SentenceView, link: Link | None) -> bool:
    """Return whether a name on a vowel stands as in the dictionary, so that its case tells nothing: «в Душанбе»."""
    return link is not None and link.mention.text == sent.entity(link).name and link.mention.text[-1] in "еиоуэюы"


def _declines(tree: Tree, token: int) -> bool:
    """Return whether the ending tells the case: «в Сочи», «в Баку» do not, where the tagger guesses."""
    word = tree[token]
    if word.upos != "PROPN" or word.text[-1:].lower() not in ("и", "о", "у", "э"):
        return True
    return word.lemma[-1:] in ("а", "я", "ь") and word.lemma != word.text.lower()  # «в Москву», «в Казани»


@gathered
def destinations(sent: SentenceView, verb: int) -> Iterator[Link]:
    """Yield the places where a verb of motion leads («в Астану», «сюда»)."""
    found: dict[str, Link] = {}
    for token, prep in _with_goals(sent.tree, verb):
        case = sent.tree[token].feat("Case")
        if prep in ("в", "во", "на"):
            link = sent.headed_by(token, "Country", "City", "Region", "Facility") or capital_at(sent, token)
            leads = case in ("Acc", "") or not _declines(sent.tree, token) or _is_base_form(sent, link)
            if link and leads and _names_place(link):
                for place in places_at(sent, token):
                    found.setdefault(place.entity, place)
    if any(sent.tree[child].lemma in HITHER for child in sent.tree.children(verb, "advmod")):
        last = last_place(sent, verb)
        if last and not found:
            found[last.entity] = last
    yield from found.values()


def _with_goals(tree: Tree, verb: int) -> Iterator[tuple[int, str]]:
    """Yield the complements, and the place hung on an event: «на саммит в Аддис-Абебу съезжаются»."""
    for token, prep in obliques(tree, verb):
        yield token, prep
        for child in tree.children(token, "nmod"):
            if prep == "на" and tree.preposition(child) in ("в", "во"):
                yield child, tree.preposition(child)


@remembered
def last_place(sent: SentenceView, before: int) -> Link | None:
    """Return the place that «здесь» or «туда» means: the last one named before, here or up to three sentences back."""
    here = [link for link in sent.mentions(*SPOTS) if sent.head(link) < before and _names_place(link)]
    if here:
        return here[-1]
    earlier = sent.previous
    for _ in range(CONTEXT_SENTENCES):
        if earlier is None:
            return None
        named = [link for link in earlier.mentions(*SPOTS) if _names_place(link)]
        if named:
            return named[-1]
        earlier = earlier.previous
    return None
