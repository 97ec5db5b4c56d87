"""By what events of different documents are known to be one.

Events are compared inside blocks: those of one body, one pair of sides, one name or one country. In a
block the events that tell most make clusters first; one that tells less («саммит ОДКБ в ноябре», or
no date at all) joins the single cluster that it fits best, and stays apart where two fit equally.
All members of a cluster fit each other, and nothing depends on the order of the events.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Entity
from kg.resolution.event_fit import fits, signs, support
from kg.resolution.event_traits import Block, Traits

Key = tuple[str, ...]
Cluster = tuple[int, ...]
"""Indices of the events that are one."""


def event_keys(entities: Sequence[Entity]) -> tuple[Key | None, ...]:
    """Return the keys of all events of a corpus, in their order: equal keys are one event.

    None is an event of nobody known, or one without a date that fits no other: it stays apart.
    """
    traits = [Traits(entity) for entity in entities]
    keys: list[Key | None] = [None] * len(traits)
    for members in _components(traits):
        block = min(block for index in members for block in traits[index].blocks)
        clusters = _clusters(traits, members)
        named = [(_name(traits, cluster), cluster) for cluster in clusters]
        for name, cluster in named:
            alone = sum(other == name for other, _ in named) == 1
            if not name:
                continue
            key = (*block, *name) if alone else (*block, *name, min(traits[index].entity.id for index in cluster))
            for index in cluster:
                keys[index] = key
    return tuple(keys)


def event_blocks(entity: Entity) -> tuple[Block, ...]:
    """Return the blocks of an event: only events that share one, or a chain of them, can be one with it."""
    return Traits(entity).blocks


def _components(traits: Sequence[Traits]) -> Iterable[list[int]]:
    """Yield the events that blocks connect, each once, in one order."""
    holders: dict[Block, list[int]] = defaultdict(list)
    for index, event in enumerate(traits):
        for block in event.blocks:
            holders[block].append(index)
    seen: set[int] = set()
    for block in sorted(holders):
        found, ahead = [], [index for index in holders[block] if index not in seen]
        seen.update(ahead)
        while ahead:
            index = ahead.pop()
            found.append(index)
            near = {other for own in traits[index].blocks for other in holders[own]} - seen
            seen |= near
            ahead += sorted(near)
        if found:
            yield found


def _clusters(traits: Sequence[Traits], members: Sequence[int]) -> list[Cluster]:
    """Return the events of a block in clusters, those that tell most first."""
    ranks: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for index in members:
        ranks[_rank(traits[index])].append(index)
    clusters: list[Cluster] = []
    for rank in sorted(ranks, reverse=True):
        clusters = _joined(traits, ranks[rank], clusters)
    return clusters


def _joined(traits: Sequence[Traits], coming: Sequence[int], clusters: Sequence[Cluster]) -> list[Cluster]:
    """Return the clusters with events that tell less: each in the one it fits best, or in new ones among themselves."""
    look_up = _look_up(traits, clusters)
    wanted: dict[int, list[int]] = defaultdict(list)
    loose: list[int] = []
    apart: list[int] = []
    for index in coming:
        near = {place for sign in signs(traits[index])[1] for place in look_up.get(sign, ())}
        best = _best(traits, index, {place: clusters[place] for place in near})
        if best is None:
            loose.append(index)
        elif len(best) == 1:
            wanted[best[0]].append(index)
        else:
            apart.append(index)
    grown = [
        (*cluster, *_agreeing(traits, wanted[place])) if place in wanted else cluster
        for place, cluster in enumerate(clusters)
    ]
    joined = {index for cluster in grown for index in cluster}
    apart += [index for joining in wanted.values() for index in joining if index not in joined]
    return [*grown, *_cliques(traits, loose), *((index,) for index in apart)]


def _look_up(traits: Sequence[Traits], clusters: Iterable[Cluster]) -> dict[str, list[int]]:
    """Return the places of clusters by the signs of their members."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for sign in frozenset().union(*(signs(traits[index])[0] for index in cluster)):
            found[sign].append(place)
    return found


def _rank(event: Traits) -> tuple[int, ...]:
    """Return how much an event tells: the precision of its date, then number and city."""
    return (len(event.when), bool(event.one("ordinal")) + bool(event.all("city")), len(event.all("country")) > 0)


def _best(traits: Sequence[Traits], index: int, clusters: Mapping[int, Cluster]) -> tuple[int, ...] | None:
    """Return the clusters that an event fits best: one that it belongs to, several equal ones; None for none."""
    own = traits[index]
    scores = {
        place: max(support(own, traits[other]) for other in cluster)
        for place, cluster in clusters.items()
        if all(fits(own, traits[other]) for other in cluster)
    }
    return tuple(place for place, score in scores.items() if score == max(scores.values())) if scores else None


def _agreeing(traits: Sequence[Traits], joining: Sequence[int]) -> tuple[int, ...]:
    """Return those of the events that would join a cluster which fit all the others that would."""
    return tuple(
        index for index in joining if all(fits(traits[index], traits[other]) for other in joining if other != index)
    )


def _cliques(traits: Sequence[Traits], loose: Sequence[int]) -> list[Cluster]:
    """Return events in groups whose members all fit each other; a group that hangs together in part is told by days."""
    found: list[Cluster] = []
    for group in _connected(traits, loose):
        if _agree(traits, group):
            found.append(tuple(group))
            continue
        days: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for index in group:
            event = traits[index]
            days[event.when, event.one("issued") if not event.when else "", tuple(sorted(event.all("city")))].append(
                index
            )
        for same in days.values():
            found += [tuple(same)] if _agree(traits, same) else [(index,) for index in same]
    return found


def _connected(traits: Sequence[Traits], loose: Sequence[int]) -> Iterable[list[int]]:
    """Yield events that hang together by fitting each other."""
    look_up = _look_up(traits, [(index,) for index in loose])
    left = dict.fromkeys(loose)
    for start in loose:
        if start not in left:
            continue
        del left[start]
        group = [start]
        for index in group:
            near = {loose[place] for sign in signs(traits[index])[0] for place in look_up.get(sign, ())}
            found = [other for other in sorted(near) if other in left and fits(traits[index], traits[other])]
            group += found
            for other in found:
                del left[other]
        yield group


def _agree(traits: Sequence[Traits], group: Sequence[int]) -> bool:
    return all(fits(traits[one], traits[other]) for at, one in enumerate(group) for other in group[at + 1 :])


def _name(traits: Sequence[Traits], cluster: Cluster) -> Key:
    """Return what a cluster is called inside its block: its date or number; empty for a lone event without either."""
    dates = {traits[index].when for index in cluster if traits[index].when}
    numbers = {traits[index].one("ordinal") for index in cluster} - {""}
    level = min(traits[index].level for index in cluster)
    if dates:
        return (level, min(dates, key=lambda when: (-len(when), when)))
    if numbers:
        return (level, "number", min(numbers))
    issued = {traits[index].one("issued") for index in cluster} - {""}
    return (level, "written", min(issued)) if len(cluster) > 1 and issued else ()
