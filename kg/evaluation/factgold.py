"""The annotated facts of a document of factRuEval-2016, from its layers of spans, mentions, entities and facts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from kg.errors import SourceError
from kg.evaluation.closeness import normal
from kg.evaluation.factrueval import Argument, Fact

PART_OF = "isPartOf"
"""Not judged: it names the places that are as right as the annotated place of an occupation."""

MODALITY, DIFFICULTY, PHASE = "модальность", "сложность", "фаза"
UNREAL = frozenset({"возможность", "будущее", "отрицание"})
DIFFICULT = "повышенная"

_PERSON = ("firstname", "lastname", "patronymic", "nickname")
_ORDERS = ((1, 0, 2), (0, 2, 1), (0, 2), (0, 1), (1, 0), (3,), (0,), (2,), (1,), (0, 3))
"""The orders of the parts of a person's name that are accepted, by their number in `_PERSON`."""

Block = list[list[str]]


class _Mention(NamedTuple):
    texts: frozenset[str]
    quoted: frozenset[str]


def read_facts(folder: Path, name: str) -> list[Fact]:
    """Return the annotated facts of a document.

    Raises:
        SourceError: The document's annotation is damaged.
    """
    try:
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        layers = {layer: _blocks(folder / f"{name}.{layer}") for layer in ("spans", "objects", "coref", "facts")}
        spans = {row[0]: (int(row[2]), int(row[2]) + int(row[3])) for block in layers["spans"] for row in block}
        mentions = {row[0]: _mention(row, spans, text) for block in layers["objects"] for row in block}
        names = {f"obj{block[0][0]}": frozenset(_names(block, mentions)) for block in layers["coref"]}
        spots = {f"span{ident}": frozenset({normal(text[start:stop])}) for ident, (start, stop) in spans.items()}
        wider = _wider([block for block in layers["facts"] if block[0][1] == PART_OF], names)
        return [_fact(block, {**spots, **names}, wider) for block in layers["facts"] if block[0][1] != PART_OF]
    except (OSError, UnicodeDecodeError, IndexError, ValueError, KeyError) as error:
        raise SourceError(f"{folder / name}", f"not in factRuEval's form: {error!r}") from error


def _blocks(path: Path) -> list[Block]:
    """Return the blocks of a file that empty lines divide, each as lines of words."""
    blocks: list[Block] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            blocks[-1].append(line.split())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _mention(row: Sequence[str], spans: Mapping[str, tuple[int, int]], text: str) -> _Mention:
    """Return the texts of a mention: from its first span to its last, and without what lies between them."""
    idents = row[2 : row.index("#")] if "#" in row else row[2:]
    ranges = sorted(spans[ident] for ident in idents)
    pieces, end = [], 0
    for start, stop in ranges:
        pieces.append(text[max(start, end) : max(stop, end)])
        end = max(stop, end)
    texts = {normal(" ".join(piece for piece in pieces if piece)), normal(text[ranges[0][0] : end])}
    quoted = {normal(text[start:stop]) for start, stop in ranges if text[start - 1 : start] in set('«"“„')}
    return _Mention(frozenset(texts), frozenset(quoted))


def _names(block: Block, mentions: Mapping[str, _Mention]) -> Iterator[str]:
    """Yield all texts that name an entity: its mentions, its names with and without descriptors, a person's parts."""
    known = [mentions[ident] for ident in block[0][1:] if ident in mentions]
    yield from (text for mention in known for text in mention.texts)
    values: dict[str, list[str]] = defaultdict(list)
    for row in block[1:]:
        values[row[0].lower().strip("0123456789")].append(normal(" ".join(row[1:])))
    quoted = {text for mention in known for text in mention.quoted}
    for title in [*values["name"], *(f'"{name}"' for name in values["name"] if name in quoted)]:
        yield title
        for word in (*values["descriptor"], *values["descr"]):
            if f" {word} " not in f" {title} ":
                yield from (f"{title} {word}", f"{word} {title}")
    for order in _ORDERS:
        for parts in product(*(values[_PERSON[number]] for number in order)):
            yield " ".join(parts)


def _wider(blocks: Sequence[Block], names: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return for each part and whole the names of the other."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for block in blocks:
        ends = [row[1] for row in block[1:]]
        for end in ends:
            found[end] = found[end].union(*(names.get(other, frozenset()) for other in ends if other != end))
    return found


def _fact(block: Block, known: Mapping[str, frozenset[str]], wider: Mapping[str, frozenset[str]]) -> Fact:
    arguments: list[Argument] = []
    marks: dict[str, set[str]] = defaultdict(set)
    phases: list[Argument] = []
    for row in block[1:]:
        name = {"job": "position"}.get(row[0].lower(), row[0].lower())
        if name in (MODALITY, DIFFICULTY):
            marks[name].update(part.strip() for part in normal(" ".join(row[1:])).split("|"))
        elif name == PHASE:
            phases.append((name, _values(row, known)))
        else:
            more = wider.get(row[1], frozenset()) if name == "where" else frozenset()
            arguments.append((name, _values(row, known) | more))
    return Fact(block[0][1].lower(), tuple(arguments), phase=tuple(phases),
                difficult=DIFFICULT in marks[DIFFICULTY], unreal=bool(marks[MODALITY] & UNREAL))  # fmt: skip


def _values(row: Sequence[str], known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the texts of an argument: «position span1 мэра | span2 мэр Оша», «where obj1 Ош | город Ош»."""
    found: set[str] = set()
    for part in " ".join(row[1:]).split("|"):
        ident, _, rest = part.strip().partition(" ")
        found |= known.get(ident, frozenset({normal(part)}))
        if ident in known and rest:
            found.add(normal(rest))
    return frozenset(found)
