"""The words that tell of a term: verbs that begin, continue and end it, nouns of offices and tenure."""

TERMED = frozenset(
    "leaderOf holdsPositionIn formerLeaderOf formerlyHeldPositionIn memberOf formerMemberOf observerIn "
    "formerObserverIn chairs formerlyChaired".split()
)
"""Predicates that hold in time."""
TURNS = frozenset({"chairs", "formerlyChaired"})
HAPPENING = frozenset({"memberOf", "formerMemberOf", "observerIn", "formerObserverIn"})
"""Predicates of a country and a body."""
ENDED = {
    "leaderOf": "formerLeaderOf",
    "holdsPositionIn": "formerlyHeldPositionIn",
    "memberOf": "formerMemberOf",
    "observerIn": "formerObserverIn",
    "chairs": "formerlyChaired",
}
"""What a predicate is called once its term is over."""
NOW = {former: now for now, former in ENDED.items()}

STARTING = frozenset(
    "вступить вступать заступить заступать занять стать становиться возглавить назначить назначать утвердить принять "
    "принимать принести приносить дать прийти приступить приступать присягнуть перейти переходить получить получать "
    "войти присоединиться присоединяться примкнуть сесть пересесть взять "
    "провозгласить перенять начать начинать начаться начинаться сменить сменять "
    "заменить привести возложить достаться унаследовать взойти вернуться".split()
)
ENDING = frozenset(
    "уйти уходить покинуть покидать оставить освободить отправить снять уволить лишить сложить истечь истекать "
    "закончиться заканчиваться закончить завершиться завершаться завершить окончиться выйти выходить исключить выбыть "
    "приостановить прекратить прекратиться перестать передать сдать расстаться распрощаться "
    "отстранить свергнуть сместить подать отречься лишиться".split()
)
LASTING = frozenset(
    "занимать возглавлять руководить быть являться оставаться остаться работать трудиться служить исполнять "
    "председательствовать входить состоять находиться стоять править пробыть иметь действовать проработать "
    "прослужить продолжать исполняющий возглавляющий пребывать представлять держаться удержаться".split()
)
APPOINTING = frozenset("назначить назначать утвердить привести возложить отправить снять уволить освободить".split())
REPLACING = frozenset("сменить сменять заменить".split())
SELF = frozenset("править председательствовать присягнуть пребывать".split())
"""Verbs that tell of an office without a noun for it."""
POSTS = frozenset(
    "пост должность обязанность полномочие полномочия присяга власть престол трон кресло работа отставка членство "
    "председательство мандат срок статус глава инаугурация руль бразды штурвал "
    "президентство премьерство правление".split()
)
MEMBERSHIP = frozenset("членство член участник участница наблюдатель статус число".split())
"""Nouns that tell of a membership."""
BELONGING = frozenset(
    "вступить вступать войти входить принять состоять присоединиться присоединяться примкнуть выйти выходить покинуть "
    "покидать исключить выбыть вернуться участвовать расстаться распрощаться".split()
)
"""Verbs of membership, with the body as their complement."""
BACK = frozenset("ней неё нее нём нем него них нему которой которую которого который котором".split())
"""Pronouns that point back to a body: «состоявший в ней», «в который входит»."""
RENEWING = frozenset("новый второй третий четвёртый пятый очередной следующий".split())
AGAIN = frozenset("вновь снова повторно переизбрать переизбранный".split())
FROM = frozenset({"с", "со"})
UNTIL = frozenset({"до", "по"})
BOUNDS = frozenset("начало середина конец".split())
