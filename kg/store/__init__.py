"""The persistent store: add, forget, publish, query."""

from kg.store.codec import decode, encode
from kg.store.guard import check_query
from kg.store.queries import NamedQuery, Parameter, named_queries, named_query
from kg.store.store import Store, open_store

__all__ = [
    "NamedQuery",
    "Parameter",
    "Store",
    "check_query",
    "decode",
    "encode",
    "named_queries",
    "named_query",
    "open_store",
]
