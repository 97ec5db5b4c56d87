"""Which Wikidata id a name of a type has, as learnt from annotated links.

Facts alone are kept: type, lemmas, id. A person needs more than one word, since «Иванов» may be anybody.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import ConfigError
from kg.model import Analysis, EntitySpan, Span

Key = tuple[str, str]
VALUES = frozenset({"AGE", "CRIME", "DATE", "EVENT", "MONEY", "NUMBER", "ORDINAL", "PERCENT", "TIME"})
"""Types whose few annotated ids say little of other texts."""

LEAST_SHARE = 0.5
"""Least share of the annotated mentions of a name that have one id, or the name means several things."""


class LinkTable:
    """Ids by type and lemmas."""

    def __init__(self, ids: Mapping[Key, str]) -> None:
        self.ids = dict(ids)

    def __call__(self, analysis: Analysis, entities: Sequence[EntitySpan]) -> tuple[EntitySpan, ...]:
        """Return the entities of an analysis with the ids that their names have."""
        names = lemmas(analysis, [item.span for item in entities])
        return tuple(
            item._replace(wikidata=self.ids.get((item.type, name))) for item, name in zip(entities, names, strict=True)
        )


def lemmas(analysis: Analysis, spans: Sequence[Span]) -> Iterator[str]:
    """Yield the lemmas of the words in each range, lower case with ё folded to е; spans are in text order."""
    tokens = [token for sentence in analysis.sentences for token in sentence.tokens]
    first = 0
    for span in spans:
        while first < len(tokens) and tokens[first].span.stop <= span.start:
            first += 1
        words = []
        for at in range(first, len(tokens)):
            token = tokens[at]
            start = token.span.start
            if start >= span.stop:
                break
            whole = span.contains(token.span)
            word = token.lemma if whole else token.text[max(span.start - start, 0) : span.stop - start]
            if word.isalnum() or any(char.isalnum() for char in word):
                words.append(word.lower().replace("ё", "е"))
        yield " ".join(words)


def learn(mentions: Iterable[tuple[str, str, str | None]]) -> LinkTable:
    """Return the table of annotated mentions.

    Args:
        mentions: Type, lemmas and id of each, None where the annotation gives none.
    """
    counts: dict[Key, dict[str | None, int]] = {}
    for kind, name, ident in mentions:
        per = counts.setdefault((kind, name), {})
        per[ident] = per.get(ident, 0) + 1
    found = {}
    for (kind, name), per in counts.items():
        if kind in VALUES:
            continue
        ident, count = max(per.items(), key=lambda pair: (pair[1], pair[0] or ""))
        if ident and count >= LEAST_SHARE * sum(per.values()) and (kind != "PERSON" or " " in name):
            found[kind, name] = ident
    return LinkTable(found)


def save_links(path: Path, table: LinkTable) -> None:
    """Write a table, a line an entry, sorted."""
    lines = (f"{kind}\t{name}\t{ident}\n" for (kind, name), ident in sorted(table.ids.items()))
    path.write_text("".join(lines), encoding="utf-8")


def load_links(path: Path) -> LinkTable:
    """Return the table of a file.

    Raises:
        ConfigError: The file is missing or damaged.
    """
    try:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        return LinkTable({(kind, name): ident for kind, name, ident in rows})
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path.name}: the table of links cannot be read: {error}") from error
