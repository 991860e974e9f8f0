from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q

from accounts.models import User
from accounts.models.audience import audience_tokens, role_token
from accounts.models.viewing import is_viewed
from accounts.roles import Role
from bank.models.audience import permitted, tokens_of
from bank.models.curriculum import CurriculumNode
from bank.models.states import ReviewState
from bank.models.terms import WithTerms

if TYPE_CHECKING:
    from bank.models.material import Material  # noqa: F401


class MaterialQuerySet(WithTerms):
    def published(self) -> MaterialQuerySet:
        """Narrow to what has passed review and is not withdrawn."""
        return self.filter(live=True)

    def starter(self) -> MaterialQuerySet:
        """Narrow to what came with the installation."""
        return self.filter(is_starter=True)

    def visible_to(self, user: User | AnonymousUser) -> MaterialQuerySet:
        """Narrow to materials that `user` may open.

        Published, or withdrawn (a tombstone), and permitted; or written by them;
        or theirs to review. `Material.audience_tokens` says the same per row.
        """
        tokens = audience_tokens(user)
        shown = Q(live=True) | Q(withdrawn_at__isnull=False)
        seen = shown & permitted(tokens)
        if isinstance(user, User) and user.is_active:
            seen |= self._writing(user)
        if role_token(Role.MODERATOR) in tokens:
            seen |= Q(review_state=ReviewState.WAITING)
        return self.filter(seen)

    def let_in(self, tokens: frozenset[str]) -> set[int]:
        """Name those of these published ones that their visibility shows to `tokens`.

        Most of what `visible_to` finds, at a third of its price: a page of results
        asks it of what the index has found by the same tokens.
        """
        columns = ("visibility", "visibility_institution_id", "visibility_group_id")
        rows = self.values_list("pk", *columns, "visibility_roles")
        return {
            pk
            for pk, visibility, institution, group, roles in rows
            if tokens & tokens_of(visibility, institution, group, roles.split())
        }

    def written_by(self, user: User) -> MaterialQuerySet:
        """Narrow to what `user` owns or is a co-author of."""
        return self.filter(self._writing(user))

    def untouched(self) -> MaterialQuerySet:
        """Narrow to drafts that were begun and never written in."""
        return self.filter(
            title="",
            edit_version=1,
            first_published_at=None,
            draft_files=None,
            review_state=ReviewState.NONE,
        )

    def reviewable_by(self, user: User) -> MaterialQuerySet:
        """Narrow to what waits for review and `user`, a moderator, did not write."""
        if role_token(Role.MODERATOR) not in audience_tokens(user):
            return self.none()
        return self.filter(review_state=ReviewState.WAITING).exclude(
            self._writing(user)
        )

    def for_listing(self) -> MaterialQuerySet:
        """Load what a card of a material reads."""
        return (
            self.select_related("institution", "license", "owner")
            .prefetch_related("authors")
            .with_terms("subjects", "class_years")
        )

    def for_detail(self) -> MaterialQuerySet:
        """Load what the page of a material reads, the kind's own part included."""
        return (
            self.for_listing()
            .select_related(
                "lessonplan", "mathgame", "visibility_institution", "visibility_group"
            )
            .prefetch_related(
                Prefetch(
                    "curriculum_nodes",
                    CurriculumNode.objects.select_related("version"),
                ),
                "attachments",
                "lessonplan__steps",
            )
            .with_terms("key_competences", "methods", "forms")
        )

    @staticmethod
    def _writing(user: User) -> Q:
        if is_viewed(user):
            return Q(pk__in=[])
        return Q(owner=user) | Q(pk__in=user.authorships.values("material_id"))
