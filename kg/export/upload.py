"""Load the graph into any SPARQL 1.1 server: a PUT of the Graph Store Protocol for each named graph.

Source: SPARQL 1.1 Graph Store HTTP Protocol, W3C Recommendation, section 5.3.
"""

import base64
import http.client
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import SplitResult, quote, urlsplit

from kg.errors import ConfigError, one_line
from kg.rdf import write_stream
from kg.store import Store

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"
_DONE = (200, 201, 202, 204)
_HELD = 8_000_000
_CAUSE = 200


@dataclass(frozen=True, slots=True)
class Login:
    """The value of the header Authorization, empty for none; it is never shown."""

    header: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Target:
    """A graph store: its address, who asks, and how many seconds an answer may take."""

    url: str
    login: Login = Login()
    timeout: float = 60.0


def login_from(environment: Mapping[str, str]) -> Login:
    """Return the login that environment variables give: a token, or a user and a password.

    Raises:
        ConfigError: A value cannot stand in a header.
    """
    token, user = environment.get(TOKEN, ""), environment.get(USER, "")
    if token and not (token.isascii() and token.isprintable()):
        raise ConfigError(f"{TOKEN}: expected printable ASCII")
    if token:
        return Login(f"Bearer {token}")
    if not user:
        return Login()
    packed = f"{user}:{environment.get(PASSWORD, '')}".encode()
    return Login(f"Basic {base64.b64encode(packed).decode('ascii')}")


def upload(store: Store, target: Target) -> Iterator[tuple[str, str]]:
    """Put every named graph into a store; what stands there under these names is replaced.

    Redirects are not followed, https certificates are verified. Where no connection can be had, the rest is not tried.

    Args:
        store: The open store.
        target: Where to.

    Yields:
        The IRI of each graph and what went wrong with it, empty where nothing did.

    Raises:
        ConfigError: The address is no http or https URL, holds credentials, or would send some in the clear.
    """
    parts = _checked(target)
    for graph in store.graphs():
        with SpooledTemporaryFile(max_size=_HELD) as body:
            write_stream(store.stream(graph), "nt", store.iris, body)
            size = body.tell()
            body.seek(0)
            try:
                failure = _put(parts, target, graph, body, size)
            except (OSError, http.client.HTTPException) as error:
                yield graph, one_line(f"{parts.netloc}: {_cause(error)}; the graphs after it were not tried")
                return
        yield graph, failure


def _checked(target: Target) -> SplitResult:
    """Return the parts of the address."""
    try:
        parts = urlsplit(target.url)
        _ = parts.port
    except ValueError as error:
        raise ConfigError(f"{target.url}: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(f"{target.url}: expected an address such as https://host/store")
    if parts.username or parts.password:
        raise ConfigError(f"credentials are taken from {USER} and {PASSWORD} or {TOKEN}, not from the address")
    if parts.fragment or not target.url.isascii() or any(not char.isprintable() or char == " " for char in target.url):
        raise ConfigError(f"{target.url}: expected an address without blanks, foreign letters and #")
    if target.login.header and parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise ConfigError(f"{parts.netloc}: credentials are sent over https only")
    return parts


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _put(parts: SplitResult, target: Target, graph: str, body: IO[bytes], size: int) -> str:
    """Send one graph; return what the server has against it, empty for nothing."""
    connection = _connection(parts, target.timeout)
    query = f"{parts.query}&" if parts.query else ""
    headers = {"Content-Type": "application/n-triples", "Content-Length": str(size), "User-Agent": "kg"}
    if target.login.header:
        headers["Authorization"] = target.login.header
    try:
        connection.request("PUT", f"{parts.path or '/'}?{query}graph={quote(graph, safe='')}", body, headers)
        answer = connection.getresponse()
        if answer.status in _DONE:
            return ""
        if 300 <= answer.status < 400:
            place = answer.getheader("Location", "elsewhere")
            return one_line(
                f"HTTP {answer.status}: it points to {place}; redirects are not followed, name that address"
            )
        told = answer.read(_CAUSE).decode("utf-8", "replace")
        hint = f"; set {USER} and {PASSWORD}, or {TOKEN}" if answer.status == 401 else ""
        return one_line(f"HTTP {answer.status} {answer.reason}: {told}{hint}")
    finally:
        connection.close()


def _connection(parts: SplitResult, timeout: float) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, parts.port, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, parts.port, timeout=timeout)


def _cause(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate not accepted: {error.verify_message}"
    return str(error.strerror if isinstance(error, OSError) and error.strerror else error) or type(error).__name__
