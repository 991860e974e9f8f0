from django.db import IntegrityError, transaction

from accounts.actions.audit import record
from accounts.models import AuditVerb, User
from search.exceptions import SynonymExists
from search.models import Synonym
from search.synonyms import forget_synonyms


@transaction.atomic
def add_synonym(*, word: str, meaning: str, by: User) -> Synonym:
    """Have `word` find what `meaning` says, too. Raises `SynonymExists`."""
    try:
        with transaction.atomic():
            synonym = Synonym.objects.create(word=word.lower(), meaning=meaning.lower())
    except IntegrityError as error:
        raise SynonymExists(word) from error
    transaction.on_commit(forget_synonyms)
    record(AuditVerb.SYNONYM_ADDED, actor=by, detail=str(synonym))
    return synonym


@transaction.atomic
def remove_synonym(synonym: Synonym, *, by: User) -> None:
    """Have the word find only itself again; gone already is gone."""
    deleted, _per_model = Synonym.objects.filter(pk=synonym.pk).delete()
    transaction.on_commit(forget_synonyms)
    if deleted:
        record(AuditVerb.SYNONYM_REMOVED, actor=by, detail=str(synonym))
