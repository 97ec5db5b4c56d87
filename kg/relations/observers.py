"""Observers of an organization: «страны-наблюдатели при О — А и Б», «А получила статус наблюдателя в О»."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.clause import subjects
from kg.relations.lists import countries_before, country_list
from kg.relations.members import OPENERS, Claim, body_at, force, last_part, meant
from kg.relations.view import SentenceView

AT = ("при", "в", "во")
GIVING = frozenset("предоставить предоставлять дать присвоить получить".split())
SEEKING = frozenset(
    "просить попросить запросить запрашивать добиваться добивать искать ждать ожидать хотеть желать домогаться "
    "ходатайствовать претендовать рассчитывать надеяться стремиться обсуждать обсудить рассматривать рассмотреть "
    "требовать потребовать предложить предлагать обещать пообещать".split()
)
"""«просит статус наблюдателя» is a wish."""
LOSING = frozenset("лишить лишиться лишать утратить потерять терять перестать прекратить приостановить".split())
STATUS = frozenset("статус место мандат".split())


def observers(sent: SentenceView) -> Iterator[Claim]:
    """Yield the claims that a country is an observer."""
    for index, token in enumerate(sent.tree.tokens):
        if last_part(token.lemma) != "наблюдатель":
            continue
        organization, stop = _organization(sent, index)
        if organization is None:
            continue
        for country in _countries(sent, index, stop):
            yield Claim(country, organization, index, "observerIn", "asserted")
        yield from _granted(sent, index, organization)


def _organization(sent: SentenceView, noun: int) -> tuple[Link | None, int]:
    """Return the organization beside the noun, else the last one named before, and the token after the phrase."""
    for at in range(noun + 1, min(noun + 4, len(sent.tree))):
        body = sent.at(at, "Organization")
        if body is not None:
            return body, sent.tree.inside(body.mention.span)[-1] + 1
        if sent.tree[at].text.lower() not in AT and sent.tree[at].upos != "ADJ":
            break
    return _last_body(sent, noun), noun + 1


def _last_body(sent: SentenceView, before: int) -> Link | None:
    """Return the last intergovernmental organization named before a token, here or in the two sentences above."""
    here = [link for link in sent.mentions("Organization") if sent.head(link) < before]
    if here:
        return here[-1]
    above = sent.previous
    for _ in range(2):
        if above is None:
            return None
        named = above.mentions("Organization")
        if named:
            return named[-1]
        above = above.previous
    return None


def _countries(sent: SentenceView, noun: int, stop: int) -> tuple[Link, ...]:
    """Return the countries listed after or before the phrase, or in apposition to it («наблюдателя Кубы»)."""
    if stop < len(sent.tree) and sent.tree[stop].text in OPENERS:
        return country_list(sent, stop + 1, bare=False)
    if sent.tree[noun].lemma != "наблюдатель":
        return country_list(sent, stop)
    own = country_list(sent, noun + 1)
    sign = noun - 1
    if own or sign < 1 or sent.tree[sign].text not in (",", "—", "–"):
        return own
    return countries_before(sent, sign)


def _granted(sent: SentenceView, noun: int, organization: Link) -> Iterator[Claim]:
    """Yield «А получила статус наблюдателя», «А стала наблюдателем», «А имеет статус наблюдателя»."""
    tree = sent.tree
    at = tree.head(noun)
    if at >= 0 and tree[at].lemma in STATUS:
        at = tree.head(at)
    if at < 0:
        return
    if tree[at].lemma in LOSING:
        return
    if tree[at].upos == "VERB" and body_at(sent, at) is None:
        given = [child for child in tree.children(at, "iobj", "obl") if tree[child].feat("Case") in ("Dat", "Loc")]
        doers = [child for child in given if not tree.preposition(child)] if tree[at].lemma in GIVING else ()
        for doer in doers or subjects(tree, at):
            for country in meant(sent, doer):
                status = "hypothetical" if tree[at].lemma in SEEKING else force(sent, at)
                yield Claim(country, organization, at, "observerIn", status)
