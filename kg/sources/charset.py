"""Bytes to text when nobody says reliably which encoding it is.

Order: the user's word, a byte order mark, UTF-16 by its zero bytes, strict UTF-8, then the Cyrillic
code page under which the letters follow each other as in Russian. A page's own declaration only breaks
near ties, as it is wrong too often.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg.errors import ConfigError, SourceError
from kg.sources.letter_pairs import kind, pair_scores

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
CODE_PAGES = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "an audio or video file"),
    (b"SQLite format 3\x00", "a database"),
)
SAMPLE = 65_536
MAX_BLOCK = 1_000_000
CONTROL = bytes(sorted({*range(32), 127} - {9, 10, 12, 13, 26, 27}))
HIGH = bytes(range(128, 256))
UTF8_CHARACTER = re.compile(rb"[\xd0\xd1\xc3][\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x90-\xbf]")
MAX_CONTROL_SHARE = 0.05
MIN_PAIR_SCORE = -5.0
"""Mean logarithm of a pair below which text is not Russian; Russian has about -2.7, random bytes -7."""
HINT_BONUS = 0.3
MIN_UTF8_SHARE = 0.2
"""Share of the bytes above 127 that form UTF-8 characters, from which damaged UTF-8 is believed."""

MIN_ALIEN = 4
"""Bytes outside of UTF-8 from which they are taken as words of a code page, not as damage."""

log = logging.getLogger(__name__)


class Decoded(NamedTuple):
    """Text, the encoding it was in, and what was wrong with it, or None."""

    text: str
    charset: str
    note: str | None = None


def check_encoding(name: str | None) -> None:
    """Raise ConfigError unless the name is None or a text encoding that Python knows."""
    if name is None:
        return
    try:
        "a".encode(name)
    except (LookupError, ValueError) as error:
        raise ConfigError(f"unknown encoding {name!r}; use a name such as utf-8, cp1251 or koi8-r") from error


def decode(data: bytes, source: str, *, encoding: str | None = None, hint: str | None = None) -> Decoded:
    """Return the text of the bytes.

    Args:
        data: A whole file or a line of it.
        source: Name for messages.
        encoding: The user's word; nothing is detected then.
        hint: What the file says of itself (the charset of an HTML page).

    Raises:
        SourceError: The bytes are not text.
    """
    if encoding is not None:
        return _replaced(data, encoding)
    for mark, name in BOMS:
        if data.startswith(mark) and (name == "utf-8" or _has_control(data[len(mark) :])):
            return _replaced(data[len(mark) :], name)
    order = _utf16_order(data)
    if order is not None:
        return _replaced(data, order)
    _refuse_binary(data, source)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if max(map(_utf8_share, (_from_first_letter(data), data[-SAMPLE:]))) >= MIN_UTF8_SHARE:
            return _damaged_utf8(data, error.start)
    return _code_page(data, source, hint)


def decode_file(data: bytes, source: str, *, encoding: str | None = None, hint: str | None = None) -> str:
    """Return the text of a whole file like `decode`; damage and doubt are logged as a warning."""
    decoded = decode(data, source, encoding=encoding, hint=hint)
    if decoded.note:
        log.warning("%s: %s", source, decoded.note)
    return decoded.text


def _replaced(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        note = f"byte {error.start} is not valid {encoding}; what cannot be read is marked"
        return Decoded(data.decode(encoding, "replace"), encoding, note)


def _has_control(data: bytes) -> bool:
    """Tell UTF-16 from «яю» in cp1251, the same bytes as its mark: blanks and Cyrillic letters need 00 or 04."""
    sample = data[:SAMPLE]
    return not sample or len(sample.translate(None, CONTROL)) < len(sample)


def _utf16_order(data: bytes) -> str | None:
    """Return the UTF-16 variant: every other byte is 00 (Latin, signs) or 04 (Cyrillic)."""
    sample = data[:SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = (sum(sample[start::2].count(value) for value in (0, 4)) / half for start in (0, 1))
    if odd >= 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even >= 0.7 and odd < 0.1 else None


def _refuse_binary(data: bytes, source: str) -> None:
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise SourceError(source, f"is {what}, not text")
    sample = data[:SAMPLE]
    if len(sample) - len(sample.translate(None, CONTROL)) > MAX_CONTROL_SHARE * len(sample):
        raise SourceError(source, "is binary, not text")


def _utf8_share(data: bytes) -> float:
    """Return how much of the bytes above 127 forms Cyrillic letters or usual signs in UTF-8.

    Three-byte characters do not count, as small letters of cp866 («рок») look like them.
    """
    high = len(data) - len(data.translate(None, HIGH))
    return (len(data) - len(UTF8_CHARACTER.sub(b"", data))) / high if high else 0.0


def _damaged_utf8(data: bytes, offset: int) -> Decoded:
    """Decode word by word: words in UTF-8 as they are, the others in the code page that fits them all."""
    broken = (word for word in _words(data) if len(word) <= MAX_BLOCK and not _is_utf8(word))
    alien = {word for word in broken if _utf8_share(word) < 0.5}
    page, score = best_code_page(b" ".join(sorted(alien)))
    foreign = score >= MIN_PAIR_SCORE and sum(map(len, alien)) >= MIN_ALIEN
    text = "".join(word.decode(page if foreign and word in alien else "utf-8", "replace") for word in _words(data))
    what = f"partly {page}" if foreign else "damaged"
    return Decoded(text.rstrip("\ufffd"), "utf-8", f"UTF-8 is {what} from byte {offset}; the readable part is kept")


def _words(data: bytes) -> Iterator[bytes]:
    """Yield the words and blanks of damaged blocks of lines, and sound or endless blocks whole."""
    at = 0
    while at < len(data):
        end = data.find(b"\n", at + SAMPLE) + 1 or len(data)
        block = data[at:end]
        if len(block) > MAX_BLOCK or _is_utf8(block):
            yield block
        else:
            yield from re.findall(rb"\s+|\S+", block)
        at = end


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _code_page(data: bytes, source: str, hint: str | None) -> Decoded:
    page, score = best_code_page(data, hint)
    if score >= MIN_PAIR_SCORE:
        return Decoded(data.decode(page, "replace"), page)
    for name in (hint, "cp1252"):
        try:
            text = data.decode(name) if name else None
        except (LookupError, ValueError):
            continue
        if name and text is not None and len(re.sub(r"[\x00-\x7f]+", "", text)) < len(text) * 0.3:
            return Decoded(text, name, f"encoding is uncertain, read as {name}")
    raise SourceError(source, "is not text in a known encoding (--encoding names one)")


def best_code_page(data: bytes, hint: str | None = None) -> tuple[str, float]:
    """Return the Cyrillic code page that reads most like Russian, and its mean pair score.

    Only pairs with a byte above 127 count, so that markup does not dilute the judgement.
    """
    pairs = Counter(pairwise(_from_first_letter(data)))
    telling = [(pair, count) for pair, count in pairs.items() if max(pair) > 127]
    total = sum(count for _, count in telling) or 1
    named = _same_page(hint)
    best, best_score = CODE_PAGES[0], float("-inf")
    for page in CODE_PAGES:
        scores = _byte_scores(page)
        score = sum(scores[a << 8 | b] * count for (a, b), count in telling) / total
        score += HINT_BONUS if page == named else 0.0
        if score > best_score:
            best, best_score = page, score
    return best, best_score


def _from_first_letter(data: bytes) -> bytes:
    """Return a sample that begins where ASCII, such as the head of a page, ends."""
    first = re.search(rb"[\x80-\xff]", data)
    start = max(first.start() - 1, 0) if first else 0
    return data[start : start + SAMPLE]


def _same_page(hint: str | None) -> str | None:
    """Return the code page that a declared charset means («windows-1251» → cp1251), if it is one of ours."""
    known = {"windows-1251": "cp1251", "cp-1251": "cp1251", "win-1251": "cp1251", "koi8-u": "koi8-r"}
    known |= {"ibm866": "cp866", "iso-8859-5": "iso8859-5", "x-mac-cyrillic": "mac-cyrillic"}
    name = (hint or "").strip().lower()
    name = known.get(name, name)
    return name if name in CODE_PAGES else None


@cache
def _byte_scores(page: str) -> list[float]:
    """Return the scores of all 65,536 pairs of bytes under a code page."""
    kinds = [kind(bytes([value]).decode(page, "replace")) for value in range(256)]
    scores = pair_scores()
    return [scores[first + second] for first in kinds for second in kinds]
