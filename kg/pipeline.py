"""The loop over documents: sources to store to files. It wires and counts; no rule and no RDF term is here."""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from threadpoolctl import threadpool_limits

from kg.errors import ConfigError, RuleError, StoreError, one_line
from kg.extract import VERSION, Extractor, load_extractor
from kg.files import remove_leftovers
from kg.model import Corpus, Document, Extraction
from kg.resolution.across import merge
from kg.review import JOURNAL, Judgement, Reviewed, in_force, read_journal, reviewed
from kg.sources import Skipped, read
from kg.store import STORE_FOLDER, Store, open_store
from kg.views import check_formats, write_views

log = logging.getLogger(__name__)

LOG_EVERY = 1_000
Progress = Callable[[Iterable[Document | Skipped]], Iterable[Document | Skipped]]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes:
        added: Ids of the documents that were extracted, in order of reading.
        unchanged: Ids of those that the store already held with this very text.
        skipped: Inputs left out, with the cause of each.
        corpus: Everything in the store after the build.
        files: The files written, in order.
        gone: Judgements about what is not in the graph now, each with the cause.
    """

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    corpus: Corpus
    files: tuple[Path, ...]
    gone: tuple[tuple[Judgement, str], ...] = ()


def build(
    inputs: Sequence[str | Path],
    output: Path,
    *,
    extractor: Extractor | None = None,
    base: str | None = None,
    threshold: float | None = None,
    formats: Sequence[str] = (),
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read articles, add what is new to the store, and write every export.

    Args:
        inputs: Files, folders, archives, or "-" for standard input.
        output: Folder of the exports and of the store; made when it is missing.
        extractor: Resources to read with; loaded when a document needs them, unless given.
        base: Start of all data IRIs; by default as in the build before, or the package's own.
        threshold: Least confidence of a statement of the graph, in [0, 1]; by default as in the build before, or 0.5.
        formats: Further formats beside those always written.
        encoding: Encoding of the inputs, where it is known better than detection finds it.
        progress: Wraps the documents as they are read, for a progress bar.

    Raises:
        StoreError: The output folder or the store cannot be written, or another build holds it.
        ConfigError: The file of judgements in the output folder has a malformed line.
    """
    check_formats(formats)
    articles = read(inputs, encoding=encoding)
    judgements = in_force(read_journal(output / JOURNAL))
    with open_store(output / STORE_FOLDER, base=base, threshold=threshold) as store:
        remove_leftovers(output)
        with threadpool_limits(1, user_api="blas"):  # threads cost more than they give on matrices of a text's size
            added, unchanged, skipped = _add(store, progress(articles) if progress else articles, extractor)
        found = _publish(store, judgements)
        files = write_views(store, found.corpus, skipped, output, formats=formats, gone=found.gone)
    return Report(tuple(added), tuple(unchanged), tuple(skipped), found.corpus, tuple(files), found.gone)


def forget(output: Path, document_ids: Sequence[str]) -> Report:
    """Remove documents from the store exactly, and write every export anew.

    Raises:
        ConfigError: The store has no document of one of these ids; nothing is removed.
        StoreError: There is no store, or it cannot be written.
    """
    return _again(output, document_ids)


def publish(output: Path) -> Report:
    """Resolve what is in the store anew, with the judgements of the output folder, and write every export.

    Raises:
        ConfigError: The file of judgements has a malformed line.
        StoreError: There is no store, or it cannot be written.
    """
    return _again(output, ())


def _again(output: Path, forgotten: Sequence[str]) -> Report:
    if not (output / STORE_FOLDER).is_dir():
        raise StoreError(f"{output / STORE_FOLDER}: no store here; build one first")
    judgements = in_force(read_journal(output / JOURNAL))
    with open_store(output / STORE_FOLDER) as store:
        known = set(store.documents())
        for document_id in forgotten:
            if document_id not in known:
                raise ConfigError(f"{document_id}: no such document in {output / STORE_FOLDER}")
        for document_id in forgotten:
            store.forget(document_id)
        found = _publish(store, judgements)
        files = write_views(store, found.corpus, (), output, gone=found.gone)
    return Report((), tuple(sorted(known - set(forgotten))), (), found.corpus, tuple(files), found.gone)


def _add(
    store: Store, found: Iterable[Document | Skipped], extractor: Extractor | None
) -> tuple[list[str], list[str], list[Skipped]]:
    added: list[str] = []
    unchanged: list[str] = []
    skipped: list[Skipped] = []
    for item in found:
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        mark = fingerprint(item)
        if store.source(item.id) == mark:
            unchanged.append(item.id)
            continue
        extractor = extractor or load_extractor()
        extraction = _extracted(item, extractor)
        if isinstance(extraction, Skipped):
            skipped.append(extraction)
            continue
        store.put(extraction, mark)
        added.append(item.id)
        if len(added) % LOG_EVERY == 0:
            log.info("%d documents read", len(added))
    return added, unchanged, skipped


def _extracted(document: Document, extractor: Extractor) -> Extraction | Skipped:
    """Return what a document contributes, or why it is left out: a defect that one text meets loses no other."""
    try:
        return extractor(document)
    except Exception as error:
        log.debug("%s: left out", document.id, exc_info=True)
        return Skipped(document.source or document.id, f"left out: {_cause(document, error)}")


def _cause(document: Document, error: Exception) -> str:
    if isinstance(error, RuleError):
        return one_line(error)
    if isinstance(error, MemoryError):
        return f"article {document.id} needs more memory than there is"
    return f"article {document.id} cannot be analysed: {type(error).__name__}: {one_line(error)}"


def _publish(store: Store, judgements: Sequence[Judgement]) -> Reviewed:
    """Make the graph of all documents and judgements the one that readers see, unless it is already."""
    if not store.stale and not store.reviewed and not judgements:
        return Reviewed(store.corpus(), ())
    if not judgements:
        store.resolve()
        return Reviewed(store.corpus(), ())
    found = reviewed(merge(store.extractions(), threshold=store.threshold), judgements)
    store.publish(found.corpus, reviewed=True)
    return found


def fingerprint(document: Document) -> str:
    """Return what tells whether a document must be read again: its content, metadata and the extractor's version."""
    content = [VERSION, document.id, document.text, document.title, str(document.published), document.url]
    packed = json.dumps([*content, document.publisher], ensure_ascii=True)
    return hashlib.sha256(packed.encode("ascii")).hexdigest()
