"""Frozen records of the reference knowledge."""

from dataclasses import dataclass
from typing import NamedTuple

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
"""Universal Dependencies names of the six cases, in the order of the data files."""


@dataclass(frozen=True, slots=True)
class RefEntity:
    """A row of the reference tables.

    Attributes:
        id: Wikidata id where it is known, else a readable slug («csto-parliamentary-assembly»).
        type: Local name of the class: Country, Organization, City, Region, Facility or Person.
        name: Canonical Russian name, nominative, as news write it («Россия», «Владимир Путин»).
        name_en: English name, or an empty string.
        wikidata: Q-id, or None where it is not certain.
        aliases: Other names, nominative.
        abbreviation: Russian abbreviation («ОДКБ»), or an empty string.
        adjectives: Adjectives of a country, lemma («российский»).
        country: Country that the place or the organ belongs to, the main country of a person; or None.
        part_of: Organization that this organ belongs to, or None.
        seat: City of an organization, an organ or a facility, or None.
        population: Inhabitants of a city, or None.
        gender: "m" or "f" for a person, else an empty string.
        full_name: Name of a person with the patronymic where it is known.
        given: Given name, patronymic and surname of a person, nominative; empty where there is none.
        patronymic: See `given`.
        surname: See `given`.
        rank: Weight that orders entities of one name: the greater the better known.
    """

    id: str
    type: str
    name: str
    name_en: str = ""
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    abbreviation: str = ""
    adjectives: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None
    seat: str | None = None
    population: int | None = None
    gender: str = ""
    full_name: str = ""
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    rank: int = 0


class NameHit(NamedTuple):
    """A name found in a sentence.

    Attributes:
        start: Index of the first word.
        stop: Index after the last word.
        candidates: Ids of the entities, best known first.
        form: "name", "adjective" or "abbreviation"; for people also "surname".
        cases: Cases that the form can stand in, in the order of `CASES`.
        ambiguous: Whether the form needs context: «РК», «АС», «альянс», «Орёл», «Владимир».
    """

    start: int
    stop: int
    candidates: tuple[str, ...]
    form: str
    cases: tuple[str, ...]
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office of a person with its term.

    Attributes:
        person: Id of the person.
        place: Id of the country or organization.
        office: Kind: head_of_state, head_of_government, head_of_organization, deputy_head, minister,
            foreign_minister, defence_minister, speaker, spokesperson, security_secretary,
            chief_of_staff, aide, ambassador, envoy, head_of_region or official.
        title_ru: The office in words, nominative («президент»).
        start: Whole or partial ISO date, or None where it is not known.
        end: The last day, as `start`; None where the office is not known to have ended.
        open_until: With `end` None: the date at which the source still saw the person in office.
    """

    person: str
    place: str
    office: str
    title_ru: str
    start: str | None
    end: str | None
    open_until: str | None


@dataclass(frozen=True, slots=True)
class Membership:
    """A country's tie to an organization.

    `status` is member, observer, partner, candidate, associate, signatory or suspended. `start` and
    `end` are whole or partial ISO dates; None is an unknown start and an end not known of.
    """

    country: str
    organization: str
    status: str
    start: str | None
    end: str | None
