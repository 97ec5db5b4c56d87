"""razdel's tokens in one pass over its atoms: the same rules, without an object for each gap between two of them.

An atom is a run of Cyrillic or Latin letters, of digits, or one sign. Only atoms that touch can be one token, and most
gaps lie between a word and a sign that no rule joins.
"""

from razdel.segmenters.punct import DASHES, ENDINGS
from razdel.segmenters.tokenize import ATOM, INT, LAT, OTHER, PUNCT, RU, SMILE

WORDLIKE = (RU, LAT, OTHER)
DOUBLED = ("--", "**")

Atom = tuple[int, int, str, str]
"""Start, stop, type and text."""


def token_ranges(text: str) -> list[tuple[int, int]]:
    """Return where the tokens of a text start and stop, as `razdel.tokenize` cuts it."""
    atoms: list[Atom] = [
        (match.start(), match.end(), match.lastgroup or "", match.group()) for match in ATOM.finditer(text)
    ]
    found: list[tuple[int, int]] = []
    begin = 0
    for at in range(1, len(atoms)):
        if atoms[at - 1][1] != atoms[at][0] or not _joined(text, atoms, begin, at):
            found.append((atoms[begin][0], atoms[at - 1][1]))
            begin = at
    if atoms:
        found.append((atoms[begin][0], atoms[-1][1]))
    return found


def _joined(text: str, atoms: list[Atom], begin: int, at: int) -> bool:
    """Return whether an atom goes on with the token that began at another: «как-то», «3,5», «?!», «:)»."""
    _, _, left_type, left = atoms[at - 1]
    _, stop, right_type, right = atoms[at]
    if left_type == PUNCT and right_type == PUNCT and _is_one_sign(text[atoms[begin][0] : stop], left, right):
        return True
    if OTHER in (left_type, right_type) and left_type in WORDLIKE and right_type in WORDLIKE:
        return True
    if right == "!" and left.lower() == "yahoo":
        return True
    return (left_type == PUNCT or right_type == PUNCT) and _bridged(atoms, at)


def _is_one_sign(token: str, left: str, right: str) -> bool:
    return bool(SMILE.match(token)) or (left in ENDINGS and right in ENDINGS) or left + right in DOUBLED


def _bridged(atoms: list[Atom], at: int) -> bool:
    """Return whether a sign on either side of a gap binds what stands around it, as a dash binds two words."""
    return any(_binds(atoms, at, signs, digits) for signs, digits in SIGNS)


SIGNS = ((DASHES, False), ("_", False), (".,", True), ("/\\", True))
"""What binds, and whether it binds numbers alone."""


def _binds(atoms: list[Atom], at: int, signs: str, digits: bool) -> bool:
    if atoms[at - 1][3] in signs:
        first, second = at - 2, at
    elif atoms[at][3] in signs:
        first, second = at - 1, at + 1
    else:
        return False
    if first < 0 or second >= len(atoms):
        return False
    types = atoms[first][2], atoms[second][2]
    return types == (INT, INT) if digits else PUNCT not in types
