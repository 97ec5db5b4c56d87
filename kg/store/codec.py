"""Records as canonical JSON and back: the same record gives the same bytes.

A record is an array of its fields in order, so that a ledger of many documents stays small; a
change of the fields needs another `FORMAT`.
"""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

FORMAT = 3
Record = TypeVar("Record")


def encode(record: object) -> bytes:
    """Return a record as canonical JSON in UTF-8; lone surrogates are kept."""
    return _dump(record).encode("utf-8", "surrogatepass")


def decode(kind: type[Record], data: bytes) -> Record:
    """Return the record of a type that `encode` wrote.

    Raises:
        ValueError: The data is not what `encode` writes for this type.
    """
    try:
        return cast(Record, _reader(cast(Any, kind))(json.loads(data.decode("utf-8", "surrogatepass"))))
    except (TypeError, IndexError, KeyError) as error:
        raise ValueError(f"not a {kind.__name__}") from error


def _plain(value: Any) -> Any:
    """Return a date or a record as what the encoder of JSON knows; tuples it takes for arrays."""
    return value.isoformat() if isinstance(value, date) else _row(cast(Any, type(value)))(value)


_dump = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_plain).encode


@cache
def _row(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Return the function that gives the fields of a record."""
    names = _names(kind)
    return attrgetter(*names) if len(names) > 1 else lambda record: tuple(getattr(record, name) for name in names)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return the function that builds a value of an annotated type from plain JSON."""
    if kind in (str, int, bool, NoneType):
        return lambda value: _checked(kind, value)
    if kind is float:
        return lambda value: float(_checked((int, float), value))
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, UnionType):
        (inner,) = (_reader(item) for item in get_args(kind) if item is not NoneType)
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    names = kind._fields if issubclass(kind, tuple) else _names(kind)
    readers = tuple(_reader(get_type_hints(kind)[name]) for name in names)
    return lambda row: kind(*(read(value) for read, value in zip(readers, row, strict=True)))


def _tuple_reader(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        item = _reader(parts[0])
        return lambda values: tuple(item(value) for value in values)
    readers = tuple(_reader(part) for part in parts)
    return lambda values: tuple(read(value) for read, value in zip(readers, values, strict=True))


def _checked(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(value)
    return value
