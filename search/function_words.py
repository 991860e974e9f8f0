"""Words that carry a sentence and no subject: left out of what is looked for.

A hand-made list, not a part of speech: „koło” is a preposition too, and a teacher of
mathematics means the other one.
"""

from search.analysis import fold, word

_TEXT = """
a aby albo ale ależ ani aż bardzo bez bo bowiem by być był była było byli były będzie
będą bądź byłby byłaby byłoby choć chociaż ci co coś cóż czemu czy czyli dla dlaczego
dlatego do dokąd dość gdy gdyby gdyż gdzie gdzieś i ich ile im inaczej ją jak jaki jaka
jakie jakiś jako jakim jaką jakich jakiego jakiej jakiemu jakimi jakby je jednak jego
jej jemu jest jestem jesteś jesteśmy jeszcze jeśli jeżeli już kiedy kim kogo komu kto
ktoś która które którego której którą który których którym którymi którzy ku lecz lub ma
mają mi mnie mną mu my na nad nam nami nas nasz nią nich nie niego niej niemu nim nimi niż
no o obok od on ona one oni ono oraz po pod poza podczas ponieważ przed przede przez
przy są sam się siebie sobie sobą ta tak taka taki takie także tam te tego tej ten temu
też tę tą to tobą tobie toteż tu ty tych tylko tym tymi u w we wam wami was wasz więc
wobec wszystko wśród z za zaś ze zawsze że żeby został została zostało zostały zostali
mój moja moje mojego mojej mych twój twoja twoje swój swoja swoje swojego swojej swoich
swoim swoją jakikolwiek którykolwiek ktokolwiek cokolwiek czyj czyja czyje iż
"""
_FORMS = _TEXT.split()
_FUNCTION_WORDS = frozenset(_FORMS)
# Typed in haste they are „ktory” and „ze”; a form Morfeusz knows as another word stays.
_PLAIN = frozenset(fold(form) for form in _FORMS) - _FUNCTION_WORDS
_PLAIN_FUNCTION_WORDS = frozenset(
    form for form in _PLAIN if not word(form).is_known or len(form) < len("dwa")
)


def is_function_word(form: str) -> bool:
    return form in _FUNCTION_WORDS or form in _PLAIN_FUNCTION_WORDS
