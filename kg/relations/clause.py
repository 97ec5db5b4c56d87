"""Clauses: which verb a word belongs to, who does it, to whom, with what preposition.

The parser's tree is read leniently: passives, infinitives, relative and participial clauses and
coordinated verbs without a subject of their own all find the subject that a reader would.
"""

from collections.abc import Iterator

from kg.analysis import Tree, gathered, remembered

CLAUSAL = ("acl", "advcl", "parataxis", "ccomp", "csubj")
NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
TIME_WORDS = frozenset(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь понедельник вторник среда четверг "
    "пятница суббота воскресенье год день неделя месяц число утро вечер весна лето осень зима".split()
)
WHERE = frozenset({"где", "куда", "откуда"})
"""«прилетел в Берлин, где встретится с канцлером»: the relative clause keeps the subject."""
AMBIGUOUS = 2
REACH = 10
"""Tokens from «что» back to the verb that it completes: «заявил журналистам в понедельник, что …»."""
RELATIVE = ("который", "кто", "что")
COMPOUND = {
    ("в", "рамках"): "в рамках",
    ("в", "ходе"): "в ходе",
    ("во", "время"): "во время",
    ("на", "полях"): "на полях",
    ("по", "итогам"): "по итогам",
    ("в", "преддверии"): "в преддверии",
    ("в", "кулуарах"): "на полях",
    ("в", "связи"): "в связи",
}


def is_predicate(tree: Tree, index: int) -> bool:
    """Return whether a token carries a clause: a verb, a short adjective, the root."""
    return _carriers(tree)[index]


@remembered
def _carriers(tree: Tree) -> tuple[bool, ...]:
    return tuple(
        token.upos == "VERB"
        or (token.upos == "ADJ" and token.feat("Variant") == "Short")
        or (token.head < 0 and token.upos != "PUNCT")
        for token in tree.tokens
    )


@remembered
def predicates(tree: Tree) -> tuple[int, ...]:
    """Return the tokens that carry a clause, in text order."""
    return tuple(index for index, carries in enumerate(_carriers(tree)) if carries)


@remembered
def predicate(tree: Tree, index: int) -> int:
    """Return the nearest predicate at or above a token."""
    if is_predicate(tree, index):
        return index
    last = index
    for above in tree.ancestors(index):
        if is_predicate(tree, above):
            return above
        last = above
    return last


@remembered
def content_head(tree: Tree, index: int) -> int:
    """Return the head of a token; that of a content clause stands before it, where the parser may miss it.

    «Трамп заявил, что знает, и надеется, что …»: «знает» hangs on «заявил», not on «надеется»; what follows a colon
    hangs on the verb before it: «пишет, что Майга заявил: французы ушли».
    """
    above = tree.head(index)
    if 0 <= above < index and tree.related(index, "ccomp"):
        colon = next((at for at in range(index, above, -1) if tree[at].text == ":"), above)
        return colon - 1 if colon > above + 1 and tree[colon - 1].feat("VerbForm") == "Fin" else above
    if above < index or not tree.related(index, "ccomp"):
        return above
    mark = next((child for child in tree.children(index, "mark") if tree[child].lemma == "что"), -1)
    before = range(mark - 1, max(-1, mark - 1 - REACH), -1)
    return next((at for at in before if tree[at].upos == "VERB" and tree[at].feat("VerbForm") == "Fin"), above)


@remembered
def governor(tree: Tree, index: int) -> int:
    """Return the finite predicate of an infinitive («намерен пригласить» → «намерен»), or the token itself."""
    at = index
    for _ in range(len(tree)):
        above = tree.head(at)
        infinitive = tree[at].feat("VerbForm") == "Inf"
        if above < 0 or not (tree.related(at, "xcomp", "csubj") or (infinitive and tree.related(at, "conj", "ccomp"))):
            return at
        at = above
    return at


@remembered
def subjects(tree: Tree, index: int) -> tuple[int, ...]:
    """Return the tokens that are the subject of a predicate, its own or the one it shares.

    Args:
        tree: The sentence.
        index: The predicate.

    Returns:
        Heads of noun phrases in text order; coordinated members are not listed apart.
    """
    seen: set[int] = set()
    at = index
    while at >= 0 and at not in seen:
        seen.add(at)
        own = tuple(child for child in tree.children(at, "nsubj") if _may_be_subject(tree, at, child))
        own = _on_this_side(tree, index, own)
        own = own or _nominative(tree, at) or _inverted(tree, at) or _beside_colon(tree, at)
        own = own or tuple(_strays(tree, at, "Nom"))
        if own:
            return tuple(_antecedent(tree, at, token) for token in own)
        token = tree[at]
        if tree.related(at, "acl", "amod") and token.feat("VerbForm") == "Part":
            return (token.head,) if token.feat("Voice") != "Pass" else ()
        if tree.related(at, "acl") and _shares(tree, at):
            at = predicate(tree, token.head)
            continue
        if not (tree.related(at, "xcomp", "csubj", "conj", "aux", "cop") or _shares(tree, at)):
            return ()
        at = token.head
    return ()


def _on_this_side(tree: Tree, verb: int, own: tuple[int, ...]) -> tuple[int, ...]:
    """Return the subjects on the verb's side of a colon or semicolon: «Делегацию ведёт А: президент Б остался»."""
    near = tuple(at for at in own if not any(tree[i].text in (":", ";") for i in range(min(at, verb), max(at, verb))))
    return near or own


def _may_be_subject(tree: Tree, verb: int, child: int) -> bool:
    """Return whether a case allows a subject; surnames such as «Мерц» are tagged as instrumentals."""
    passive = tree[verb].feat("Voice") == "Pass"
    return tree[child].feat("Case") != "Ins" or (tree[child].upos == "PROPN" and not passive)


def _nominative(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return what the parser took for an object though its case is a subject's: «Казахстан примет саммит»."""
    if tree[verb].feat("VerbForm") != "Fin" or len(tree.children(verb, "obj")) < AMBIGUOUS:
        return ()
    return tuple(c for c in tree.children(verb, "obj") if tree[c].upos == "PROPN" and tree[c].feat("Case") == "Nom")


def _inverted(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the subject that the parser took for a coordinated word or left alone: «Приедет и генсек ОДКБ»."""
    if tree[verb].feat("VerbForm") != "Fin":
        return ()
    joined = [child for child in tree.children(verb, "conj") if child > verb]
    alone = [
        at for at in range(verb + 1, len(tree)) if tree.head(at) < 0 and tree.related(at, "conj", "appos", "nsubj")
    ]
    return tuple(
        child
        for child in joined or alone[:1]
        if tree[child].upos in ("NOUN", "PROPN") and tree[child].feat("Case") == "Nom" and not tree.preposition(child)
    )


def _beside_colon(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the subject hung beside its verb after a headline's colon: «Песков: встреча не планируется»."""
    if not tree.related(verb, "parataxis") or tree[verb].feat("VerbForm") == "Inf":
        return ()
    return tuple(
        child
        for child in tree.children(tree.head(verb), "parataxis", "nsubj", "appos")
        if child < verb and tree[child].upos in ("NOUN", "PROPN") and tree[child].feat("Case") == "Nom"
        and any(tree[at].text == ":" for at in range(child))
    )[-1:]  # fmt: skip


@remembered
def verb_of(tree: Tree, noun: int) -> int:
    """Return the verb whose subject or object a noun is, also across a headline's colon; -1 for none."""
    above = tree.head(noun)
    if above >= 0 and tree.related(noun, "nsubj", "obj"):
        return above
    if above < 0 or not tree.related(noun, "parataxis"):
        return -1
    return next((at for at in tree.children(above, "parataxis") if noun in _beside_colon(tree, at)), -1)


@remembered
def _shares(tree: Tree, index: int) -> bool:
    """Return whether a subordinate clause has the subject of its main clause.

    A gerund and «чтобы» with an infinitive do; so does a finite verb without a subject that agrees with
    the main one («сказал, что приедет», «вспоминал, как ездил»).
    """
    token = tree[index]
    if tree.related(index, "acl"):
        return token.feat("VerbForm") == "Fin" and any(tree[at].lemma in WHERE for at in tree.children(index, "advmod"))
    if not tree.related(index, "advcl", "ccomp"):
        return False
    if token.feat("VerbForm") in ("Conv", "Inf"):
        return True
    main = tree[token.head]
    same = token.feat("Number") == main.feat("Number") and token.feat("Gender") == main.feat("Gender")
    return token.feat("VerbForm") == "Fin" and token.feat("Number") == "Sing" and (same or token.feat("Tense") == "Fut")


def _antecedent(tree: Tree, verb: int, token: int) -> int:
    if tree[token].lemma in RELATIVE and tree[token].upos in ("PRON", "DET"):
        noun = next((at for at in (verb, *tree.ancestors(verb)) if tree.related(at, "acl")), -1)
        if noun >= 0:
            return tree.head(noun)
    return token


@remembered
def patients(tree: Tree, index: int) -> tuple[int, ...]:
    """Return the tokens that the predicate acts on: its objects, or the subject of a passive."""
    if is_passive(tree, index):
        if tree.related(index, "acl", "amod"):
            return (tree.head(index),)
        return subjects(tree, index)
    misread = _nominative(tree, index)
    found = [child for child in tree.children(index, "obj") if child not in misread] or _strays(tree, index, "Acc")
    return tuple(_antecedent(tree, index, token) for token in found)


def _strays(tree: Tree, verb: int, case: str) -> list[int]:
    """Return the argument that the parser joined to the noun before it: «пригласила на саммит БРИКС | Мексику»."""
    return [
        child
        for noun in tree.children(verb, "obl", "obj")
        for child in tree.children(noun, "appos")
        if tree[child].upos == "PROPN" and tree[child].feat("Case") == case and not tree.preposition(child)
    ]


@remembered
def agents(tree: Tree, index: int) -> tuple[int, ...]:
    """Return the tokens that do what the predicate says: its subject, or the instrumental of a passive."""
    if not is_passive(tree, index):
        return subjects(tree, index)
    own = tuple(
        child
        for child in tree.children(index, "obl", "nmod", "iobj")
        if tree[child].feat("Case") == "Ins" and not tree.preposition(child)
    )
    return own or tuple(_strays(tree, index, "Ins"))


@remembered
def is_passive(tree: Tree, index: int) -> bool:
    """Return whether a predicate is a passive («подписан», «приглашён»)."""
    token = tree[index]
    return token.feat("Voice") == "Pass" or bool(tree.children(index, "nsubj:pass"))


@remembered
def preposition(tree: Tree, index: int) -> str:
    """Return the preposition of a noun, compound ones whole («на полях», «во время»), or an empty string."""
    simple = tree.preposition(index)
    above = tree.head(index)
    if not simple and above >= 0 and tree.related(index, "nmod"):
        outer = tree.preposition(above)
        return COMPOUND.get((outer, tree[above].text.lower()), "")
    cases = [tree[child].text.lower() for child in tree.children(index, "case")]
    fixed = [tree[below].text.lower() for child in tree.children(index, "case") for below in tree.children(child)]
    return COMPOUND.get((simple, (cases[1:] + fixed + [""])[0]), simple)


@gathered
def obliques(tree: Tree, index: int) -> Iterator[tuple[int, str]]:
    """Yield the nouns that complete a predicate with a preposition, and the preposition.

    The complements of an infinitive's governor count too: «в Астане намерены подписать» is one clause.
    """
    seen: set[int] = set()
    for verb in dict.fromkeys((index, governor(tree, index))):
        for token in _nominal_below(tree, verb):
            prep = preposition(tree, token)
            if prep and token not in seen:
                seen.add(token)
                yield token, prep


def _nominal_below(tree: Tree, verb: int) -> Iterator[int]:
    """Yield the nouns below a verb, and those the parser hung on an adverb or a date («сегодня, 21 мая, в Баку»)."""
    for child in tree.children(verb):
        if tree[child].upos in NOMINAL and not tree.related(child, *CLAUSAL, "nsubj"):
            yield from _with_compounds(tree, child)
        if tree[child].upos == "ADV" or _is_time(tree, child):
            for below in tree.subtree(child):
                if below != child and tree[below].upos in ("NOUN", "PROPN") and tree.preposition(below):
                    yield from _with_compounds(tree, below)


def _is_time(tree: Tree, index: int) -> bool:
    token = tree[index]
    return token.lemma in TIME_WORDS or (token.text.isdigit() and tree.related(index, "obl", "nmod"))


def _with_compounds(tree: Tree, token: int) -> Iterator[int]:
    """Yield a noun and, for «на полях саммита» or «в рамках визита», what the compound preposition governs."""
    yield token
    for below in tree.children(token, "nmod"):
        if preposition(tree, below) in COMPOUND.values():
            yield below


@remembered
def phrase(tree: Tree, index: int) -> tuple[int, ...]:
    """Return the tokens of a noun phrase without the clauses and prepositional phrases that hang on it.

    «президенты Казахстана и России, прибывшие на саммит» → «президенты Казахстана и России».
    """
    found, stack = set(), [index]
    while stack:
        at = stack.pop()
        found.add(at)
        for child in tree.children(at):
            if child not in found and not _leaves_phrase(tree, child):
                stack.append(child)
    return tuple(sorted(found))


def _leaves_phrase(tree: Tree, child: int) -> bool:
    if tree.related(child, "parataxis") and _is_list_after_dash(tree, child):
        return False
    if tree.related(child, *CLAUSAL, "nsubj", "obl", "punct", "cc", "case"):
        return True
    if tree.related(child, "nmod") and tree.children(child, "case"):
        return True
    return tree[child].upos == "VERB" and tree[child].feat("VerbForm") != "Part"


def _is_list_after_dash(tree: Tree, child: int) -> bool:
    """Return whether a noun names what the one above it counted: «министры пяти стран — Перу, Чили, …»."""
    token = tree[child]
    same = token.feat("Case") == tree[token.head].feat("Case") if token.head >= 0 else False
    sign = tree[child - 1].text if child else ""
    return (
        token.upos in ("NOUN", "PROPN") and same and token.feat("Case") != "Nom" and sign in ("—", "–", "-", ":", "(")
    )
