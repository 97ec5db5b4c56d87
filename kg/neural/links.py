"""Which Wikidata id a name of a type has, as learnt from annotated links.

Facts alone are kept: type, lemmas, id, and of a person the words for what the annotation says the person is. A person
needs more than one word, since «Иванов» may be anybody.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import ConfigError
from kg.model import Analysis, EntitySpan, Span

Key = tuple[str, str]
VALUES = frozenset({"AGE", "CRIME", "DATE", "EVENT", "MONEY", "NUMBER", "ORDINAL", "PERCENT", "TIME"})
"""Types whose few annotated ids say little of other texts."""

LEAST_LETTERS = 3
"""Letters of the shortest word that says what a person is."""

LEAST_SHARE = 0.5
"""Least share of the annotated mentions of a name that have one id, or the name means several things."""


class LinkTable:
    """Ids by type and lemmas; `said` gives the lemmas of offices, employers and origins of the people with an id."""

    def __init__(self, ids: Mapping[Key, str], said: Mapping[str, frozenset[str]] | None = None) -> None:
        self.ids = dict(ids)
        self.said = dict(said or {})

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


def learn(mentions: Iterable[tuple[str, str, str | None]], sayings: Iterable[tuple[str, str]] = ()) -> LinkTable:
    """Return the table of annotated mentions.

    Args:
        mentions: Type, lemmas and id of each, None where the annotation gives none.
        sayings: Ids of people with the lemmas of what they are said to be.
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
    people = {ident for (kind, _), ident in found.items() if kind == "PERSON"}
    said: dict[str, set[str]] = {}
    for ident, words in sayings:
        if ident in people:
            said.setdefault(ident, set()).update(word for word in words.split() if len(word) >= LEAST_LETTERS)
    return LinkTable(found, {ident: frozenset(words) for ident, words in said.items()})


def save_links(path: Path, table: LinkTable) -> None:
    """Write a table, a line an entry, sorted; the words for a person are a fourth column."""
    rows = [
        (kind, name, ident, " ".join(sorted(table.said.get(ident, ()))) if kind == "PERSON" else "")
        for (kind, name), ident in sorted(table.ids.items())
    ]
    path.write_text("".join("\t".join(row).rstrip("\t") + "\n" for row in rows), encoding="utf-8")


def load_links(path: Path) -> LinkTable:
    """Return the table of a file.

    Raises:
        ConfigError: The file is missing or damaged.
    """
    try:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        said = {ident: frozenset(words[0].split()) for _, _, ident, *words in rows if words}
        return LinkTable({(kind, name): ident for kind, name, ident, *_ in rows}, said)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path.name}: the table of links cannot be read: {error}") from error
