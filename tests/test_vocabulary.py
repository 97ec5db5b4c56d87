import json

import pytest
import rdflib

from kg.errors import OntologyError
from kg.rdf import KG, ontology_path, vocabulary
from kg.rdf.namespaces import PREFIXES
from kg.rdf.ontology import Ontology
from kg.relations.predicates import SIGNATURES
from kg.relations.readings import terms
from kg.types import PARENTS, READ_CLASSES

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
NEREL_TYPES = """AGE AWARD CITY COUNTRY CRIME DATE DISEASE DISTRICT EVENT FACILITY FAMILY IDEOLOGY LANGUAGE LAW LOCATION
    MONEY NATIONALITY NUMBER ORDINAL ORGANIZATION PENALTY PERCENT PERSON PRODUCT PROFESSION RELIGION STATE_OR_PROVINCE
    TIME WORK_OF_ART""".split()
NEREL_RELATIONS = """ABBREVIATION KNOWS AGE_IS AGE_DIED_AT ALTERNATIVE_NAME AWARDED_WITH PLACE_OF_BIRTH CAUSE_OF_DEATH
    DATE_DEFUNCT_IN DATE_FOUNDED_IN DATE_OF_BIRTH DATE_OF_CREATION DATE_OF_DEATH POINT_IN_TIME PLACE_OF_DEATH FOUNDED_BY
    HEADQUARTERED_IN IDEOLOGY_OF LOCATED_IN SPOUSE MEDICAL_CONDITION MEMBER_OF ORGANIZES ORIGINS_FROM OWNER_OF PARENT_OF
    PLACE_RESIDES_IN PRICE_OF PRODUCES RELATIVE RELIGION_OF SCHOOLS_ATTENDED SIBLING SUBEVENT_OF SUBORDINATE_OF
    TAKES_PLACE_IN WORKPLACE WORKS_AS START_TIME END_TIME CONVICTED_OF PENALIZED_AS PART_OF HAS_CAUSE AGENT
    PARTICIPANT_IN INANIMATE_INVOLVED EXPENDITURE INCOME""".split()
CORE = """leaderOf holdsPositionIn formerLeaderOf memberOf observerIn headquarteredIn takesPlaceIn organizedBy eventDate
    participatesIn chairs meetsWith visits signs invites partOf capitalOf""".split()
# Terms of statements, evidence and mentions, which are neither classes of entities nor predicates
NODE_TERMS = set(
    """Statement Evidence Passage Mention Method Status Basis Predicate CorePredicate PartialDate
    confidence status basis validFrom validUntil evidence speaker rumour passage subjectPassage objectPassage mentions
    refersTo form background ordinalNumber asserted past planned denied hypothetical text reference
    capacity Capacity acting elected designated
    sources office Office headOfState headOfGovernment reprintOf
    Contradiction contradictionKind about firstSide secondSide""".split()
)


@pytest.fixture(scope="module")
def ontology():
    return Ontology(ontology_path("kg.ttl"))


def test_terms_of_the_code_and_of_the_ontology_are_the_same(ontology):
    known = vocabulary()
    assert {*known.classes, *known.predicates, *NODE_TERMS} == set(ontology.terms()) == KG.terms


def test_context_has_a_term_for_every_property_and_no_other(ontology):
    context = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    ours = {
        value["@id"].removeprefix(KG.base) for value in context.values() if "@id" in value and KG.base in value["@id"]
    }
    properties = {name for name in ontology.terms() if any(kind.endswith("Property") for kind in ontology.types(name))}
    assert ours == properties
    assert {key: value for key, value in context.items() if isinstance(value, str)} == PREFIXES


def test_every_term_has_label_and_comment_in_both_languages(ontology):
    for name in ontology.terms():
        for language in ("ru", "en"):
            assert ontology.label(name, language)
            assert ontology.label(name, language, RDFS + "comment")


def test_core_predicates_are_those_of_the_guidelines():
    assert list(vocabulary().core()) == CORE


def test_every_nerel_type_has_a_class():
    assert [vocabulary().from_nerel_type(name) for name in NEREL_TYPES].count(None) == 0


def test_every_nerel_relation_has_a_predicate_and_the_core_one_comes_first():
    assert all(vocabulary().from_nerel_relation(name) for name in NEREL_RELATIONS)
    assert vocabulary().from_nerel_relation("MEMBER_OF") == ("memberOf", "belongsTo")


def test_a_summit_is_an_event_for_nerel():
    assert vocabulary().nerel_type("Summit") == "EVENT"
    assert vocabulary().nerel_type("Region") == "STATE_OR_PROVINCE"


def test_domain_and_range_decide_by_subclass():
    known = vocabulary()
    assert known.allows("Summit", "takesPlaceIn", "City")
    assert known.allows("Person", "signs", "Treaty")
    assert known.allows("Event", "eventDate", None)
    assert not known.allows("Person", "memberOf", "Organization")
    assert not known.allows("Person", "leaderOf", None)
    assert not known.allows("Nonsense", "leaderOf", "Country")


def test_domains_and_ranges_name_classes_that_exist():
    known = vocabulary()
    for term in known.predicates.values():
        assert term.domain and (term.range or term.is_date), term.name
        assert {*term.domain, *term.range} <= set(known.classes), term.name


def test_rules_keep_to_the_domains_and_ranges_of_the_ontology():
    for name, (domain, target) in SIGNATURES.items():
        term = vocabulary().predicate(name)
        assert set(domain) <= set(term.domain) and set(target) <= {*term.range, *(["Date"] if term.is_date else [])}, (
            name
        )


def test_predicates_of_the_models_keep_to_the_ontology():
    known = vocabulary()
    read = {relation: [term.predicate for term in items] for relation, items in terms().items()}
    naming = ("ABBREVIATION", "ALTERNATIVE_NAME")
    assert read == {name: list(known.from_nerel_relation(name)) for name in NEREL_RELATIONS if name not in naming}
    tops = [name for name, parent in PARENTS.items() if not parent]
    for term in (term for items in terms().values() for term in items):
        own = known.predicate(term.predicate)
        for classes, allowed in ((term.subjects, own.domain), (term.objects, own.range)):
            expected = {name for name in tops if known.fits(name, allowed)} if not own.is_date or allowed else set()
            assert set(classes or tops) - {"PartialDate"} == expected, term.predicate


def test_every_type_of_the_models_has_its_class():
    assert set(READ_CLASSES) == set(NEREL_TYPES)
    assert all(vocabulary().nerel_type(name) == kind for kind, name in READ_CLASSES.items())


def test_class_tree_of_the_stages_is_the_one_of_the_ontology():
    known = vocabulary()
    assert set(PARENTS) <= set(known.classes)
    assert all(known.is_a(name, parent) for name, parent in PARENTS.items() if parent)


def test_unknown_predicate_is_answered_with_the_known_ones():
    with pytest.raises(OntologyError, match=r"unknown predicate 'leads', expected one of leaderOf"):
        vocabulary().predicate("leads")


def test_unknown_term_is_refused():
    with pytest.raises(OntologyError, match="kg:leadsOf"):
        KG.leadsOf  # noqa: B018


@pytest.mark.parametrize("name", ["kg.ttl", "shapes.ttl"])
def test_ontology_files_parse_in_rdflib(name):
    assert len(rdflib.Graph().parse(ontology_path(name), format="turtle")) > 100
