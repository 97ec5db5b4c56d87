"""The persistent store: add, forget, publish, query."""

from kg.store.codec import decode, encode
from kg.store.lookup import find_entity
from kg.store.queries import NamedQuery, named_queries, named_query
from kg.store.store import Store, open_store

__all__ = [
    "NamedQuery",
    "Store",
    "decode",
    "encode",
    "find_entity",
    "named_queries",
    "named_query",
    "open_store",
]
