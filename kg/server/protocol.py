"""SPARQL 1.1 Protocol: what a request asks, https://www.w3.org/TR/sparql11-protocol/."""

import asyncio
from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request

from kg.server.answers import GRAPHS, RESULTS
from kg.server.limits import Limits
from kg.server.negotiation import SHORT, preferred
from kg.server.pool import Question, RefusedError

FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
_MOST_GRAPHS = 100
_MOST_DRAINED = 64_000_000
Pairs = Sequence[tuple[str, str]]


async def read_question(request: Request, limits: Limits) -> Question | None:
    """Return what a request to the endpoint asks; None for a GET without a query, which asks what is here.

    Raises:
        RefusedError: The request is malformed, too long or too slow, or wants an update.
    """
    pairs = _pairs(request.url.query)
    text: list[str] = []
    if request.method == "POST":
        body = await _body(request, limits)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == QUERY:
            text = [_decoded(body)]
        elif kind == FORM:
            pairs = [*pairs, *_pairs(_decoded(body))]
        elif kind == UPDATE:
            raise RefusedError(403, "this endpoint is read-only")
        else:
            raise RefusedError(415, f"content type '{kind}': expected {FORM} or {QUERY}")
    return _question(request, pairs, text)


def _question(request: Request, pairs: Pairs, text: list[str]) -> Question | None:
    if _all(pairs, "update"):
        raise RefusedError(403, "this endpoint is read-only")
    text = text + _all(pairs, "query")
    if not text and request.method != "POST":
        return None
    if len(text) != 1:
        raise RefusedError(400, "expected one query" if text else "no query given")
    default, named = _all(pairs, "default-graph-uri"), _all(pairs, "named-graph-uri")
    if len(default) + len(named) > _MOST_GRAPHS:
        raise RefusedError(400, f"at most {_MOST_GRAPHS} graphs can be named")
    results, graph = _types(request.headers, _all(pairs, "format"))
    return Question(text[0], results, graph, tuple(default), tuple(named))


def _types(headers: Headers, form: list[str]) -> tuple[str, str]:
    """Return the media types for rows and for triples; `format=csv` in the address outweighs the header."""
    # SPARQLWrapper sends names of its own («format=turtle») beside a header that says the same
    accept = SHORT.get(form[0], "") if form else ""
    accept = accept or ", ".join(headers.getlist("accept"))
    results, graph = preferred(accept, list(RESULTS)), preferred(accept, list(GRAPHS))
    if results is None and graph is None:
        # a browser asks for a page: it gets what it can show
        if preferred(accept, ["text/html", "text/plain"]) is None:
            raise RefusedError(406, f"expected one of {', '.join((*RESULTS, *GRAPHS))}")
    # who asks for Turtle alone still learns the rows of a SELECT in the main form, and the other way round
    return results or next(iter(RESULTS)), graph or next(iter(GRAPHS))


async def _body(request: Request, limits: Limits) -> bytes:
    """Return the body; one that is too long is read to its end, since many clients listen only then.

    Raises:
        RefusedError: It is longer than it may be, or does not come.
    """
    parts, length = [], 0
    try:
        async with asyncio.timeout(limits.patience):
            async for part in request.stream():
                length += len(part)
                if length > _MOST_DRAINED:
                    break
                if length <= limits.body:
                    parts.append(part)
    except TimeoutError as error:
        raise RefusedError(408, f"the request took longer than {limits.patience:g} s") from error
    except ClientDisconnect as error:
        raise RefusedError(400, "the client went away") from error
    if length > limits.body:
        raise RefusedError(413, f"request too long: at most {limits.body} bytes")
    return b"".join(parts)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the request is not in UTF-8") from error


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1_000)
    except ValueError as error:  # UnicodeDecodeError among them
        raise RefusedError(400, "malformed parameters") from error


def _all(pairs: Pairs, name: str) -> list[str]:
    return [value for key, value in pairs if key == name]
