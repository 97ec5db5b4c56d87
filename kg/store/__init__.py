"""The persistent store: add, forget, publish, query."""

from kg.store.codec import decode, encode
from kg.store.store import Store, open_store

__all__ = ["Store", "decode", "encode", "open_store"]
