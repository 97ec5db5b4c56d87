"""The routes of the server; each is a few lines over the modules beside this one."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import QueryError, one_line
from kg.rdf import Iris, ontology_path
from kg.server.answers import GRAPHS, Answer
from kg.server.description import service_description
from kg.server.limits import Limits
from kg.server.named import bound
from kg.server.negotiation import SHORT, preferred
from kg.server.pool import Pool, Question, RefusedError
from kg.server.protocol import read_question
from kg.server.resource import KINDS, known, rows_of, triples_of
from kg.store import STORE_FOLDER, named_queries, named_query, open_store

HERE = Path(__file__).parent
HTML = "text/html"
CUT = "X-Answer-Cut"
"""Header of an answer that has been cut, with the number of rows that it keeps."""
_SECURE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
Handler = Callable[[Request], Awaitable[Response]]


def create_app(
    output: Path, *, limits: Limits | None = None, hosts: Sequence[str] = ("*",), cors: Sequence[str] = ()
) -> Starlette:
    """Return the server of a built graph.

    Args:
        output: Folder of the build.
        limits: What queries and requests may take.
        hosts: Names under which the server may be addressed, "*" for any: a page of another site that has
            made its own name lead here is refused.
        cors: Origins whose pages may read the answers.

    Raises:
        StoreError: The folder has no store.
    """
    with open_store(output / STORE_FOLDER, read_only=True) as store:
        iris = store.iris
    site = _Site(output, iris, limits or Limits())
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))]
    if cors:
        middleware.append(Middleware(CORSMiddleware, allow_origins=list(cors), allow_methods=["GET", "POST"],
                                     expose_headers=[CUT]))  # fmt: skip
    return Starlette(routes=site.routes(), middleware=middleware, lifespan=site.lifespan)


class _Site:
    """What the routes share."""

    def __init__(self, output: Path, iris: Iris, limits: Limits) -> None:
        self.output = output
        self.iris = iris
        self.limits = limits
        self.pool = Pool(output / STORE_FOLDER, limits)
        self.pages = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        async with self.pool:
            yield

    def routes(self) -> list[Route | Mount]:
        resources = [Route(f"/{kind}/{{rest:path}}", _safe(self.resource), methods=["GET"]) for kind in KINDS]
        return [
            Route("/", self.page, methods=["GET"]),
            Route("/sparql", _safe(self.sparql), methods=["GET", "POST"]),
            Route("/console", _safe(self.console), methods=["GET"]),
            Route("/queries", self.queries, methods=["GET"]),
            Route("/query/{name}", _safe(self.query), methods=["GET"]),
            Route("/ontology", self.ontology, methods=["GET"]),
            Route("/favicon.ico", self.icon, methods=["GET"]),
            *resources,
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ]

    async def page(self, _request: Request) -> Response:
        """Answer with the graph's page; its own policy allows its own script and nothing else."""
        path = self.output / "graph.html"
        if not path.is_file():
            return _plain(404, "no page here: build the graph first")
        return FileResponse(path, media_type=HTML, headers={"X-Content-Type-Options": "nosniff"})

    async def sparql(self, request: Request) -> Response:
        question = await read_question(request, self.limits)
        if question is not None:
            return self._answered(await self.pool.ask(question))
        kind = preferred(request.headers.get("accept", ""), [*GRAPHS, HTML])
        if kind == HTML:
            return await self.console(request)
        if kind is None:
            raise RefusedError(406, f"expected one of {', '.join(GRAPHS)}")
        address = str(request.url.replace(query="", fragment=""))
        return Response(service_description(address, kind), media_type=kind)

    async def console(self, _request: Request) -> Response:
        return self._html("console.html.j2")

    async def queries(self, _request: Request) -> Response:
        """Answer with the named queries, for the console's menu."""
        return JSONResponse([
            {
                "name": name, "ru": query.title_ru, "en": query.title_en, "text": query.text,
                "parameters": [{"name": p.name, "kind": p.kind, "ru": p.comment_ru, "en": p.comment_en}
                               for p in query.parameters],
            }
            for name, query in named_queries().items()
        ])  # fmt: skip

    async def query(self, request: Request) -> Response:
        """Answer a named query; `format` asks for its form, `show=text` for its SPARQL text."""
        values = dict(request.query_params)
        form, show = values.pop("format", ""), values.pop("show", "")
        text = await bound(named_query(request.path_params["name"]), values, self.pool, self.iris)
        if show == "text":
            return _plain(200, text)
        results = SHORT.get(form) if form else preferred(request.headers.get("accept", ""), [SHORT["json"]])
        return self._answered(await self.pool.ask(Question(text, results or SHORT["json"])))

    async def icon(self, _request: Request) -> Response:
        return Response(status_code=204)  # browsers ask for it unasked, and call a lack of it an error

    async def ontology(self, _request: Request) -> Response:
        return FileResponse(ontology_path("kg.ttl"), media_type="text/turtle")

    async def resource(self, request: Request) -> Response:
        # the path as it was sent: a document's id may hold an encoded slash
        iri = self.iris.base + request.scope["raw_path"].decode("ascii", "replace").partition("?")[0].lstrip("/")
        form = request.query_params.get("format")
        kind = SHORT.get(form) if form else preferred(request.headers.get("accept", ""), [HTML, *GRAPHS])
        if kind not in (HTML, *GRAPHS):
            raise RefusedError(406, f"expected one of {', '.join((HTML, *GRAPHS))}")
        try:
            if kind != HTML:
                data, cut = await triples_of(self.pool, iri, kind)
                return self._answered(Answer(kind, data, cut)) if data else _plain(404, "nothing is known of this")
            if not await known(self.pool, iri):
                return _plain(404, "nothing is known of this")
            about, towards = await rows_of(self.pool, iri, self.iris.base)
        except ValueError:  # not even an IRI
            return _plain(404, "nothing is known of this")
        title = next((row.values[0].text.removesuffix(" @ru") for row in about if row.name == "rdfs:label"), iri)
        return self._html("resource.html.j2", title=title, iri=iri, about=about, towards=towards)

    def _answered(self, found: Answer) -> Response:
        headers = {"Vary": "Accept", "X-Content-Type-Options": "nosniff"}
        if found.cut:
            headers[CUT] = str(self.limits.rows)
        return Response(found.data, media_type=found.media_type, headers=headers)

    def _html(self, template: str, **values: object) -> Response:
        text = self.pages.get_template(template).render(values)
        return Response(text, media_type=HTML, headers={**_SECURE, "Vary": "Accept"})


def _safe(handler: Handler) -> Handler:
    """Return a handler whose refusals are one line and a status."""

    async def safe(request: Request) -> Response:
        try:
            return await handler(request)
        except RefusedError as error:
            return _plain(error.status, str(error))
        except QueryError as error:
            return _plain(400, str(error))

    return safe


def _plain(status: int, message: str) -> Response:
    headers = {"X-Content-Type-Options": "nosniff"} | ({"Retry-After": "1"} if status == 503 else {})
    text = message if status == 200 else one_line(message)
    return PlainTextResponse(f"{text.rstrip()}\n", status_code=status, headers=headers)
