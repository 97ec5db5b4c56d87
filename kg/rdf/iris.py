"""The one place that makes IRIs of data; nothing that comes from a text reaches an IRI any other way."""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import ConfigError
from kg.model import Contradiction, Document, Evidence, Link, Span, Statement
from kg.rdf.namespaces import DATA_BASE

_LIMIT = 200
_PLAIN = re.compile(r"(?!\.+$)[A-Za-z0-9_.\-]{1,200}")
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_BASE = re.compile(r"https?://[A-Za-z0-9.\-]+(:[0-9]+)?(/[A-Za-z0-9._\-/]*)?/|urn:[a-z0-9][a-z0-9\-]+:([a-z0-9.\-]+:)*")


def make_segment(text: str) -> str:
    """Return one ASCII path segment of an IRI; different texts give different segments.

    Letters, digits, `-`, `_` and `.` stay; other characters are percent-encoded, the slash too. A
    text that cleaning changes (NFC; control, format and surrogate code points dropped), that is
    long, empty or a dot segment ends in `~` and a hash of the text.
    """
    if _PLAIN.fullmatch(text):
        return text
    kept = unicodedata.normalize("NFC", "".join(char for char in text if unicodedata.category(char) not in _DROPPED))
    segment = _encoded(kept)
    if kept == text and len(segment) <= _LIMIT and segment.strip("."):
        return segment
    kept = kept[:_LIMIT]
    while len(_encoded(kept)) > _LIMIT:
        kept = kept[: len(kept) * 9 // 10]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_encoded(kept)}~{digest[:12]}"


@dataclass(frozen=True)
class Iris:
    """Makes the IRIs of one data set.

    Args:
        base: What every IRI begins with; ends in `/` (or `:` for a URN).

    Raises:
        ConfigError: The base is no absolute http, https or urn IRI of this form.
    """

    base: str = DATA_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise ConfigError(
                f"base '{self.base}': expected an absolute http(s) or urn IRI that ends in a slash or colon"
            )

    def entity(self, entity_id: str) -> NamedNode:
        """Return the IRI of an entity of a corpus (`…/entity/Q7747`, `…/entity/erik-muldabaev`)."""
        return self._make("entity", entity_id)

    def document(self, document_id: str) -> NamedNode:
        """Return the IRI of a document, which names its graph too."""
        return self._make("document", document_id)

    def context(self, document_id: str, field: str) -> NamedNode:
        """Return the IRI of the string that offsets of a field ("text" or "title") count in."""
        document = self.document(document_id)
        return document if field == "text" else NamedNode(f"{document.value}/{field}")

    def passage(self, document: Document, span: Span) -> NamedNode:
        """Return the IRI of a range of a document's content, as RFC 5147 writes it."""
        field, local = document.locate(span)
        return NamedNode(f"{self.context(document.id, field).value}#char={local.start},{local.stop}")

    def statement(self, statement_id: str) -> NamedNode:
        """Return the IRI of a statement node."""
        return self._make("statement", statement_id)

    def evidence(self, statement: Statement, item: Evidence) -> NamedNode:
        """Return the IRI of an evidence node, which depends on all that it says."""
        spans = [item.span, item.subject_span, item.object_span]
        content: list[object] = [statement.id, item.document_id, *spans, item.method, item.status, item.confidence]
        term: list[object] = [item.valid_from, item.valid_until, item.capacity]
        told = ["rumour"] if item.rumour else []
        return self._make("evidence", _digest([*content, item.speaker, *(term if any(term) else []), *told]))

    def contradiction(self, item: Contradiction) -> NamedNode:
        """Return the IRI of a contradiction, which depends on its kind and sides."""
        return self._make("contradiction", _digest([item.kind, item.first, item.second]))

    def mention(self, link: Link) -> NamedNode:
        """Return the IRI of a mention of an entity."""
        mention = link.mention
        return self._make("mention", _digest([mention.document_id, mention.span, mention.type, link.entity]))

    def method(self, name: str) -> NamedNode:
        """Return the IRI of a rule or model."""
        return self._make("method", name)

    def graph(self, name: str) -> NamedNode:
        """Return the IRI of a graph of the whole data set ("facts" or "reference")."""
        return self._make("graph", name)

    def namespace(self, kind: str) -> str:
        """Return what the IRIs of a kind ("entity", "document", …) begin with."""
        return f"{self.base}{kind}{':' if self.base.endswith(':') else '/'}"

    def _make(self, kind: str, name: str) -> NamedNode:
        return _made(self.namespace(kind), name)


@lru_cache(maxsize=200_000)  # an entity's IRI stands in hundreds of quads
def _made(namespace: str, name: str) -> NamedNode:
    return NamedNode(namespace + make_segment(name))


def _encoded(text: str) -> str:
    return quote(text, safe="").replace("~", "%7E")


def _digest(content: list[object]) -> str:
    packed = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode("ascii")).hexdigest()[:20]
