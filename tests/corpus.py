"""A small hand-made corpus that tests of the graph, the store and the views share.

Three articles on an invented week of real organizations: a summit told twice (once with another
city), a bilateral meeting with a denial, and background knowledge. Every evidence span is found by
its words, so that texts can be changed safely.
"""
# ruff: noqa: E501 - a statement a line

from dataclasses import replace
from datetime import date

from kg.model import Corpus, Document, Entity, Evidence, Link, Mention, Span, Statement

SUMMIT = Document(
    id="summit",
    title="Лидеры ОДКБ собрались в Астане",
    text=(
        "Президент Казахстана Касым-Жомарт Токаев открыл 28 ноября саммит ОДКБ в Астане.\n"
        "В саммите участвуют Россия, Беларусь и Владимир Путин. "
        "Токаев и Путин провели двустороннюю встречу. "
        "Следующий саммит пройдёт в 2025 году в Бишкеке, сообщил Путин. "
        "Лидеры подписали Астанинскую декларацию."
    ),
    published=date(2024, 11, 28),
    url="https://news.example/2024/summit",
    publisher="Вестник",
)
RETOLD = Document(
    id="retold/2",
    text=(
        "Саммит ОДКБ прошёл в Бишкеке, где Россия и Армения обсудили безопасность. "
        "Путин пригласил Токаева в Москву. "
        "Ерик Мулдабаев заявил, что Армения не выходит из ОДКБ."
    ),
    published=date(2024, 11, 29),
    publisher="Обозрение",
)
RUMOUR = Document(
    id="слух №3",
    text="По слухам, Токаев посетит Ереван. Пашинян не встречался с Путиным, уточнил Мулдабаев. Председательство в ОДКБ перешло к Казахстану.",
    published=date(2024, 12, 3),
)
PLAIN = Document(id="plain", text="В городе открылся новый ботанический сад.")
DOCUMENTS = (PLAIN, RETOLD, SUMMIT, RUMOUR)

ENTITIES = (
    Entity("Q1520", "City", "Астана", "Q1520", "Q1520", name_en="Astana"),
    Entity("Q159", "Country", "Россия", "Q159", "Q159", ("РФ", "Российская Федерация"), "Russia"),
    Entity("Q184", "Country", "Беларусь", "Q184", "Q184", ("Белоруссия",), "Belarus"),
    Entity("Q1953", "City", "Ереван", "Q1953", "Q1953", name_en="Yerevan"),
    Entity("Q232", "Country", "Казахстан", "Q232", "Q232", name_en="Kazakhstan"),
    Entity("Q318693", "Organization", "ОДКБ", "Q318693", "Q318693", ("CSTO", "Организация Договора о коллективной безопасности"), "CSTO"),
    Entity("kasym-zhomart-tokaev", "Person", "Касым-Жомарт Токаев", None, None, ("Токаев",)),
    Entity("Q399", "Country", "Армения", "Q399", "Q399", name_en="Armenia"),
    Entity("Q649", "City", "Москва", "Q649", "Q649", name_en="Moscow"),
    Entity("Q7747", "Person", "Владимир Путин", "Q7747", "Q7747", ("Владимир Владимирович Путин", "Путин"), "Vladimir Putin"),
    Entity("Q863", "Country", "Таджикистан", "Q863", "Q863", name_en="Tajikistan"),
    Entity("Q9361", "City", "Бишкек", "Q9361", "Q9361", name_en="Bishkek"),
    Entity("astaninskaya-deklaratsiya", "Declaration", "Астанинская декларация"),
    Entity("erik-muldabaev", "Person", "Ерик Мулдабаев", aliases=("Мулдабаев",)),
    Entity("nikol-pashinyan", "Person", "Никол Пашинян", aliases=("Пашинян",)),
    Entity("sammit-odkb-2024", "Summit", "Саммит ОДКБ (2024)", features=(("date", "2024-11-28"), ("ordinal", "38"))),
    Entity("sammit-odkb-2025", "Summit", "Саммит ОДКБ (2025)"),
    Entity("vizit-v-erevan", "Visit", "Визит в Ереван"),
)  # fmt: skip


def span(document: Document, words: str, occurrence: int = 1) -> Span:
    """Return where words stand in the content of a document."""
    start = -1
    for _ in range(occurrence):
        start = document.content.index(words, start + 1)
    return Span(start, start + len(words))


def link(document: Document, words: str, entity: str, form: str = "name", occurrence: int = 1) -> Link:
    """Return the link of a mention found by its words."""
    kind = next(item.type for item in ENTITIES if item.id == entity)
    mention = Mention(document.id, span(document, words, occurrence), words, kind, form, words, 0, ())
    return Link(mention, entity, 0.9, "reference.name")


def evidence(document: Document, quote: str, subject: str, target: str | None, **fields: object) -> Evidence:
    """Return evidence whose passage, subject and object are found by their words."""
    passage = span(document, quote)

    def inside(words: str | None) -> Span | None:
        if not words:
            return None
        start = document.content.index(words, passage.start)
        return Span(start, start + len(words))

    made = Evidence(
        document.id,
        passage,
        quote,
        inside(subject),
        inside(target),
        "test.rule",
        "asserted",
        0.9,
        None,
        document.published,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def known(document: Document) -> Evidence:
    """Return the mark that background knowledge concerns a document."""
    return Evidence(document.id, None, None, None, None, "reference.offices", "asserted", 1.0, None, document.published)


OPENING = "Президент Казахстана Касым-Жомарт Токаев открыл 28 ноября саммит ОДКБ в Астане."
TAKING_PART = "В саммите участвуют Россия, Беларусь и Владимир Путин."
MEETING = "Токаев и Путин провели двустороннюю встречу."
NEXT = "Следующий саммит пройдёт в 2025 году в Бишкеке, сообщил Путин."
SIGNING = "Лидеры подписали Астанинскую декларацию."
ELSEWHERE = "Саммит ОДКБ прошёл в Бишкеке, где Россия и Армения обсудили безопасность."
INVITING = "Путин пригласил Токаева в Москву."
DENIAL = "Ерик Мулдабаев заявил, что Армения не выходит из ОДКБ."
MAYBE = "По слухам, Токаев посетит Ереван."
NO_MEETING = "Пашинян не встречался с Путиным, уточнил Мулдабаев."
CHAIR = "Председательство в ОДКБ перешло к Казахстану."

STATEMENTS = (
    Statement("kasym-zhomart-tokaev", "leaderOf", "Q232", (evidence(SUMMIT, OPENING, "Касым-Жомарт Токаев", "Казахстана"),)),
    Statement("kasym-zhomart-tokaev", "participatesIn", "sammit-odkb-2024", (evidence(SUMMIT, OPENING, "Касым-Жомарт Токаев", "саммит ОДКБ"),)),
    Statement("sammit-odkb-2024", "takesPlaceIn", "Q1520", (evidence(SUMMIT, OPENING, "саммит ОДКБ", "Астане", confidence=0.95),)),
    Statement("sammit-odkb-2024", "takesPlaceIn", "Q9361", (evidence(RETOLD, ELSEWHERE, "Саммит ОДКБ", "Бишкеке", confidence=0.7),)),
    Statement("sammit-odkb-2024", "eventDate", "2024-11-28", (evidence(SUMMIT, OPENING, "саммит ОДКБ", "28 ноября"),), "date"),
    Statement("sammit-odkb-2024", "organizedBy", "Q318693", (
        evidence(SUMMIT, OPENING, "саммит ОДКБ", "ОДКБ"),
        evidence(RETOLD, ELSEWHERE, "Саммит ОДКБ", "ОДКБ"),
    )),
    Statement("Q159", "participatesIn", "sammit-odkb-2024", (
        evidence(SUMMIT, TAKING_PART, "Россия", "саммите"),
        evidence(RETOLD, ELSEWHERE, "Россия", None),
    )),
    Statement("Q184", "participatesIn", "sammit-odkb-2024", (evidence(SUMMIT, TAKING_PART, "Беларусь", "саммите"),)),
    Statement("Q7747", "participatesIn", "sammit-odkb-2024", (evidence(SUMMIT, TAKING_PART, "Владимир Путин", "саммите"),)),
    Statement("Q399", "participatesIn", "sammit-odkb-2024", (evidence(RETOLD, ELSEWHERE, "Армения", None),)),
    Statement("kasym-zhomart-tokaev", "meetsWith", "Q7747", (evidence(SUMMIT, MEETING, "Токаев", "Путин"),)),
    Statement("sammit-odkb-2025", "takesPlaceIn", "Q9361", (
        evidence(SUMMIT, NEXT, "саммит", "Бишкеке", status="planned", speaker="Q7747", confidence=0.8),
    )),
    Statement("sammit-odkb-2025", "eventDate", "2025", (evidence(SUMMIT, NEXT, "саммит", "2025 году", status="planned"),), "date"),
    Statement("kasym-zhomart-tokaev", "signs", "astaninskaya-deklaratsiya", (evidence(SUMMIT, SIGNING, "Лидеры", "Астанинскую декларацию"),)),
    Statement("Q7747", "invites", "kasym-zhomart-tokaev", (evidence(RETOLD, INVITING, "Путин", "Токаева"),)),
    Statement("kasym-zhomart-tokaev", "visits", "Q649", (evidence(RETOLD, INVITING, "Токаева", "Москву", status="hypothetical", confidence=0.5),)),
    Statement("Q399", "formerMemberOf", "Q318693", (
        evidence(RETOLD, DENIAL, "Армения", "ОДКБ", status="denied", speaker="erik-muldabaev"),
    )),
    Statement("kasym-zhomart-tokaev", "visits", "Q1953", (evidence(RUMOUR, MAYBE, "Токаев", "Ереван", status="hypothetical", confidence=0.6, rumour=True),)),
    Statement("Q7747", "meetsWith", "nikol-pashinyan", (
        evidence(RUMOUR, NO_MEETING, "Путиным", "Пашинян", status="denied", speaker="erik-muldabaev"),
    )),
    Statement("Q232", "chairs", "Q318693", (evidence(RUMOUR, CHAIR, "Казахстану", "ОДКБ"),)),
    Statement("kasym-zhomart-tokaev", "leaderOf", "Q232", (known(SUMMIT),), basis="reference", valid_from="2019-03-20"),
    Statement("Q7747", "leaderOf", "Q159", (known(RETOLD), known(SUMMIT)), basis="reference", valid_from="2012-05-07"),
    Statement("Q159", "memberOf", "Q318693", (known(SUMMIT),), basis="reference", valid_from="1994"),
    Statement("Q184", "memberOf", "Q318693", (known(SUMMIT),), basis="reference", valid_from="1994"),
    Statement("Q232", "memberOf", "Q318693", (known(SUMMIT),), basis="reference", valid_from="1994"),
    Statement("Q863", "memberOf", "Q318693", (known(RETOLD),), basis="reference", valid_from="1994"),
    Statement("Q399", "memberOf", "Q318693", (known(RETOLD),), basis="reference", valid_from="1994"),
    Statement("Q1520", "capitalOf", "Q232", (known(SUMMIT),), basis="reference"),
)  # fmt: skip

LINKS = (
    link(RETOLD, "Саммит ОДКБ", "sammit-odkb-2024", "nominal"),
    link(RETOLD, "ОДКБ", "Q318693"),
    link(RETOLD, "Бишкеке", "Q9361"),
    link(RETOLD, "Россия", "Q159"),
    link(RETOLD, "Армения", "Q399"),
    link(RETOLD, "Путин", "Q7747"),
    link(RETOLD, "Токаева", "kasym-zhomart-tokaev"),
    link(RETOLD, "Москву", "Q649"),
    link(RETOLD, "Ерик Мулдабаев", "erik-muldabaev"),
    link(SUMMIT, "ОДКБ", "Q318693"),
    link(SUMMIT, "Астане", "Q1520"),
    link(SUMMIT, "Казахстана", "Q232"),
    link(SUMMIT, "Касым-Жомарт Токаев", "kasym-zhomart-tokaev"),
    link(SUMMIT, "саммит ОДКБ", "sammit-odkb-2024", "nominal"),
    link(SUMMIT, "Россия", "Q159"),
    link(SUMMIT, "Беларусь", "Q184"),
    link(SUMMIT, "Владимир Путин", "Q7747"),
    link(SUMMIT, "Следующий саммит", "sammit-odkb-2025", "nominal"),
    link(SUMMIT, "Бишкеке", "Q9361"),
    link(SUMMIT, "Астанинскую декларацию", "astaninskaya-deklaratsiya"),
    link(RUMOUR, "Токаев", "kasym-zhomart-tokaev"),
    link(RUMOUR, "Ереван", "Q1953"),
    link(RUMOUR, "Пашинян", "nikol-pashinyan"),
    link(RUMOUR, "Путиным", "Q7747"),
    link(RUMOUR, "Мулдабаев", "erik-muldabaev"),
    link(RUMOUR, "ОДКБ", "Q318693"),
    link(RUMOUR, "Казахстану", "Q232"),
)

CORPUS = Corpus(
    documents=tuple(sorted(DOCUMENTS, key=lambda item: item.id)),
    entities=tuple(sorted(ENTITIES, key=lambda item: item.id)),
    links=tuple(sorted(LINKS, key=lambda item: (item.mention.document_id, item.mention.span, item.entity))),
    statements=tuple(sorted(STATEMENTS, key=lambda item: (item.subject, item.predicate, item.object, item.basis))),
    reprints=((PLAIN.id, RETOLD.id),),
)
