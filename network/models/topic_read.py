from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class TopicRead(models.Model):
    """How far somebody has read a topic: the position of the last post seen."""

    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="topic_reads",
    )
    topic = models.ForeignKey(
        "network.Topic",
        verbose_name=_("topic"),
        on_delete=models.CASCADE,
        related_name="reads",
    )
    last_read_position = models.PositiveIntegerField(_("last read position"))

    class Meta:
        verbose_name = _("reading mark")
        verbose_name_plural = _("reading marks")
        constraints = [
            models.UniqueConstraint("user", "topic", name="one_reading_mark_per_topic")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.topic_id}@{self.last_read_position}"
