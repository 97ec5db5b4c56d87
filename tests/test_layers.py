"""The rooms import downwards only, and each outside package has the rooms that may use it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "kg"

LEVELS = {
    "model": 0, "errors": 0, "types": 0, "slugs": 0,
    "config": 1, "files": 1, "reference": 1,
    "sources": 2, "analysis": 2, "samples": 2,
    "mentions": 3, "neural": 3,
    "resolution": 4,
    "relations": 5,
    "extract": 6, "rdf": 6, "review": 6,
    "store": 7,
    "views": 8, "server": 8,
    "pipeline": 9, "verify": 9, "ask": 9, "export": 9,
    "bench": 10, "evaluation": 10,
    "training": 11,
    "cli": 12, "api": 12, "__main__": 13,
    "curation": 13,
}  # fmt: skip

OUTSIDE = {
    "natasha": {"analysis", "bench"},
    "pymorphy3": {"analysis", "curation"},
    "navec": {"analysis"},
    "razdel": {"analysis"},
    "slovnet": {"analysis"},
    "torch": {"training"},
    "numpy": {"analysis", "mentions", "neural", "relations", "training", "views"},
    "threadpoolctl": {"pipeline"},
    "trafilatura": {"sources"},
    "lxml": {"sources"},
    "rdflib": {"rdf", "store", "api"},
    "pyoxigraph": {"rdf", "store", "server", "export", "cli"},
    "oxrdflib": {"store"},
    "pyshacl": {"rdf"},
    "networkx": {"views"},
    "pyvis": {"views"},
    "jinja2": {"views", "server"},
    "starlette": {"server"},
    "uvicorn": {"server"},
    "rich": {"cli"},
    "click": {"cli"},
}


def modules():
    return sorted(ROOT.rglob("*.py"))


def room(path):
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module
            if node.module == "kg":
                yield from (f"kg.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_module_imports_only_what_its_room_may(path):
    here = room(path)
    if here == "__init__":
        return
    level = LEVELS[here]
    for name in imported(path):
        first, *rest = name.split(".")
        if first == "kg":
            for other in rest[:1]:
                assert other == here or LEVELS[other] < level, f"{here} imports {name}, which is not below it"
        elif first in OUTSIDE:
            assert here in OUTSIDE[first], f"{name} is not for {here}"
        else:
            assert first in STDLIB, f"{name}: name the room that may use it in OUTSIDE"


STDLIB = __import__("sys").stdlib_module_names
