"""What kind of office a title with its complement is, and whose."""

from collections.abc import Sequence

from kg.mentions.office_scope import Scope
from kg.model import Mention
from kg.types import PLACES

BY_WORD = {
    "government": "head_of_government",
    "state": "head_of_state",
    "ministry": "position",
    "body": "head_of_organization",
    "parliament": "parliament_speaker",
    "region": "head_of_region",
}
BY_PLACE = {"Country": "head_of_state", "Organization": "head_of_organization"}
LESSER = {"speaker": "parliament_speaker", "minister": "minister", "position": "position", "deputy": "position"}
HEADS = {"state": "head_of_state", "government": "head_of_government", "organization": "head_of_organization"}
MANAGERS = ("директор", "исполнительный директор", "гендиректор", "генеральный директор", "управляющий директор")
"""Titles that companies, theatres and schools have too: alone they name no office."""
INTERNATIONAL = (
    "международн", "всемирн", "европейск", "межпарламентск", "парламентск", "африканск", "азиатск", "арабск", "исламск",
    "межгосударствен", "евразийск", "тюркск", "содружеств", "межправительствен", "евро", "североатлантическ",
)  # fmt: skip


def office_kind(scope: Scope, *, placed: bool) -> str:
    """Return the kind of an office, as `OfficePhrase.kind` lists them.

    Args:
        scope: The title and what it governs.
        placed: Whether an adjective before the title names its country.
    """
    own = scope.title.kind
    if own == "region":
        return "head_of_region"
    if own in LESSER:
        return _lesser(scope, LESSER[own], placed=placed)
    governed = _governed(scope)
    if own == "head":
        return governed or ("head_of_state" if placed or scope.title.words == "президент" else "head")
    if own != "organization":
        return HEADS[own] if not governed or governed in HEADS.values() else governed
    if governed:
        return "other" if governed == "head_of_state" else governed
    return "other" if scope.title.words in MANAGERS else HEADS[own]


def _lesser(scope: Scope, kind: str, *, placed: bool) -> str:
    """Return "other" for the office of a region, a party or a company («министр образования Пермского края»).

    «британский посол в Вашингтоне» is of the country that its adjective names.
    """
    types = {mention.type for mention in scope.places}
    if types and not types & {"Country", "Organization"} and not (placed and scope.led):
        return "other"
    if scope.title.words == "представитель" and scope.body and scope.body.type == "Country" and not scope.led:
        return "other"  # «представитель Великобритании занял третье место»
    return "other" if scope.private or (scope.word == "region" and not types) else kind


def _governed(scope: Scope) -> str:
    """Return the kind that the first governed word gives a head's title, "" where nothing is governed."""
    if scope.word:
        known = scope.body is not None and scope.body.type == "Organization" and _is_public(scope.body, scope.direct)
        if scope.word in ("government", "state", "parliament") or not known:
            return BY_WORD.get(scope.word, "other")
    if scope.body is not None:
        return BY_PLACE.get(scope.body.type, "head_of_region" if scope.body.type in PLACES else "other")
    return "other" if scope.governs else ""


def office_body(kind: str, scope: Scope, direct: Sequence[Mention]) -> Mention | None:
    """Return the country or organization of an office: the body itself for its head, else the country first."""
    if kind in ("head_of_region", "other"):
        return None
    countries = [mention for mention in direct if mention.type == "Country"]
    bodies = [mention for mention in direct if mention.type == "Organization"]
    known = [mention for mention in bodies if _is_public(mention, direct)]
    country, body = next(iter(countries), None), next(iter(known), None)
    if kind == "parliament_speaker":
        return next(iter(bodies), country)
    if kind == "head_of_organization":
        return body if not bodies or bodies[0] == body else None
    if kind in ("head_of_state", "head_of_government"):
        return country if scope.word else country or body
    first = next((mention for mention in direct if mention in (*countries, *known)), None)
    return first if first is not None and first.type == "Organization" and first.candidates else country or body


def _is_public(body: Mention, direct: Sequence[Mention]) -> bool:
    """Return whether a body is of states: known, an organ of a known one, or named so; a company or a party is not."""
    if body.candidates:
        return True
    inner = (
        m for m in direct if m.type == "Organization" and m != body and body.span.contains(m.span) and m.candidates
    )
    return any(True for _ in inner) or body.normal.lower().startswith(INTERNATIONAL)
