"""Where items of the core curriculum stand under subjects, for the facets of search.

Whatever levels a version of the curriculum has, a reader meets three: the subject,
its sections, and the items of a section.
"""

from dataclasses import dataclass

from django.core.cache import cache

from bank.models import CurriculumNode
from bank.models.curriculum import NodeKind

_PLACES, _KEPT = "bank.search_curriculum.places", 300  # seconds
_HEADINGS = {NodeKind.STAGE, NodeKind.SUBJECT}


@dataclass(frozen=True, slots=True)
class Place:
    """An item with the code of its subject, and of its section: "" for a heading.

    `items` are the codes of what lies between the section and this, this included.
    """

    label: str
    subject: str
    section: str
    items: tuple[str, ...]

    @property
    def is_section(self) -> bool:
        return bool(self.section) and not self.items


def places() -> dict[str, Place]:
    """Tell by code where everything stands, in the order of the curriculum.

    Remembered: an item that moved may be shown in its old place for so long.
    """
    found: dict[str, Place] | None = cache.get(_PLACES)
    if found is None:
        found = read_places()
        cache.set(_PLACES, found, _KEPT)
    return found


def read_places() -> dict[str, Place]:
    """Read what `places` tells as it is now: one query."""
    nodes = CurriculumNode.objects.select_related("subject")
    by_pk = {node.pk: node for node in nodes}
    return {node.code: _place(node, by_pk) for node in by_pk.values()}


def _place(node: CurriculumNode, by_pk: dict[int, CurriculumNode]) -> Place:
    path: list[CurriculumNode] = []
    above: CurriculumNode | None = node
    # A parent met again would be a mistake in the data: stop there.
    while above is not None and above not in path:
        path.insert(0, above)
        above = by_pk.get(above.parent_id or 0)
    subject = next((each.subject for each in reversed(path) if each.subject), None)
    codes = [each.code for each in path if each.kind not in _HEADINGS]
    return Place(
        label=node.label,
        subject=subject.code if subject else "",
        section=codes[0] if codes else "",
        items=tuple(codes[1:]),
    )
