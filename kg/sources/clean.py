"""Text hygiene: what readers see stays, what breaks analysis and formats goes.

Two kinds, as offsets of exports count in the document's text. Text of a file is cleaned freely. Text of a
record (JSONL, CSV) keeps its length, code point for code point, so that offsets hold in the user's record.
"""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
STRESS = re.compile("(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯ])\u0301")
"""Stress marks of dictionaries and disambiguation («за́мок»), which hide a name from the models."""
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
SCHEMES = ("http://", "https://")


def clean_text(text: str) -> str:
    """Return the text of a file: one kind of line end and of blank, composed letters, nothing invisible."""
    text = BLANKS.sub(" ", LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", _drop_invisible(text))
    return STRESS.sub("", text)


def _drop_invisible(text: str) -> str:
    unwanted = {
        ord(char): None
        for char in set(text) - {"\n", "\t"}
        if unicodedata.category(char) in INVISIBLE or _is_noncharacter(char)
    }
    return text.translate(unwanted) if unwanted else text


def _is_noncharacter(char: str) -> bool:
    return ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"


def clean_record_text(text: str) -> str:
    """Return the text of a record, of equal length: only what no output format can hold is replaced.

    Line separators become line ends one for one, controls become blanks, broken characters U+FFFD.
    """
    text = re.sub("\r(?!\n)|[\v\f\u0085\u2028\u2029]", "\n", text)
    changed: dict[int, str] = {}
    for char in set(text) - {"\n", "\t", "\r"}:
        category = unicodedata.category(char)
        if category == "Cs" or _is_noncharacter(char):
            changed[ord(char)] = "\ufffd"
        elif category == "Cc":
            changed[ord(char)] = " "
    return text.translate(changed) if changed else text


def clean_record_title(title: str) -> str:
    """Return the title of a record, of equal length and on one line."""
    return re.sub("[\r\n]", " ", clean_record_text(title))


def clean_line(text: str) -> str:
    """Return a short field (title of a page, publisher) on one line without surplus blanks."""
    return " ".join(clean_text(text).split())


def clean_url(url: str) -> str | None:
    """Return a web address without blanks around it and controls in it, or None for any other scheme."""
    url = re.sub(r"[\t\r\n]", "", clean_text(url.strip()))
    return url if url.lower().startswith(SCHEMES) and len(url) <= 2_000 else None


def clean_id(name: str) -> str:
    """Return an identifier without surrounding blanks; invisible and broken characters become «_»."""
    name = unicodedata.normalize("NFC", name.strip())
    return "".join("_" if unicodedata.category(char) in INVISIBLE | {"Zl", "Zp"} else char for char in name)
