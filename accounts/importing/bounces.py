"""Delivery status notifications (RFC 3464), as mail servers send them back."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

LARGEST = 1_000_000
_FAILED = "failed"
# Where a report quotes the message it is about: in whole, or its headers only.
_QUOTES = frozenset({"message/rfc822", "text/rfc822-headers", "message/global"})


@dataclass(frozen=True, slots=True)
class Bounce:
    """A message that came back for good: the mark it carried and why."""

    mark: str
    reason: str


def read_bounce(data: bytes, *, header: str) -> Bounce | None:
    """Find out which message came back, by a header of ours that the report quotes.

    Nothing for a delay, a success, another mail or what cannot be read: whatever
    arrives at a mailbox is written by strangers.
    """
    try:
        report = message_from_bytes(data[:LARGEST], policy=default)
        parts = list(report.walk())
    except (RecursionError, ValueError, LookupError):
        return None
    reason = next((why for part in parts if (why := _reason(part))), "")
    mark = next((found for part in parts if (found := _mark(part, header))), "")
    return Bounce(mark, reason) if reason and mark else None


def _reason(part: Message) -> str:
    """Say why delivery to the recipient failed for good, if this part says so."""
    if part.get_content_type() != "message/delivery-status":
        return ""
    blocks = part.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if _value(block, "Action").lower() == _FAILED:
            diagnosis = _value(block, "Diagnostic-Code").removeprefix("smtp;")
            status = _value(block, "Status")
            return f"{status} {diagnosis}".strip() or _FAILED
    return ""


def _mark(part: Message, header: str) -> str:
    if part.get_content_type() not in _QUOTES:
        return ""
    quoted = part.get_payload()
    if isinstance(quoted, list) and quoted:
        return _value(quoted[0], header)
    body = part.get_payload(decode=True)
    text = body if isinstance(body, bytes) else b""
    return _value(message_from_bytes(text, _class=EmailMessage, policy=default), header)


def _value(block: object, name: str) -> str:
    """Give a header on one line; a broken one is as good as none."""
    if not isinstance(block, Message):
        return ""
    try:
        return " ".join(str(block.get(name, "")).split())
    except (ValueError, IndexError, LookupError, AttributeError):
        return ""
