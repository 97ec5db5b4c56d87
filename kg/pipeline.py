"""The loop over documents: sources to store to files. It wires and counts; no rule and no RDF term is here."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import RuleError
from kg.extract import Extractor, load_extractor
from kg.model import Corpus, Document
from kg.resolution import merge
from kg.sources import Skipped, read
from kg.store import Store, open_store
from kg.views import write_views

log = logging.getLogger(__name__)

STORE_FOLDER = "store"
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
    """

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    corpus: Corpus
    files: tuple[Path, ...]


def build(
    inputs: Sequence[str | Path],
    output: Path,
    *,
    extractor: Extractor | None = None,
    base: str | None = None,
    formats: Sequence[str] = (),
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read articles, add what is new to the store, and write every export.

    Args:
        inputs: Files, folders, archives, or "-" for standard input.
        output: Folder of the exports and of the store; made when it is missing.
        extractor: Resources to read with; loaded when a document needs them, unless given.
        base: Start of all data IRIs.
        formats: Further formats beside those always written.
        encoding: Encoding of the inputs, where it is known better than detection finds it.
        progress: Wraps the documents as they are read, for a progress bar.

    Raises:
        StoreError: The output folder or the store cannot be written, or another build holds it.
    """
    with open_store(output / STORE_FOLDER) as store:
        found = read(inputs, encoding=encoding)
        added, unchanged, skipped = _add(store, progress(found) if progress else found, extractor)
        corpus = publish(store, base=base)
        files = write_views(store, corpus, skipped, output, formats=formats)
    return Report(tuple(added), tuple(unchanged), tuple(skipped), corpus, tuple(files))
