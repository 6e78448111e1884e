"""One-time codes to the address that the marketplace has on file: what acting by a seller's link rests on."""

from django.db import models
from django.db.models import F, Q

from core.ids import new_id
from takedown.redress.codes.rules import MOST_TRIES


class SellerCode(models.Model):
    """One code for one notice. Staff only, by row security; the code itself is derived from the id and stored nowhere.

    It is live until it is used, has ended (a newer one was sent, or it was guessed at too often), or has expired.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(
        "takedown.SellerNotice", on_delete=models.PROTECT, related_name="codes", db_index=False
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice"], condition=Q(used_at=None, ended_at=None), name="sellercode_one_live"
            ),
            models.CheckConstraint(name="sellercode_few_tries", condition=Q(tries__lte=MOST_TRIES)),
            models.CheckConstraint(
                name="sellercode_used_in_time",
                condition=Q(used_at=None) | Q(used_at__gte=F("made_at"), used_at__lt=F("expires_at")),
            ),
        ]
        indexes = [models.Index(fields=["notice", "-made_at"], name="sellercode_lately")]

    def __str__(self) -> str:
        return f"code for {self.notice_id}"
