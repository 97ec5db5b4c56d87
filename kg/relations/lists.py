"""Lists of countries: «Россия, Казахстан и Беларусь», «президент Армении А, премьер Белоруссии Б»."""

from kg.model import Link
from kg.relations.view import SentenceView

JOINERS = frozenset({",", "и", "а", "также", "плюс", ";"})


def country_at(sent: SentenceView, token: int) -> Link | None:
    """Return the country named at a token, adjectives left out."""
    if not 0 <= token < len(sent.tree):
        return None
    link = sent.at(token, "Country")
    return link if link is not None and link.mention.form != "adjective" else None


def country_list(sent: SentenceView, start: int, *, bare: bool = True) -> tuple[Link, ...]:
    """Return the countries of the list that begins at a token.

    Args:
        sent: The sentence.
        start: Where the list begins.
        bare: Whether nothing but countries may stand in it; else offices and names of people may
            («президент Армении А, премьер Белоруссии Б»).
    """
    found: dict[str, Link] = {}
    at = start
    while at < len(sent.tree):
        country = country_at(sent, at)
        token = sent.tree[at]
        if country is not None:
            found.setdefault(country.entity, country)
            at = sent.tree.inside(country.mention.span)[-1] + 1
        elif token.text.lower() in JOINERS:
            at += 1
        elif bare or not _skipped(sent, at):
            break
        else:
            at += 1
    return tuple(found.values())


def countries_before(sent: SentenceView, stop: int) -> tuple[Link, ...]:
    """Return the countries of the list that ends just before a token."""
    found: dict[str, Link] = {}
    at = stop - 1
    while at >= 0:
        country = country_at(sent, at)
        if country is not None:
            found.setdefault(country.entity, country)
            at = sent.tree.inside(country.mention.span)[0] - 1
        elif sent.tree[at].text.lower() in JOINERS and found:
            at -= 1
        else:
            break
    return tuple(found.values())[::-1]


def countries_of(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the countries that a noun phrase names: the head itself and what is coordinated with it."""
    found: dict[str, Link] = {}
    for member in sent.tree.conjuncts(token):
        country = country_at(sent, member)
        if country is not None:
            for link in country_list(sent, sent.tree.inside(country.mention.span)[0]) or (country,):
                found.setdefault(link.entity, link)
    return tuple(found.values())


def _skipped(sent: SentenceView, at: int) -> bool:
    token = sent.tree[at]
    if sent.at(at, "Person") is not None:
        return True
    return any(office.first <= at < office.stop for office in sent.offices) or token.text in ("(", ")")
