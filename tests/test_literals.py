import pytest

from kg.rdf.literals import date_literal, decimal_literal, name_literal, text_literal


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024", "gYear"),
        ("2024-11", "gYearMonth"),
        ("2024-02-29", "date"),
        ("2023-02-29", "string"),
        ("2024-13", "string"),
        ("ноябрь", "string"),
    ],
)
def test_date_keeps_its_precision(text, kind):
    literal = date_literal(text)
    assert (literal.value, literal.datatype.value.partition("#")[2]) == (text, kind)


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (0.0, "0"), (0.9, "0.9"), (0.123456, "0.1235"), (1e-9, "0"), (0.5000, "0.5")]
)
def test_decimal_is_canonical(value, text):
    assert decimal_literal(value).value == text


def test_text_that_xml_cannot_carry_keeps_its_length():
    assert text_literal("а\x00б\ud800\rв\uffff").value == "а\ufffdб\ufffd\ufffdв\ufffd"


def test_name_is_russian_only_with_a_cyrillic_letter():
    assert name_literal("ОДКБ").language == "ru"
    assert name_literal("BRICS").language is None
