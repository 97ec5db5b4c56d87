"""report.md: what was read, found and left out, for a reader who opens the folder without any tool."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.model import BELIEVED, Corpus, Statement
from kg.review import Judgement
from kg.types import is_a
from kg.views.disagreements import contradiction_rows, reprint_rows

TOP = 20


def report(corpus: Corpus, skipped: Sequence[tuple[str, str]], gone: Sequence[tuple[Judgement, str]] = ()) -> str:
    """Return the report in Markdown.

    Args:
        corpus: The resolved documents.
        skipped: Inputs left out and the cause of each.
        gone: Judgements about what is not in the graph, and the cause of each.
    """
    names = {entity.id: entity.name for entity in corpus.entities}
    parts = [
        "# Отчёт о графе знаний",
        _overview(corpus),
        _skipped(skipped),
        _section("Оценки, которым не к чему относиться", ("Оценка", "О чём", "Причина"), _gone(gone)),
        _section("Предикаты", ("Предикат", "Всего", "Из текстов", "Из справочника"), _predicates(corpus)),
        _section("Руководители", ("Кто", "Чего", "Основание", "Документов"), _pairs(corpus, names, "leaderOf")),
        _section("Члены организаций", ("Страна", "Организация", "Основание", "Документов"),
                 _pairs(corpus, names, "memberOf")),
        _section("События", ("Событие", "Где", "Когда", "Участников", "Документов"), _events(corpus, names)),
        _section("Противоречия", ("Вид", "О чём", "Сторона", "Как подано", "Где и кто", "Цитаты"),
                 contradiction_rows(corpus)),
        _section("Отрицаемое и предполагаемое", ("Кто", "Предикат", "Что", "Статус", "Кто говорит", "Документ"),
                 _unbelieved(corpus, names)),
        _section("Чаще всего упомянуты", ("Что", "Тип", "Wikidata", "Документов", "Упоминаний"), _top(corpus)),
        _section("Перепечатки", ("Документ", "Издание", "Перепечатка документа", "Издание"), reprint_rows(corpus)),
        _section("Документы", ("Документ", "Дата", "Издание", "Упоминаний", "Утверждений"), _documents(corpus)),
    ]  # fmt: skip
    return "\n".join(part for part in parts if part)


def _overview(corpus: Corpus) -> str:
    text = sum(statement.basis == "text" for statement in corpus.statements)
    linked = sum(bool(entity.wikidata) for entity in corpus.entities)
    rows = [
        ("Документы", len(corpus.documents)),
        ("Сущности", len(corpus.entities)),
        ("из них связаны с Wikidata", linked),
        ("Упоминания", len(corpus.links)),
        ("Утверждения из текстов", text),
        ("Утверждения из справочника", len(corpus.statements) - text),
    ]
    return _table(("Что", "Сколько"), rows)


def _skipped(skipped: Sequence[tuple[str, str]]) -> str:
    if not skipped:
        return "\nВсе входные документы прочитаны.\n"
    return _section("Не прочитано", ("Источник", "Причина"), sorted(skipped))


def _gone(gone: Sequence[tuple[Judgement, str]]) -> Iterator[tuple[object, ...]]:
    for judgement, cause in gone:
        about = [target.name or target.id for target in judgement.entities]
        about[1:1] = [judgement.predicate] if judgement.predicate else []
        yield f"{judgement.kind} {judgement.id}", " ".join([*about, judgement.literal]).strip(), cause


def _predicates(corpus: Corpus) -> Iterator[tuple[object, ...]]:
    counts = Counter((statement.predicate, statement.basis) for statement in corpus.statements)
    for predicate in sorted({predicate for predicate, _ in counts}):
        text, known = counts[predicate, "text"], counts[predicate, "reference"]
        yield predicate, text + known, text, known


def _pairs(corpus: Corpus, names: dict[str, str], predicate: str) -> Iterator[tuple[object, ...]]:
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in corpus.statements:
        if statement.predicate == predicate and statement.status in BELIEVED:
            found[names[statement.object], names[statement.subject]].append(statement)
    for (object_, subject), statements in sorted(found.items()):
        basis = " и ".join(
            word
            for kind, word in (("text", "текст"), ("reference", "справочник"))
            if any(statement.basis == kind for statement in statements)
        )
        yield subject, object_, basis, _document_count(statements)


def _events(corpus: Corpus, names: dict[str, str]) -> Iterator[tuple[object, ...]]:
    about: dict[str, list[Statement]] = defaultdict(list)
    for statement in corpus.statements:
        if statement.status in BELIEVED:
            about[statement.subject].append(statement)
            if statement.predicate == "participatesIn":
                about[statement.object].append(statement)
    for entity in sorted(corpus.entities, key=lambda entity: (entity.name, entity.id)):
        held = about[entity.id]
        if is_a(entity.type, "Event") and held:
            places = sorted({names[s.object] for s in held if s.predicate == "takesPlaceIn"})
            days = sorted({s.object for s in held if s.predicate == "eventDate"})
            guests = {s.subject for s in held if s.predicate == "participatesIn"}
            yield entity.name, ", ".join(places), ", ".join(days), len(guests), _document_count(held)


def _unbelieved(corpus: Corpus, names: dict[str, str]) -> Iterator[tuple[object, ...]]:
    for statement in corpus.statements:
        for item in statement.evidence if statement.basis == "text" else ():
            if item.status not in BELIEVED:
                subject, object_ = names[statement.subject], names.get(statement.object, statement.object)
                speaker = names.get(item.speaker or "", "")
                status = f"{item.status} (слух)" if item.rumour else item.status
                yield subject, statement.predicate, object_, status, speaker, item.document_id


def _top(corpus: Corpus) -> list[tuple[object, ...]]:
    mentions = Counter(link.entity for link in corpus.links)
    documents = Counter(entity for entity, _ in {(link.entity, link.mention.document_id) for link in corpus.links})
    ranked = sorted(corpus.entities, key=lambda e: (-documents[e.id], -mentions[e.id], e.name, e.id))[:TOP]
    return [(e.name, e.type, e.wikidata or "", documents[e.id], mentions[e.id]) for e in ranked]


def _documents(corpus: Corpus) -> Iterator[tuple[object, ...]]:
    mentions = Counter(link.mention.document_id for link in corpus.links)
    stated = Counter(item.document_id for s in corpus.statements if s.basis == "text" for item in s.evidence)
    for document in corpus.documents:
        day = document.published.isoformat() if document.published else ""
        yield document.id, day, document.publisher or "", mentions[document.id], stated[document.id]


def _document_count(statements: Iterable[Statement]) -> int:
    return len({item.document_id for statement in statements for item in statement.evidence})


def _section(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    body = list(rows)
    return f"\n## {title}\n{_table(header, body)}" if body else ""


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["", _row(header), _row(["---"] * len(header)), *(_row([_cell(cell) for cell in row]) for row in rows), ""]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(value: object) -> str:
    """Return a value as one cell: nothing in a name may end the cell, start a tag or a link."""
    text = " ".join(str(value).split())
    return "".join("\\" + char if char in "\\|<>[]`*_" else char for char in text)
