"""Writing down what was done with rights and accounts."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import AuditChain, AuditEntry, AuditVerb, Institution, User

_CHAIN = 1
_AT_ONCE = 2000


@transaction.atomic
def record(
    verb: AuditVerb,
    *,
    actor: User | None,
    subject: User | None = None,
    institution: Institution | None = None,
    detail: str = "",
) -> None:
    """Add an entry to the log, within the transaction of the deed it tells of.

    No actor means a command or a job. `detail` never holds a secret. Call it last:
    whoever records waits for the others who do, until their transactions end.
    """
    chain = _lock_chain()
    entry = AuditEntry(
        number=chain.number + 1,
        at=timezone.now(),
        verb=AuditVerb(verb).value,
        actor=actor,
        actor_name=_name(actor),
        subject=subject,
        subject_name=_name(subject),
        institution=institution,
        institution_name=institution.name if institution else "",
        detail=detail.replace("\x00", "")[:500],
        previous_hash=chain.hash,
    )
    entry.hash = entry.counted_hash()
    entry.save(force_insert=True)
    chain.number, chain.hash = entry.number, entry.hash
    chain.save(update_fields=["number", "hash"])


@dataclass(frozen=True)
class Verdict:
    """What walking the log has shown; `broken_at` is the first entry not in order."""

    entries: int
    head: str
    broken_at: int | None


@transaction.atomic
def check_chain() -> Verdict:
    """Walk the log from its anchor to its end and count every hash again."""
    chain = _lock_chain()
    number, last = chain.anchor_number, chain.anchor_hash
    seen = 0
    for entry in AuditEntry.objects.order_by("number").iterator(_AT_ONCE):
        follows = entry.number == number + 1 and entry.previous_hash == last
        if not follows or entry.hash != entry.counted_hash():
            return Verdict(seen, last, broken_at=number + 1)
        number, last = entry.number, entry.hash
        seen += 1
    ends_well = (number, last) == (chain.number, chain.hash)
    return Verdict(seen, last, broken_at=None if ends_well else number + 1)


@transaction.atomic
def trim(*, before: datetime) -> int:
    """Forget what is older than `before`; the last forgotten entry is the anchor.

    Returns how many entries went. The chain that stays can be checked as before.
    """
    chain = _lock_chain()
    old = AuditEntry.objects.filter(at__lt=before)
    last = old.order_by("-number").first()
    if last is None:
        return 0
    # Its own door past the model's refusal: by number, so that no gap can arise.
    gone = AuditEntry.objects.filter(number__lte=last.number)
    count: int = gone._raw_delete(gone.db)  # noqa: SLF001
    chain.anchor_number, chain.anchor_hash = last.number, last.hash
    chain.save(update_fields=["anchor_number", "anchor_hash"])
    record(AuditVerb.AUDIT_TRIMMED, actor=None, detail=f"…{last.number}: {count}")
    return count


def _lock_chain() -> AuditChain:
    """Wait for other writers: two entries after the same one would be a fork."""
    locked = AuditChain.objects.select_for_update()
    chain = locked.filter(pk=_CHAIN).first()
    if chain is None:
        AuditChain.objects.get_or_create(pk=_CHAIN)
        chain = locked.get(pk=_CHAIN)
    return chain


def _name(person: User | None) -> str:
    return person.get_full_name()[:160] if person else ""
