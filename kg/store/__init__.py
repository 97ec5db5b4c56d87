"""The persistent store: add, forget, publish, query."""

from kg.store.codec import decode, encode
from kg.store.queries import NamedQuery, named_queries, named_query
from kg.store.store import STORE_FOLDER, Store, open_store

__all__ = [
    "STORE_FOLDER",
    "NamedQuery",
    "Store",
    "decode",
    "encode",
    "named_queries",
    "named_query",
    "open_store",
]
