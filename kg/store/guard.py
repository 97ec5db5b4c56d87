"""Refuse SPARQL text that would reach outside the store, before any engine sees it."""

import re

from kg.errors import QueryError

MAX_LENGTH = 1_000_000
MAX_NESTING = 200  # Oxigraph's parser overflows its stack at some thousands

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>[\w.\-]*:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:[\w.\-:]|%[0-9A-Fa-f]{2}|\\.)*)?)
    | (?P<tag>@[A-Za-z\-]+)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<open>[{(\[])
    | (?P<close>[})\]])
    """,
    re.VERBOSE | re.DOTALL,
)
_FORBIDDEN = ("SERVICE", "FROM", "LOAD")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_query(text: str) -> None:
    r"""Accept a query that stays in the store.

    Raises:
        QueryError: The text is too long or too deeply nested, is not valid Unicode, or has SERVICE,
            FROM or LOAD as a keyword (also written with \u escapes).
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"query too long: {len(text)} characters, at most {MAX_LENGTH}")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise QueryError("query is not valid Unicode")
    for form in dict.fromkeys((text, _ESCAPE.sub(_unescaped, text))):
        _scan(form)


def _scan(text: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        # parts of words count too: Oxigraph reads «SERVICEex:s» and «1e5SERVICE» as two tokens
        keyword = token.group().upper().partition(":")[0] if kind in ("word", "name") else ""
        for forbidden in _FORBIDDEN:
            if forbidden in keyword:
                raise QueryError(f"query refused: {forbidden} reaches outside the store")
        depth += (kind == "open") - (kind == "close")
        if depth > MAX_NESTING:
            raise QueryError(f"query refused: nested deeper than {MAX_NESTING}")


def _unescaped(match: re.Match[str]) -> str:
    code = int(match.group(1) or match.group(2), 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else match.group()
