"""The exceptions that the package raises.

KGError
├── ConfigError      an option or a setting is wrong: the run stops
├── SourceError      one document cannot be read: it is skipped and counted
├── RuleError        a rule failed on one document: it is skipped and counted
├── OntologyError    the vocabulary and the code disagree: the run stops
├── StoreError       the store is damaged, locked or cannot be written: the run stops
└── QueryError       a query is malformed or unknown: the run stops
"""

LONGEST_LINE = 1_000


class KGError(Exception):
    """Base of all errors of the package; its text is one line for the user."""


class ConfigError(KGError):
    """An option or a setting is wrong."""


class SourceError(KGError):
    """One input cannot be read.

    Args:
        source: File, member or record, as the user knows it.
        cause: What is wrong, and what to do where that helps.
    """

    def __init__(self, source: str, cause: str) -> None:
        super().__init__(f"{source}: {cause}")
        self.source = source
        self.cause = cause


class RuleError(KGError):
    """A rule failed on one document.

    Args:
        rule: Name of the rule (`family.pattern`).
        document_id: The document.
        cause: What happened.
    """

    def __init__(self, rule: str, document_id: str, cause: str) -> None:
        super().__init__(f"{document_id}: rule {rule}: {cause}")
        self.rule = rule
        self.document_id = document_id
        self.cause = cause


class OntologyError(KGError):
    """The vocabulary and the code disagree."""


class StoreError(KGError):
    """The store is damaged, locked by another process or cannot be written."""


class QueryError(KGError):
    """A query is malformed, or no query has this name."""


def one_line(message: object) -> str:
    """Return a message on one printable line of at most 1,000 characters; control characters become escapes."""
    line = " ".join(str(message).split())[:LONGEST_LINE]
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)
