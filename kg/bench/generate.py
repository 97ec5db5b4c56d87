"""Articles made up for measuring: sentences of our own over the reference's names, the same for a seed.

Names come up as in news, a few in most articles and many in one or two; every twentieth article retells another
word for word. They measure time and memory, never quality.

    python -m kg.bench.generate 2000 > articles.jsonl
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from kg.model import Document
from kg.reference import RefEntity, load

FIRST_DAY = date(2023, 1, 1)
DAYS = 700
MOST_CITIES = 400
RETOLD = 20
"""One article in so many is a reprint."""

OUTLETS = ("Вестник", "Обозрение", "Хроника", "Курьер", "Новости дня", "Столичная газета", "Евразийский листок")
GIVEN = "Иван Пётр Сергей Андрей Олег Роман Тимур Глеб Юрий Антон Максим Виктор Павел Степан Руслан Артём".split()
SURNAMES = (
    "Иванов Петров Смирнов Орлов Кузнецов Соколов Мулдабаев Ермеков Ковальчук Бондаренко Григорян Абдуллаев Садыков "
    "Тарасов Белозёров Жданов Крутов Лыков Мережин Назаров Осипов Рябинин Савостин Трубников Ужегов Фокин Хомутов"
).split()
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
OPENINGS = (
    "{land_adj} президент {person} {day} открыл саммит {body}.",
    "{person} и {other} {day} провели двустороннюю встречу. Место встречи – {city}.",
    "Участники саммита {body}: {land}, {land2} и {land3}. Саммит пройдёт {day}.",
    "{land} председательствует в {body}, заявил {person}.",
    "{land} и {land2} {day} подписали соглашение о сотрудничестве.",
)
SENTENCES = (
    "{land_adj} президент {person} встретился с журналистами.",
    "{person} и {other} обсудили торговлю и транспорт.",
    "{land} входит в {body}.",
    "{land} не входит в {body}, сообщил {official}.",
    "{official}, глава {land_adj_gen} ведомства, назвал переговоры полезными.",
    "В саммите {body} участвуют {land}, {land2} и {land3}.",
    "{land2} и {land3} подготовили декларацию на {number} страницах.",
    "По слухам, {person} посетит {city}.",
    "Депутат {official} заявил: «{land} и {land2} договорятся к {day}».",
    "{person} пригласил делегацию из {number} человек.",
    "Город {city} принял {number} гостей, рассказал {official}.",
    "Заседание, на котором был {other}, длилось {number} минут.",
)


@dataclass(frozen=True)
class Names:
    """What articles may speak of, best known first, and weights that fall as in a word count."""

    people: Sequence[RefEntity]
    countries: Sequence[RefEntity]
    cities: Sequence[RefEntity]
    bodies: Sequence[RefEntity]

    def one(self, chance: random.Random, rows: Sequence[RefEntity]) -> RefEntity:
        """Return a row, the first ones far more often than the last."""
        return chance.choices(rows, cum_weights=_weights(len(rows)))[0]


@cache
def _weights(count: int) -> list[float]:
    return list(accumulate(1 / place for place in range(1, count + 1)))


@cache
def names() -> Names:
    """Return the names of the reference, each kind sorted by how well known."""
    reference = load()

    def ranked(kind: str) -> list[RefEntity]:
        found = reference.entities(kind)
        return sorted(found, key=lambda row: (-row.rank, -(row.population or 0), row.id))

    return Names(
        [row for row in ranked("Person") if row.given and row.surname],
        [row for row in ranked("Country") if row.adjectives],
        ranked("City")[:MOST_CITIES],
        [row for row in ranked("Organization") if row.abbreviation],
    )


def articles(count: int, *, seed: int = 1, start: int = 0) -> Iterator[Document]:
    """Yield articles `start` to `start + count` of the endless collection of a seed.

    Args:
        count: How many.
        seed: Another one gives another collection.
        start: Number of the first: an article depends on its number and the seed alone.
    """
    known = names()
    for number in range(start, start + count):
        chance = random.Random(f"{seed} {number}")
        copied = number > RETOLD and chance.randrange(RETOLD) == 0
        original = number - chance.randrange(1, RETOLD) if copied else number
        title, text, day = _article(random.Random(f"{seed} text {original}"), known)
        yield Document(
            f"gen-{number:06}",
            text,
            title,
            day + timedelta(copied),
            publisher=chance.choice(OUTLETS),
            source="generated",
        )


def _article(chance: random.Random, known: Names) -> tuple[str, str, date]:
    day = FIRST_DAY + timedelta(chance.randrange(DAYS))
    opening, *others = chance.choice(OPENINGS), *chance.sample(SENTENCES, chance.randint(3, 8))
    words = _words(chance, known, day)
    told = [opening, *others[:3]]
    first = " ".join(sentence.format(**words) for sentence in told)
    second = " ".join(sentence.format(**_words(chance, known, day)) for sentence in others[3:])
    title = f"{words['land']} и {words['land2']}: {words['body']}, {words['day']}"
    return title, f"{first}\n{second}" if second else first, day


def _words(chance: random.Random, known: Names, day: date) -> dict[str, str]:
    lands = [known.one(chance, known.countries) for _ in range(3)]
    adjective = lands[0].adjectives[0]
    return {
        "person": known.one(chance, known.people).name,
        "other": known.one(chance, known.people).name,
        "official": f"{chance.choice(GIVEN)} {chance.choice(SURNAMES)}",
        "city": known.one(chance, known.cities).name,
        "body": known.one(chance, known.bodies).abbreviation,
        **{name: land.name for name, land in zip(("land", "land2", "land3"), lands, strict=True)},
        "land_adj": adjective.capitalize(),
        "land_adj_gen": adjective[:-2] + "ого",
        "day": f"{day.day} {MONTHS[day.month - 1]} {day.year} года",
        "number": str(chance.randint(2, 900)),
    }


def line(document: Document) -> str:
    """Return an article as a line of JSON, as `kg build` reads it."""
    fields = {"id": document.id, "title": document.title, "text": document.text, "publisher": document.publisher}
    return json.dumps({**fields, "published": str(document.published)}, ensure_ascii=False)


def main() -> None:
    """Write articles to standard output."""
    parser = argparse.ArgumentParser(description="Write made-up articles as JSON Lines.")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    options = parser.parse_args()
    for document in articles(options.count, seed=options.seed, start=options.start):
        sys.stdout.write(line(document) + "\n")


if __name__ == "__main__":
    main()
