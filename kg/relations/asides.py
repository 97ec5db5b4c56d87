"""The words of saying beside what is said («…, сообщил МИД», «…», — сказал X, — …) and how far they reach."""

from kg.analysis import Tree, remembered

DASHES = ("—", "–", "-")
TURNS = frozenset({"а", "но", "однако", "зато"})
"""Words that open a clause which the words of saying in another clause do not reach."""

SOURCED = frozenset({"следовать", "явствовать", "вытекать"})
"""«…, следует из заявления МИД» has no speaker as subject."""
ADVERBIAL = frozenset({"ADV", "PART", "ADP", "NOUN", "PROPN", "ADJ", "DET", "NUM"})
RELATIVES = frozenset("где когда куда откуда почему зачем как который чей пока".split())


@remembered
def is_aside(tree: Tree, verb: int) -> bool:
    """Return whether a verb of saying follows the claim after a comma or a dash: «…», — сказал X; …, сообщил X.

    Its speaker stands behind it: «Новак приехал, заявил о победе и уехал» tells no speaker of «приехал».
    """
    first = _opening(tree, verb)
    if not first or tree[verb].feat("VerbForm") in ("Conv", "Inf") or tree[first - 1].text not in (",", *DASHES):
        return False
    if tree[verb].feat("Number") == "Plur" or tree[verb].lemma.endswith("ся") or tree[verb].lemma in SOURCED:
        return first == verb or any(at > verb for at in tree.children(verb, "nsubj", "obl"))
    return any(at > verb for at in tree.children(verb, "nsubj")) or _nominative_follows(tree, verb)


def _opening(tree: Tree, verb: int) -> int:
    """Return where the words of saying begin: «…, в понедельник вечером сообщил МИД»."""
    at = verb
    while at > 0 and tree[at - 1].upos in ADVERBIAL and tree[at - 1].lemma not in RELATIVES:
        if tree[at - 1].feat("Case") == "Nom" or verb not in tree.ancestors(at - 1):
            break
        at -= 1
    return at


def _nominative_follows(tree: Tree, verb: int) -> bool:
    """Return whether a noun in the nominative follows before any sign: the parser may hang it elsewhere."""
    for at in range(verb + 1, len(tree)):
        if tree[at].upos == "PUNCT":
            return False
        if tree[at].upos in ("NOUN", "PROPN", "PRON") and tree[at].feat("Case") == "Nom":
            return True
        if tree[at].feat("Foreign") and not tree.preposition(at):
            return True  # «передаёт DPA»
    return False


@remembered
def covers(tree: Tree, verb: int, claim: int) -> bool:
    """Return whether the words of saying at a verb hold for a claim of the sentence.

    At the end of a sentence they hold for all of it back to a semicolon; amid a clause for that clause alone:
    «Милей открещивался от решений, а выгод, признавалась министр, не понимает».
    """
    if not is_aside(tree, verb) or is_divided(tree, verb, claim):
        return False
    stop = next((at for at in range(verb + 1, len(tree)) if tree[at].text in (",", ";", *DASHES)), len(tree))
    amid = _goes_on(tree, stop)
    if claim > verb:
        return amid and claim > stop
    return not amid or not any(_turns(tree, at) for at in range(claim, verb))


def _goes_on(tree: Tree, stop: int) -> bool:
    """Return whether the clause before the words of saying goes on behind them."""
    if stop + 1 >= len(tree) or tree[stop].text == ";" or tree[stop + 1].lemma in TURNS | {"который", "где", "чей"}:
        return False
    clause = range(stop + 1, next((at for at in range(stop, len(tree)) if tree[at].text == ";"), len(tree)))
    return any(tree[at].feat("VerbForm") == "Fin" or tree[at].feat("Variant") == "Short" for at in clause)


def _turns(tree: Tree, at: int) -> bool:
    return tree[at].lemma in TURNS and at > 0 and tree[at - 1].text == ","


def is_divided(tree: Tree, one: int, other: int) -> bool:
    """Return whether a semicolon parts two words."""
    return any(token.text == ";" for token in tree.tokens[min(one, other) : max(one, other)])
