"""Groups without names: «лидеры», «стороны», «главы государств:» with a list below.

What the words of a group are, and which people of the text they take up.
"""

from kg.analysis import remembered
from kg.model import Link
from kg.relations.clause import phrase
from kg.relations.pronouns import antecedent
from kg.relations.view import SentenceView

LEADERS = frozenset(
    "президент лидер глава премьер премьер-министр руководитель канцлер король монарх султан эмир вице-президент "
    "генсек генсекретарь".split()
)
GROUPS = frozenset("страна государство член участник держава республика".split())
LIST_SENTENCES = 30
BULLETS = frozenset("—–-•*·▪🔸🔹➡✅▶")
PAIR = 2
BACKWARD = 4
COLLECTIVE = LEADERS | frozenset("сторона политик они министр переговорщик собеседник".split())


@remembered
def listed(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the people of the list that follows an unnamed plural: «съезжаются главы государств:».

    Args:
        sent: The sentence with the plural.
        token: The head of its phrase.
    """
    if sent.tree[token].lemma not in LEADERS or sent.tree[token].feat("Number") != "Plur":
        return ()
    found: dict[str, Link] = {}
    announced = sent.text.rstrip().endswith(":")
    following = sent.next
    if following is not None and not announced and ":" in following.text[:-1]:
        return _after_colon(following)
    for _ in range(LIST_SENTENCES):
        if following is None:
            break
        item = following.text.strip()[:1] in BULLETS or (announced and _is_verbless(following))
        if item and announced:
            for link in following.mentions("Person")[:1]:
                found.setdefault(link.entity, link)
        elif found or (not item and not following.text.rstrip().endswith(":")):
            break
        announced = announced or following.text.rstrip().endswith(":")
        following = following.next
    return tuple(found.values())


def _after_colon(sent: SentenceView) -> tuple[Link, ...]:
    """Return the people after the colon of «Кто уже в городе: президент Кении А, президент Ганы Б»."""
    colon = sent.sentence.span.start + sent.text.index(":")
    return tuple(link for link in sent.mentions("Person") if link.mention.span.start > colon)


@remembered
def _is_verbless(sent: SentenceView) -> bool:
    return not any(token.feat("VerbForm") == "Fin" for token in sent.tree.tokens)


def invited_group(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the organization whose countries' leaders a plural means: «лидеров стран ОДКБ»."""
    if sent.tree[token].lemma not in LEADERS | {"страна", "государство", "участник", "член"}:
        return ()
    inside = set(phrase(sent.tree, token))
    return tuple(link for link in sent.mentions("Organization") if sent.head(link) in inside)[:1]


@remembered
def antecedent_group(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the people that a plural without names takes up: «Лидеры подписали…» after «Путин принял Си».

    They are those of this sentence or of the nearest of the four before that names two as doers or partners.
    """
    word = sent.tree[token]
    if word.feat("Number") != "Plur" or word.lemma not in COLLECTIVE:
        return ()
    here = {link.entity: link for link in sent.mentions("Person") if sent.head(link) < token and _is_party(sent, link)}
    meant = [antecedent(sent, at) for at in range(token) if here and sent.tree.related(at, "nsubj")]
    here |= {link.entity: link for link in meant if link is not None}
    if len(here) >= PAIR:
        return tuple(here.values())
    earlier = sent.previous
    for _ in range(BACKWARD):
        if earlier is None:
            return ()
        named = {link.entity: link for link in earlier.mentions("Person") if _is_party(earlier, link)}
        if len(named) >= PAIR:
            return tuple(named.values())
        earlier = earlier.previous
    return ()


def _is_party(sent: SentenceView, link: Link) -> bool:
    """Return whether a person does something in the sentence or does it together with another («с Си»)."""
    head = sent.head(link)
    tops = (head, *sent.tree.ancestors(head))
    first = next((at for at in tops if not sent.tree.related(at, "appos", "flat", "conj")), head)
    return sent.tree.related(first, "nsubj", "obj") or sent.tree.preposition(first) in ("с", "со", "у")


def listed_people(sent: SentenceView) -> tuple[SentenceView | None, tuple[Link, ...]]:
    """Return the sentence that announces a bulleted list and the first person of this line of it.

    No sentence and no people where this is no line of a list, or where the line makes a clause of its own.
    """
    if sent.text.strip()[:1] not in BULLETS or not _is_verbless(sent):
        return None, ()
    intro = sent.previous
    while intro is not None and intro.text.strip()[:1] in BULLETS:
        intro = intro.previous
    return intro, sent.mentions("Person")[:1]
