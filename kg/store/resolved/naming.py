"""From clusters to entities with their names: those that changed members, names or neighbours reach."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Entity
from kg.reference.normal import key_of as name_key
from kg.resolution.across import given_name, merged_entity, wanted_name, with_features
from kg.resolution.event_names import NAMED, Known, named_event
from kg.store.codec import encode
from kg.store.resolved.members import Touched
from kg.store.resolved.tables import bytes_key, entity_of, to_bytes, to_text
from kg.types import is_a, kind_of

Pair = tuple[Entity | None, Entity | None]


class Naming:
    """One pass over the entities that a change reaches.

    Attributes:
        pairs: Entities that changed, as they were and as they are.
        renamed: Keys of the clusters that have another name than before.
    """

    def __init__(self, db: sqlite3.Connection, touched: Touched) -> None:
        self._db = db
        self._touched = touched
        self._shown: set[bytes] = set()
        self._wanted: set[bytes] = set()
        self._named: set[bytes] = set()
        self.pairs: list[Pair] = []
        self.renamed: set[bytes] = set()

    def run(self) -> None:
        """Bring all names and entities up to date."""
        for key in sorted(self._touched.clusters):
            self._merge(key)
        self._find_known()
        for key in self._named | self._events_that_name(self._shown):
            self._name(key)
        self._give_names()
        changed = self._find_local()
        for key in sorted(self._named | self.renamed | self._holders(changed)):
            self._finish(key)

    def _merge(self, key: bytes) -> None:
        """Make the entity of a cluster's members, or remove what has none left."""
        row = self._db.execute("SELECT merged, named_key, wanted, entity FROM cluster WHERE key = ?", (key,)).fetchone()
        members = list(self._members(key))
        group = [entity for entity, _ in members]
        if not group:
            if row:
                self._remove(key, row)
            return
        merged = merged_entity(group)
        named = to_bytes(name_key(merged.name)) if kind_of(merged.type) in NAMED else None
        if not row or _looks(entity_of(row[0])) != _looks(merged):
            self._shown.update(to_bytes(entity.id) for entity in group)
            self._shown.update(value for value in (named, row[1] if row else None) if value is not None)
        self._keep_values(key, merged, {value for _, told in members for value in json.loads(told)})
        self._named.add(key)
        self._db.execute(
            "INSERT INTO cluster (key, merged, named_key, type) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
            "merged = excluded.merged, named_key = excluded.named_key, type = excluded.type",
            (key, encode(merged), named, merged.type),
        )

    def _remove(self, key: bytes, row: tuple[bytes, bytes | None, bytes, bytes]) -> None:
        _, named_key, wanted, entity = row
        self._db.execute("DELETE FROM cluster WHERE key = ?", (key,))
        self._db.execute("DELETE FROM value WHERE cluster = ?", (key,))
        self._shown.update({named_key} if named_key is not None else ())
        self._wanted.add(wanted)
        self.pairs.append((entity_of(entity), None))

    def _keep_values(self, key: bytes, merged: Entity, told: set[str]) -> None:
        self._db.execute("DELETE FROM value WHERE cluster = ?", (key,))
        event = is_a(merged.type, "Event")
        values = {value for _, value in merged.features} | (told if event else set())
        rows = {(to_bytes(value), key, event) for value in values}
        self._db.executemany("INSERT INTO value VALUES (?, ?, ?)", rows)

    def _members(self, key: bytes) -> Iterator[tuple[Entity, bytes]]:
        query = "SELECT record, told FROM member WHERE cluster = ? ORDER BY document, ident"
        return ((entity_of(record), told) for record, told in self._db.execute(query, (key,)))

    def _find_known(self) -> None:
        """Find anew which entity an id within documents means to the names of events: that of the last cluster."""
        for ident in self._touched.idents:
            (known,) = self._db.execute("SELECT MAX(cluster) FROM member WHERE ident = ?", (ident,)).fetchone()
            row = self._db.execute("SELECT known FROM local WHERE ident = ?", (ident,)).fetchone()
            if (row[0] if row else None) != known:
                self._shown.add(ident)
                self._db.execute(
                    "INSERT INTO local (ident, known) VALUES (?, ?) ON CONFLICT (ident) DO UPDATE SET "
                    "known = excluded.known",
                    (ident, known),
                )

    def _events_that_name(self, values: Iterable[bytes]) -> set[bytes]:
        query = "SELECT cluster FROM value WHERE value = ? AND event"
        return {key for value in values for (key,) in self._db.execute(query, (value,))}

    def _holders(self, values: Iterable[bytes]) -> set[bytes]:
        query = "SELECT cluster FROM value WHERE value = ?"
        return {key for value in values for (key,) in self._db.execute(query, (value,))}

    def _name(self, key: bytes) -> None:
        """Give an event its readable name, and find which local name the entity wants."""
        self._named.add(key)
        merged, before = self._db.execute("SELECT merged, wanted FROM cluster WHERE key = ?", (key,)).fetchone()
        named = entity_of(merged)
        if is_a(named.type, "Event"):
            group, told = [], Counter[str]()
            for member, counts in self._members(key):
                group.append(member)
                told.update(json.loads(counts))
            values = {value for name, value in named.features if name in ("partner", "place", "country")} | set(told)
            known = {value: entity for value in values if (entity := self._known(to_bytes(value)))}
            named = named_event(named, group, Known(known, told))
        wanted = to_bytes(wanted_name(named))
        self._wanted.update({wanted} if before is None else {wanted, before})
        self._db.execute("UPDATE cluster SET named = ?, wanted = ? WHERE key = ?", (encode(named), wanted, key))

    def _known(self, value: bytes) -> Entity | None:
        """Return the entity that an event's feature names: by its name, else by an id within documents."""
        (key,) = self._db.execute("SELECT MAX(key) FROM cluster WHERE named_key = ?", (value,)).fetchone()
        if key is None:
            row = self._db.execute("SELECT known FROM local WHERE ident = ?", (value,)).fetchone()
            key = row[0] if row else None
        row = self._db.execute("SELECT merged FROM cluster WHERE key = ?", (key,)).fetchone()
        return entity_of(row[0]) if row else None

    def _give_names(self) -> None:
        for wanted in sorted(self._wanted):
            rows = self._db.execute("SELECT key, name FROM cluster WHERE wanted = ?", (wanted,)).fetchall()
            for key, before in rows:
                name = to_bytes(given_name(bytes_key(key), to_text(wanted), len(rows)))
                if name != before:
                    self.renamed.add(key)
                    self._db.execute("UPDATE cluster SET name = ? WHERE key = ?", (name, key))

    def _find_local(self) -> set[bytes]:
        """Return the ids within documents that features now mean another name by: that of the last document."""
        idents = set(self._touched.idents)
        for key in self.renamed:
            found = self._db.execute("SELECT DISTINCT ident FROM member WHERE cluster = ?", (key,))
            idents.update(ident for (ident,) in found)
        changed = set()
        for ident in idents:
            row = self._db.execute(
                "SELECT name FROM cluster WHERE key = "
                "(SELECT cluster FROM member INDEXED BY member_last WHERE ident = ? ORDER BY document DESC LIMIT 1)",
                (ident,),
            ).fetchone()
            name = row[0] if row else None
            (before,) = self._db.execute("SELECT name FROM local WHERE ident = ?", (ident,)).fetchone()
            if name != before:
                changed.add(ident)
                self._db.execute("UPDATE local SET name = ? WHERE ident = ?", (name, ident))
            if name is None:
                self._db.execute("DELETE FROM local WHERE ident = ?", (ident,))
        return changed

    def _finish(self, key: bytes) -> None:
        row = self._db.execute("SELECT named, name, entity FROM cluster WHERE key = ?", (key,)).fetchone()
        named, name, before = row
        local = {}
        for value in {value for _, value in entity_of(named).features}:
            found = self._db.execute("SELECT name FROM local WHERE ident = ?", (to_bytes(value),)).fetchone()
            if found:
                local[value] = to_text(found[0])
        entity = with_features(replace(entity_of(named), id=to_text(name)), local)
        record = encode(entity)
        if record != before:
            self.pairs.append((entity_of(before) if before else None, entity))
            self._db.execute("UPDATE cluster SET entity = ? WHERE key = ?", (record, key))


def _looks(entity: Entity) -> tuple[object, ...]:
    """Return what the name of an event takes from a place or a person."""
    return entity.id, entity.name, entity.type, entity.name_en
