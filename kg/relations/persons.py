"""What the text and the reference knowledge tell of a person: named or not, in office, at home where."""

from kg.analysis import remembered
from kg.model import Link
from kg.relations.holders import holdings
from kg.relations.view import DocumentView, SentenceView


@remembered
def is_named(doc: DocumentView, entity_id: str) -> bool:
    """Return whether the text gives the name of an entity, not only its office."""
    return any(link.mention.form in ("name", "abbreviation") for link in doc.links_of(entity_id))


def leader_named(sent: SentenceView, country: Link, title: str) -> Link | None:
    """Return a mention by name of the person whom a title of a country means, when the text names that person.

    «Встречу президентов России и США примет Братислава» two lines above «Владимир Путин и Джордж Буш».
    """
    doc = sent.doc
    by_text = _leader_in_text(doc, country.entity, _kinds(title))
    if by_text:
        return by_text
    reference = doc.entities[country.entity].reference
    if not reference or not doc.issued:
        return None
    holders = {tenure.person for tenure in doc.reference.holders(reference, doc.issued, kinds=_kinds(title))}
    for entity in doc.of_type("Person"):
        if entity.reference in holders and is_named(doc, entity.id):
            return next(doc.links_of(entity.id))
    return None


def _kinds(title: str) -> tuple[str, ...]:
    """Return the offices that a title names; «лидеры Кыргызстана» are not heads of cabinets."""
    if title in ("премьер", "премьер-министр", "канцлер"):
        return ("head_of_government",)
    return ("head_of_organization",) if title.startswith("ген") else ("head_of_state",)


def _leader_in_text(doc: DocumentView, place: str, kinds: tuple[str, ...]) -> Link | None:
    for sent in doc.sentences:
        for holding in holdings(sent):
            if holding.place == place and holding.state == "now" and holding.office.kind in kinds:
                return holding.person
    return None


@remembered
def home_of(doc: DocumentView, person: str) -> frozenset[str]:
    """Return the reference ids of the countries whose offices a person has held."""
    reference = doc.entities[person].reference
    if not reference:
        return frozenset()
    row = doc.reference.entity(reference)
    places = [tenure.place for tenure in doc.reference.tenures(reference)] + (
        [row.country] if row and row.country else []
    )
    rows = (doc.reference.entity(place) for place in places)
    return frozenset(found.country or found.id for found in rows if found and found.type != "Organization")


@remembered
def is_official(doc: DocumentView, person: str) -> bool:
    """Return whether a person holds or held an office, by the text or by reference knowledge.

    A trip or a meeting is diplomacy only then: «телеведущий вылетел в США» is not.
    """
    reference = doc.entities[person].reference
    if reference and doc.reference.tenures(reference):
        return True
    return any(_has_office(sent, person) for sent in doc.sentences)


def _has_office(sent: SentenceView, person: str) -> bool:
    if any(holding.person.entity == person for holding in holdings(sent)):
        return True
    starts = {sent.tree.inside(link.mention.span)[0] for link in sent.mentions("Person") if link.entity == person}
    return any(office.stop in starts and office.kind != "other" for office in sent.offices)
