import json
import logging
from datetime import date

import pytest

from kg.sources import Limits, Skipped, read


def jsonl(tmp_path, *lines, name="news.jsonl", encoding="utf-8"):
    path = tmp_path / name
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_bytes("\n".join([*texts, ""]).encode(encoding))
    return path


def one(path, **options):
    (result,) = read([path], **options)
    return result


def causes(path, **options):
    return [str(item).removeprefix(f"{path.parent}/") for item in read([path], **options) if isinstance(item, Skipped)]


def test_jsonl_gives_all_fields(tmp_path):
    record = {
        "id": "a-7",
        "title": "Визит в Рим",
        "text": "Президент прибыл в Рим.",
        "published": "2024-05-06T10:00:00+03:00",
        "url": "https://news.example/7",
        "publisher": "Вести",
    }
    doc = one(jsonl(tmp_path, record))
    assert (doc.id, doc.title, doc.text) == ("a-7", "Визит в Рим", "Президент прибыл в Рим.")
    assert (doc.published, doc.url, doc.publisher) == (date(2024, 5, 6), "https://news.example/7", "Вести")
    assert doc.source == "news.jsonl"


def test_jsonl_text_is_verbatim(tmp_path):
    text = "\ufeff При\u00adбыл\u00a0в\r\nРим. \u2009Сергеи\u0306 \u200b"
    assert one(jsonl(tmp_path, {"id": "1", "text": text})).text == text


def test_jsonl_keeps_offsets_after_a_broken_character(tmp_path):
    doc = one(jsonl(tmp_path, '{"id": "1", "text": "Рим \\ud800\\u0000 Вена"}'))
    assert doc.text == "Рим \ufffd  Вена"


def test_jsonl_without_id_is_named_by_file_and_line(tmp_path):
    path = jsonl(tmp_path, {"text": "Первая."}, "", {"text": "Третья.", "id": ""}, {"text": "Пятая.", "id": 17})
    assert [doc.id for doc in read([path])] == ["news-1", "news-3", "17"]


def test_jsonl_names_bad_lines_and_reads_the_others(tmp_path):
    path = jsonl(
        tmp_path,
        {"id": "1", "text": None},
        {"id": "2", "text": 42},
        {"id": "3", "text": " \n"},
        "[1, 2]",
        '{"id": "5", "text": "обор',
        "[" * 100_000,
        '{"id": ' + "9" * 5000 + ', "text": "Рим."}',
        {"id": "8", "text": "Последняя верна."},
    )
    assert causes(path) == [
        "news.jsonl:1: has no text",
        "news.jsonl:2: text is a number, not a string",
        "news.jsonl:3: text is empty",
        "news.jsonl:4: is not a record (a JSON object with a text)",
        "news.jsonl:5: is not JSON (Unterminated string starting at: character 21)",
        "news.jsonl:6: is not usable JSON (too deep, or a number too long)",
        "news.jsonl:7: is not usable JSON (too deep, or a number too long)",
    ]
    assert [item.id for item in read([path]) if not isinstance(item, Skipped)] == ["8"]


def test_jsonl_may_be_larger_than_the_limit_of_a_file(tmp_path):
    path = jsonl(tmp_path, *({"id": str(n), "text": "Саммит. " * 10} for n in range(20)))
    assert len(list(read([path], limits=Limits(file_bytes=500)))) == 20


def test_jsonl_refuses_a_line_over_the_limit_and_goes_on(tmp_path):
    path = jsonl(tmp_path, {"id": "1", "text": "Саммит. " * 100}, {"id": "2", "text": "Рим."})
    long, short = read([path], limits=Limits(file_bytes=500))
    assert long.cause == "line is larger than 500 bytes"
    assert short.id == "2"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8-sig", "utf-16", "utf-16-le"])
def test_jsonl_is_read_in_other_encodings(tmp_path, encoding):
    records = [{"id": str(n), "text": "Министр обороны прибыл в столицу соседней страны."} for n in (1, 2)]
    docs = list(read([jsonl(tmp_path, *records, encoding=encoding)]))
    assert [(doc.id, doc.text) for doc in docs] == [(record["id"], record["text"]) for record in records]


def test_record_fields_have_russian_names(tmp_path):
    record = {"Заголовок": "Визит", "ТЕКСТ": "Президент в Риме.", "дата": "06.05.2024", "источник": "Вести"}
    doc = one(jsonl(tmp_path, record))
    assert (doc.title, doc.text, doc.published, doc.publisher) == (
        "Визит",
        "Президент в Риме.",
        date(2024, 5, 6),
        "Вести",
    )


def test_record_with_odd_metadata_is_still_read(tmp_path):
    record = {"id": True, "text": "Рим.", "title": 5, "published": "вчера", "url": "javascript:x()", "publisher": []}
    doc = one(jsonl(tmp_path, record))
    assert (doc.id, doc.title, doc.published, doc.url, doc.publisher) == ("news-1", None, None, None, None)


def test_record_that_is_encoded_twice_is_kept_and_named(tmp_path, caplog):
    text = "Послы встретились в Баку".encode().decode("koi8-r")
    with caplog.at_level(logging.WARNING):
        assert one(jsonl(tmp_path, {"id": "1", "text": text})).text == text
    assert "news.jsonl:1: text was encoded twice" in caplog.text


def test_json_holds_a_list_or_one_record(tmp_path):
    many = jsonl(tmp_path, '[{"id": "1", "text": "Рим."}, 5, {"text": "Вена."}]', name="many.json")
    single = jsonl(tmp_path, '{"text": "Баку."}', name="single.json")
    assert [getattr(item, "id", item) for item in read([many])] == [
        "1",
        Skipped(f"{many}, record 2", "is not a record (a JSON object with a text)"),
        "many-3",
    ]
    assert one(single).id == "single-1"


def table(tmp_path, text, name="news.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_csv_reads_rows_by_header(tmp_path, encoding):
    first_row = 'к1;Визит;"Президент; с делегацией\r\nприбыл в Рим.";06.05.2024'
    text = f"ID;Заголовок;Текст;Дата\r\n{first_row}\r\n\r\n;;Второй текст.;\r\n"
    first, second = read([table(tmp_path, text, encoding=encoding)])
    assert (first.id, first.title, first.published) == ("к1", "Визит", date(2024, 5, 6))
    assert first.text == "Президент; с делегацией\r\nприбыл в Рим."
    assert (second.id, second.title) == ("news-5", None)


def test_csv_names_the_row_whose_quote_never_closes(tmp_path):
    path = table(tmp_path, 'id,text\n1,"Первая."\n2,"Вторая без конца\n3,Третья.\n')
    assert [getattr(item, "id", None) for item in read([path])] == ["1", None, "3"]
    assert causes(path) == ["news.csv:3: row is broken (unexpected end of data)"]


def test_csv_gives_up_after_many_broken_rows(tmp_path):
    path = table(tmp_path, "id,text\n" + '1,"a"b\n' * 5000)
    assert len(causes(path)) == 101
    assert causes(path)[-1] == "news.csv:102: 100 broken rows; the rest is left out"


def test_csv_without_a_text_column_is_refused(tmp_path):
    assert causes(table(tmp_path, "id,name\n1,Рим\n")) == ["news.csv: has no column named «text» (or «текст»)"]


def test_csv_takes_long_texts(tmp_path):
    assert len(one(table(tmp_path, f"text\n{'Саммит ' * 40_000}\n")).text) == 280_000


def test_tsv_is_a_table_too(tmp_path):
    assert one(table(tmp_path, "id\ttext\n1\tРим, Вена.\n", name="n.tsv")).text == "Рим, Вена."
