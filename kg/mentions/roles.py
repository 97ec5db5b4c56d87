"""Office phrases that stand for their holder: «казахстанский лидер», «глава государства», «президент РФ»."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.analysis import Tree
from kg.mentions.offices import OfficePhrase, document_offices
from kg.mentions.phrases import nominative
from kg.mentions.residences import find_residences
from kg.mentions.scene import Scene
from kg.model import Mention

KINDS = ("head_of_state", "head_of_government", "head_of_organization", "parliament_speaker", "minister", "head")
MASTERS = ("глава", "руководитель", "шеф")
COLLEAGUES = frozenset({"коллега", "визави"})
NOT_HOLDING = frozenset({"former", "elect", "designate", "candidate", "honorary", "deputy", "post"})
DASHES = ("—", "–", "-")
APART = (",", *DASHES)
OFFICE_ITSELF = frozenset(
    "выборы пост должность полномочие кандидат кандидатура власть место кресло срок институт титул звание".split()
)
UNSETTLED = frozenset(
    "новый будущий следующий прежний очередной другой любой каждый первый второй один какой-либо некий".split()
)
PREDICATIVE = frozenset(
    "стать становиться быть являться избрать избирать назначить назначать остаться оставаться работать служить "
    "сделать считать утвердить признать объявить провозгласить выбрать переизбрать выдвинуть утверждать".split()
)


def find_roles(scene: Scene, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the office phrases that stand for a person whom they do not name themselves, in text order.

    Args:
        scene: The document.
        named: Mentions of people, places and organizations in text order.
    """
    per = people_by_sentence(named)
    found = [item for item in (*_hosts(scene), *_colleagues(scene, named)) if not _named_after(item, per)]
    for phrase in document_offices(scene, named):
        tree = scene.trees[phrase.sentence]
        if may_stand_for_holder(tree, phrase) and holder_of(tree, phrase, per.get(phrase.sentence, ())) is None:
            normal = nominative(tree, phrase.first, phrase.stop, scene.morphology)
            found.append(
                scene.mention(phrase.sentence, phrase.first, phrase.stop, "Person", form="role", normal=normal)
            )
    return tuple(sorted(found, key=lambda mention: (mention.span.start, -mention.span.stop)))


def _named_after(role: Mention, people: Mapping[int, tuple[Mention, ...]]) -> bool:
    """Return whether a name stands right after a phrase: «танзанийский коллега Джон Магуфули»."""
    return any(person.span.start == role.span.stop + 1 for person in people.get(role.sentence, ()))


def _hosts(scene: Scene) -> Iterator[Mention]:
    """Yield «хозяин Кремля»."""
    for index, tree in enumerate(scene.trees):
        for found in find_residences(tree):
            normal = nominative(tree, found.first, found.stop, scene.morphology)
            yield scene.mention(index, found.first, found.stop, "Person", form="role", normal=normal)


def _colleagues(scene: Scene, named: Sequence[Mention]) -> Iterator[Mention]:
    """Yield «американский коллега»: the one of that country who holds the same office."""
    for mention in named:
        tree = scene.trees[mention.sentence]
        inside = tree.inside(mention.span)
        if mention.type != "Country" or not inside or inside[-1] + 1 >= len(tree):
            continue
        at = inside[-1] + 1
        if tree[at].lemma in COLLEAGUES and tree[at].feat("Number") != "Plur" and tree[inside[-1]].upos == "ADJ":
            normal = nominative(tree, inside[0], at + 1, scene.morphology)
            yield scene.mention(mention.sentence, inside[0], at + 1, "Person", form="role", normal=normal)


def people_by_sentence(named: Iterable[Mention]) -> dict[int, tuple[Mention, ...]]:
    """Return the names of people by sentence, in text order."""
    per: dict[int, tuple[Mention, ...]] = {}
    for mention in named:
        if mention.type == "Person" and mention.form != "role":
            per[mention.sentence] = (*per.get(mention.sentence, ()), mention)
    return per


def may_stand_for_holder(tree: Tree, phrase: OfficePhrase) -> bool:
    """Return whether a phrase speaks of one person who holds the office, and not of the office itself."""
    if phrase.plural or phrase.inside or not _personal(phrase) or NOT_HOLDING & set(phrase.marks):
        return False
    head = tree.head(phrase.head)
    if tree.preposition(phrase.head) in ("в", "во", "как", "при"):
        return False
    if tree.children(phrase.head, "cop") or (head >= 0 and tree[head].lemma in OFFICE_ITSELF):
        return False
    if head >= 0 and tree[phrase.head].feat("Case") == "Ins" and tree[head].lemma in PREDICATIVE:
        return False
    if tree[phrase.first].lemma == "обязанность":
        return False  # «обязанности президента исполняет А» speaks of the duties
    if UNSETTLED & {token.lemma for token in tree.tokens[phrase.first : phrase.stop]}:
        return False
    return phrase.first == 0 or tree[phrase.first - 1].text.lower() not in ("во", "как", "пост", "должность")


def _personal(phrase: OfficePhrase) -> bool:
    """Return whether one person holds an office at a time: a head's, or a ministry's («глава российского МИД»)."""
    return phrase.kind in KINDS or (phrase.kind == "position" and phrase.title in MASTERS and phrase.place is not None)


def holder_of(tree: Tree, phrase: OfficePhrase, people: Sequence[Mention]) -> Mention | None:
    """Return the person named with an office: «президент России Владимир Путин», «Токаев, глава Казахстана».

    A name right after the office goes before one before it: «Лавров, госсекретарь США Джон Керри» are two.
    """
    ranges = [(inside[0], inside[-1], person) for person in people if (inside := tree.inside(person.span))]
    for first, _, person in ranges:
        between = [token.text for token in tree.tokens[phrase.stop : first]] if first >= phrase.stop else None
        if between == [] and not _is_governed(tree, phrase.head, first):
            return person
        if between == [","] and _is_apposition(tree, first, phrase.head):
            return person
    for _, last, person in ranges:
        before = [token.text for token in tree.tokens[last + 1 : phrase.first]] if last < phrase.first else None
        if before is not None and len(before) == 1 and before[0] in APART and _same_case(tree, last, phrase.head):
            return person
    return None


def _is_governed(tree: Tree, office: int, name: int) -> bool:
    """Return whether an office belongs to a noun before it, and the name after it too: «зять президента | Кушнер»."""
    one, other = tree[office].feat("Case"), tree[name].feat("Case")
    return tree.related(office, "nmod") and one == "Gen" and other not in ("", "Gen", "Acc")


def _is_apposition(tree: Tree, at: int, head: int) -> bool:
    return tree.head(at) == head and tree.related(at, "appos", "flat", "nmod")


def _same_case(tree: Tree, one: int, other: int) -> bool:
    """Return whether two nouns may be in apposition; «Путин, президент Казахстана и…» needs the commas' case."""
    first, second = tree[one].feat("Case"), tree[other].feat("Case")
    return (not first or not second or first == second) and not tree.related(other, "conj")
