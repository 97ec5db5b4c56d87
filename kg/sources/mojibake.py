"""Text that was once read in a wrong encoding and saved so: «РџСЂРµР·РёРґРµРЅС‚», «Ïðåçèäåíò»."""

import re
from functools import cache

from kg.sources.charset import MIN_PAIR_SCORE, best_code_page

WRONG = {"cp1251": "РС", "cp1252": "ÐÑ", "cp866": "╨╤", "koi8-r": "пя", "mac-cyrillic": "–—"}
"""How the first byte of Cyrillic letters in UTF-8, D0 or D1, reads under the wrong code pages."""
MIN_LEADS = 0.2
SAMPLE = 4_000
MIN_LETTERS = 8
MAX_LOST_SHARE = 0.02
"""Share of letters that the damage may have lost, such as И, whose second byte cp1251 lacks."""
CYRILLIC = re.compile("[а-яёА-ЯЁ]")
ACCENTED = re.compile("[À-ÿ]")


def repaired(text: str) -> str | None:
    """Return the text as it was meant, or None when it is not surely damaged."""
    sample = text[:SAMPLE]
    for wrong, leads in WRONG.items():
        if sum(map(sample.count, leads)) >= MIN_LEADS * len(sample) and _as_utf8(sample, wrong) is not None:
            return _as_utf8(text, wrong)
    return _as_code_page(text)


def _as_utf8(text: str, wrong: str) -> str | None:
    """Undo «UTF-8 read as a code page»; correct Cyrillic text never survives this."""
    data = _bytes_under(text, wrong)
    if data is None or data.isascii():
        return None
    meant = data.decode("utf-8", "replace")
    letters, lost = len(CYRILLIC.findall(meant)), meant.count("\ufffd")
    return meant if letters >= MIN_LETTERS and lost <= max(1, MAX_LOST_SHARE * letters) else None


def _as_code_page(text: str) -> str | None:
    """Undo «a Cyrillic code page read as Western»: many accented letters and no Cyrillic."""
    if len(ACCENTED.findall(text[:SAMPLE])) < MIN_LETTERS or CYRILLIC.search(text):
        return None
    data = _bytes_under(text, "cp1252")
    if data is None:
        return None
    page, score = best_code_page(data)
    return data.decode(page, "replace") if score >= MIN_PAIR_SCORE else None


def _bytes_under(text: str, page: str) -> bytes | None:
    try:
        return text.translate(_byte_of(page)).encode("latin-1")
    except UnicodeEncodeError:
        return None


@cache
def _byte_of(page: str) -> dict[int, int]:
    """Return the byte for each character of a code page; bytes that it lacks stand for themselves."""
    decoded = {value: bytes([value]).decode(page, "ignore") for value in range(256)}
    return {ord(char): value for value, char in decoded.items() if char}
