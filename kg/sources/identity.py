"""Keep the identifiers of documents apart over a whole run."""

import hashlib
import logging
from dataclasses import replace

from kg.model import Document

log = logging.getLogger(__name__)


class Identifiers:
    """The identifiers given so far, each with a digest of its article.

    The same identifier with the same title and text is the same article and counts once. With another text
    the later one, in sorted order of files, takes its file's name in front («agency-17»), then a number.
    """

    def __init__(self) -> None:
        self._digests: dict[str, bytes] = {}

    def admit(self, doc: Document, name: str) -> Document | None:
        """Return the document under an identifier of its own, or None when it was there before.

        Args:
            doc: A document as its file identifies it.
            name: Unique name of its file.
        """
        digest = _digest(doc)
        candidate, number = doc.id, 0
        while (known := self._digests.get(candidate)) is not None:
            if known == digest:
                log.info("%s: article %s was read before", doc.source, doc.id)
                return None
            stem = doc.id if name == doc.id else f"{name}-{doc.id}"
            candidate = f"{stem}-{number + 1}" if number or stem == doc.id else stem
            number += 1
        self._digests[candidate] = digest
        if candidate == doc.id:
            return doc
        log.info("%s: identifier %s is taken, %s is used", doc.source, doc.id, candidate)
        return replace(doc, id=candidate)


def _digest(doc: Document) -> bytes:
    content = f"{doc.title or ''}\0{doc.text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=16).digest()
