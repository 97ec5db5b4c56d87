"""Organizations: the reference's with their abbreviations, and the recogniser's besides.

A body that only the recogniser knows is typed by its words; what news reports name as a source or
an employer has a class of its own: Outlet, Authority (ministries, courts, police), Company, Party,
Team, Institution (schools, museums).
"""

import re
from collections.abc import Iterator, Sequence

from kg.mentions.lexicon import event_words
from kg.mentions.phrases import nominative
from kg.mentions.scene import Scene
from kg.mentions.wordlists import nominal_words, organization_kinds, outlets
from kg.model import Mention, Span
from kg.reference import NameHit

YEAR_SUFFIX = re.compile(r"^(\w[\w-]*?)[-–](?:19|20)\d\d$")
COUNCILS = frozenset({"совет", "комитет", "саммит", "заседание", "комиссия"})
LEADERS = frozenset({"глава", "министр", "лидер", "руководитель", "секретарь", "президент"})
GENERIC = frozenset({"сми", "ведомство", "министерство", "совет", "правительство", "парламент"})
OPENING = frozenset('«"“„')
LATIN = re.compile(r"^[A-Za-z0-9 .,&'’!:/+-]+$")


def find_organizations(scene: Scene, taken: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of organizations in text order.

    Args:
        scene: The document.
        taken: Names of people and places found before.
    """
    spans: list[list[Mention]] = [[] for _ in scene.trees]
    for mention in taken:
        spans[mention.sentence].append(mention)
    found = [mention for index in range(len(scene.trees)) for mention in _in_sentence(scene, index, spans[index])]
    return tuple(sorted(found, key=lambda mention: mention.span))


def _in_sentence(scene: Scene, index: int, taken: Sequence[Mention]) -> Iterator[Mention]:
    done: list[Span] = []
    for hit in scene.hits[index]:
        mention = _known(scene, index, hit)
        if mention is not None and not any(_excludes(other, mention.span) for other in taken):
            done.append(mention.span)
            yield mention
    for mention in _glued(scene, index):
        if not any(mention.span.overlaps(span) for span in done):
            done.append(mention.span)
            yield mention
    yield from _recognised(scene, index, taken, done)


def _recognised(scene: Scene, index: int, taken: Sequence[Mention], done: Sequence[Span]) -> Iterator[Mention]:
    """Yield the bodies that only the recogniser sees, also around a known one («Управление ООН по …»)."""
    tree = scene.trees[index]
    agencies = [tree.span(start, stop - 1) for start, stop in _agencies(scene, index)]
    for start, stop in _agencies(scene, index):
        name = nominative(tree, start, stop, scene.morphology)
        yield scene.mention(index, start, stop, "Organization", normal=name)
    closed = [mention.span for mention in taken if mention.type in ("Person", "Facility")]
    places = [mention.span for mention in taken if mention.type != "Person"]
    for start, stop, label in scene.names[index]:
        for first, last in _pieces(scene, index, start, stop) if label == "ORG" else ():
            span = tree.span(first, last - 1)
            inner = [other for other in done if span.overlaps(other)]
            if any(span.overlaps(other) for other in (*closed, *agencies)) or span in places:
                continue
            if inner and not (_has_cue(scene, index, first) and all(_properly_inside(span, other) for other in inner)):
                continue
            mention = _unknown(scene, index, first, last)
            if mention is not None:
                yield mention


def _agencies(scene: Scene, index: int) -> Iterator[tuple[int, int]]:
    """Yield bodies named after a known one: «Управление ООН по делам беженцев», which the recogniser cuts in two."""
    tree = scene.trees[index]
    for hit in scene.hits[index]:
        before = hit.start - 1
        if before < 0 or not _is_body(scene, hit) or not tree[before].text[:1].isupper():
            continue
        if organization_kinds().get(tree[before].lemma) not in ("Organization", "Authority"):
            continue
        inside = any(start <= before and hit.stop <= stop for start, stop, _ in scene.names[index])
        ends = [stop for start, stop, label in scene.names[index] if start <= hit.start < stop and label == "ORG"]
        if not inside and max(ends, default=0) > hit.stop:
            yield before, max(ends)


def _is_body(scene: Scene, hit: NameHit) -> bool:
    entity = scene.reference.entity(hit.candidates[0])
    return entity is not None and entity.type == "Organization"


def _excludes(other: Mention, span: Span) -> bool:
    """Return whether a name takes the range away; «штаб-квартира НАТО» leaves room for «НАТО»."""
    if other.type == "Facility" and other.span.contains(span) and other.span != span:
        return False
    return other.span.overlaps(span)


def _has_cue(scene: Scene, index: int, at: int) -> bool:
    return scene.trees[index][at].lemma in organization_kinds()


def _properly_inside(span: Span, other: Span) -> bool:
    """Return whether a known name lies in the later part of a longer one: «Управление ООН по делам беженцев»."""
    return span.start < other.start and other.stop <= span.stop


def _known(scene: Scene, index: int, hit: NameHit) -> Mention | None:
    sure = () if hit.ambiguous else hit.candidates
    meant = _of_named_body(scene, index, hit) or sure or _in_doubt(scene, index, hit)
    bodies = [entity for ident in meant if (entity := scene.reference.entity(ident)) is not None]
    if not bodies or bodies[0].type != "Organization":
        return None
    if not bodies[0].part_of and _is_sitting(scene, index, hit.start, hit.stop):
        return None
    return scene.mention(
        index,
        hit.start,
        hit.stop,
        "Organization",
        form=hit.form,
        normal=bodies[0].name,
        candidates=tuple(body.id for body in bodies),
    )


def _of_named_body(scene: Scene, index: int, hit: NameHit) -> tuple[str, ...]:
    """Return the organ of the one body in the text that has an organ of this name: «СМИД» beside «ОДКБ».

    None where the body of the organ that the reference knows best by the name is in the text itself.
    """
    organ = scene.reference.entity(hit.candidates[0])
    if organ is None or not organ.part_of or organ.part_of in scene.spelled_out:
        return ()
    found = []
    for ident in sorted(scene.spelled_out):
        body = scene.reference.entity(ident)
        if body is not None and body.type == "Organization" and body.abbreviation:
            whole = (*scene.words[index][hit.start : hit.stop], body.abbreviation)
            hits = [other for other in scene.reference.find(whole) if other.stop - other.start == len(whole)]
            organs = (scene.reference.entity(other.candidates[0]) for other in hits)
            found += [own.id for own in organs if own is not None and own.part_of == ident]
    return tuple(found) if len(found) == 1 else ()


def _in_doubt(scene: Scene, index: int, hit: NameHit) -> tuple[str, ...]:
    """Return what an ambiguous name may mean here, none where nothing in the text supports it.

    An abbreviation needs the recogniser's word or the name in full; a name («Генассамблея», «двадцатка») needs to be
    told elsewhere in the text, or its body or country to be named and the recogniser to agree («Рада», «Совбез»).
    """
    told = tuple(ident for ident in hit.candidates if ident in scene.spelled_out)
    seen = any(start <= hit.start and hit.stop <= stop and label == "ORG" for start, stop, label in scene.names[index])
    if hit.form == "abbreviation":
        return hit.candidates if seen or told else ()
    if scene.trees[index][hit.start].lemma in nominal_words():
        return ()  # «альянс», «Содружество» are taken up as common nouns are
    if _follows_summit(scene, index, hit.start):
        return hit.candidates
    return told or tuple(ident for ident in hit.candidates if seen and _owner_is_named(scene, ident))


def _follows_summit(scene: Scene, index: int, at: int) -> bool:
    """Return whether a name says whose summit it is: «саммит «двадцатки»», «лидеры семёрки»."""
    tree = scene.trees[index]
    before = at - 1 - (at > 0 and tree[at - 1].text in OPENING)
    if before < 0:
        return False
    words = event_words()
    return words["heads"].get(tree[before].lemma) == "Summit" or tree[before].lemma in words["joint"]


def _owner_is_named(scene: Scene, ident: str) -> bool:
    body = scene.reference.entity(ident)
    return body is not None and not scene.spelled_out.isdisjoint({body.part_of or "", body.country or ""})


def _glued(scene: Scene, index: int) -> Iterator[Mention]:
    """Yield names written together with something else: «АТЭС-2012», «G20» that the tokenizer cuts."""
    tree = scene.trees[index]
    for at, token in enumerate(tree.tokens):
        match = YEAR_SUFFIX.match(token.text)
        if match:
            name, span = match.group(1), Span(token.span.start, token.span.start + match.end(1))
        elif at + 1 < len(tree) and tree[at + 1].text.isdigit() and tree[at + 1].span.start == token.span.stop:
            name, span = token.text + tree[at + 1].text, Span(token.span.start, tree[at + 1].span.stop)
        else:
            continue
        for hit in scene.reference.find([name]):
            body = scene.reference.entity(hit.candidates[0])
            if body is not None and body.type == "Organization":
                yield scene.mention_at(
                    index, span, "Organization", form=hit.form, normal=body.name, candidates=hit.candidates
                )


def _pieces(scene: Scene, index: int, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the name and, apart, the abbreviation in brackets after it: «Лига чего-то (ЛЧ)»."""
    tree = scene.trees[index]
    words = [token.text for token in tree.tokens[start:stop]]
    if "(" in words[1:]:
        cut = start + words.index("(")
        yield from _stripped(scene, index, start, cut)
        yield from _stripped(scene, index, cut + 1, stop)
    else:
        yield from _stripped(scene, index, start, stop)


def _stripped(scene: Scene, index: int, start: int, stop: int) -> Iterator[tuple[int, int]]:
    tree = scene.trees[index]
    while start < stop and not tree[start].text[:1].isalnum():
        start += 1
    while stop > start and not tree[stop - 1].text[-1:].isalnum():
        stop -= 1
    if start < stop:
        yield start, stop


def _unknown(scene: Scene, index: int, start: int, stop: int) -> Mention | None:
    tree = scene.trees[index]
    if not any(token.text[:1].isupper() for token in tree.tokens[start:stop]) or _is_organ(scene, index, start, stop):
        return None
    kind = organization_kind(tuple(token.lemma for token in tree.tokens[start:stop]), _text(scene, index, start, stop))
    return scene.mention(index, start, stop, kind, normal=nominative(tree, start, stop, scene.morphology))


def _is_organ(scene: Scene, index: int, start: int, stop: int) -> bool:
    """Return whether a «body» is a sitting of leaders or an organ of a body named before.

    «Совет глав государств», «Совет министров иностранных дел», «Совет организации».
    """
    lemmas = [token.lemma for token in scene.trees[index].tokens[start:stop]]
    if len(lemmas) == 1:
        return lemmas[0] in nominal_words() or lemmas[0] in GENERIC
    if lemmas[-1] == "директор":
        return True
    return lemmas[0] in COUNCILS and any(lemma in LEADERS or lemma in nominal_words() for lemma in lemmas[1:])


def _is_sitting(scene: Scene, index: int, start: int, stop: int) -> bool:
    """Return whether a known body is a sitting of leaders: «Совет глав государств СНГ», not «Комиссия ЭКОВАС»."""
    lemmas = [token.lemma for token in scene.trees[index].tokens[start:stop]]
    alone = len(lemmas) == 1 and _is_organ(scene, index, start, stop)
    return alone or (lemmas[0] in COUNCILS and any(lemma in LEADERS for lemma in lemmas[1:]))


def _text(scene: Scene, index: int, start: int, stop: int) -> str:
    return scene.trees[index].span(start, stop - 1).of(scene.text)


def organization_kind(lemmas: Sequence[str], text: str) -> str:
    """Return the class of a body that the reference does not know.

    Args:
        lemmas: Lower-case lemmas of its words, the first cue word decides.
        text: The name as it stands.
    """
    if text.lower().strip('«»"') in outlets():
        return "Outlet"
    kinds = organization_kinds()
    for lemma in lemmas:
        if lemma in kinds:
            return "Organization" if kinds[lemma] == "Parliament" else kinds[lemma]
    if LATIN.match(text):
        return "Company"
    return "Organization" if text.isupper() else "Company"
