"""The interactive page: one file that asks nothing of the network and runs nothing that comes from data."""

import base64
import hashlib
import json
import re
from importlib import resources
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.errors import ConfigError
from kg.views.page.data import PageData, page_data
from kg.views.rows import GraphRows

_HERE = Path(__file__).parent
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
# In this order: each file uses what the ones before it define
_SCRIPTS = ("dom.js", "model.js", "drawing.js", "panel.js", "search.js", "start.js")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "edges": {"smooth": {"enabled": False}, "selectionWidth": 0, "hoverWidth": 0},
    "nodes": {"labelHighlightBold": False, "scaling": {"label": {"drawThreshold": 9}}},
    "interaction": {"hover": True, "selectConnectedEdges": False, "tooltipDelay": 200},
}


def render_page(rows: GraphRows, *, language: str = "ru") -> bytes:
    """Return the page in UTF-8; the same rows give the same bytes.

    Args:
        rows: The rows of the store.
        language: Language of the interface, a key of `strings.json`.

    Raises:
        ConfigError: The interface has no such language.
    """
    # pyvis brings IPython with it, for which a command that draws nothing need not wait
    from pyvis.network import Network

    strings = json.loads((_HERE / "strings.json").read_text(encoding="utf-8"))
    if language not in strings:
        raise ConfigError(f"unknown language '{language}', expected one of {', '.join(strings)}")
    data = page_data(rows)
    net = Network(directed=True, height="100%", width="100%", cdn_resources="in_line")
    # add_node and add_edge search lists; 20,000 nodes would take a minute
    net.nodes, net.edges = data.nodes, data.edges
    net.options = _OPTIONS
    net.templateEnv = _environment(data, language, strings[language])
    net.path = "template.html.j2"
    return cast(str, net.generate_html()).encode("utf-8")


def _environment(data: PageData, language: str, strings: dict[str, Any]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    library, program = _library(), _program()
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    environment.filters["fromjson"] = json.loads  # pyvis gives the options as text
    environment.globals.update(
        language=language,
        strings=strings,
        model=data.model,
        library=library,
        program=program,
        style=style,
        policy=_policy((library, program), style),
    )
    return environment


def _library() -> str:
    """Return vis-network without the line that makes developer tools ask for its source map."""
    return _SOURCE_MAP.sub("", (resources.files("pyvis") / _VIS).read_text(encoding="utf-8"))


def _program() -> str:
    parts = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """Return the content security policy: our scripts and style by their hashes, nothing else."""
    allowed = " ".join(map(_hash, scripts))
    rules = ("default-src 'none'", f"script-src {allowed}", f"style-src {_hash(style)}", "img-src data:")
    return "; ".join((*rules, "base-uri 'none'", "form-action 'none'"))


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
