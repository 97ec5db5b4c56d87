"""The SPARQL endpoint, linked-data answers and the console: a server that reads the store and can be left open."""

from kg.server.app import create_app
from kg.server.limits import Limits
from kg.server.run import serve

__all__ = ["Limits", "create_app", "serve"]
