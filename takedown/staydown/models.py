"""By what removed listings are known again."""

from django.db import models
from django.db.models import Q

from core.tenancy import TenantOwned, owned_by_same_tenant
from listings.models import Marketplace


class KeptSigns(TenantOwned):
    """The signs of one removed listing, for as long as its ground lives."""

    ground = owned_by_same_tenant("takedown.Ground", related_name="+", db_index=False)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+", db_index=False)
    title_key = models.CharField(max_length=64, blank=True)
    picture_sha256 = models.CharField(max_length=64, blank=True)
    likeness = models.CharField(max_length=16, blank=True, help_text="64 signs as hexadecimal digits.")
    # Near pictures share at least one band: each is one look-up.
    band_0 = models.PositiveIntegerField(null=True)
    band_1 = models.PositiveIntegerField(null=True)
    band_2 = models.PositiveIntegerField(null=True)
    band_3 = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ground"], name="keptsigns_once_per_ground"),
            models.CheckConstraint(
                name="keptsigns_has_a_sign",
                condition=~Q(title_key="") | ~Q(picture_sha256=""),
            ),
            models.CheckConstraint(
                name="keptsigns_bands_with_likeness",
                condition=Q(likeness="", band_0=None, band_1=None, band_2=None, band_3=None)
                | (
                    ~Q(likeness="")
                    & Q(
                        band_0__isnull=False,
                        band_1__isnull=False,
                        band_2__isnull=False,
                        band_3__isnull=False,
                    )
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["marketplace", "title_key"], condition=~Q(title_key=""), name="keptsigns_title"
            ),
            models.Index(
                fields=["marketplace", "picture_sha256"],
                condition=~Q(picture_sha256=""),
                name="keptsigns_picture",
            ),
            *(
                models.Index(
                    fields=["marketplace", f"band_{n}"], condition=~Q(likeness=""), name=f"keptsigns_band_{n}"
                )
                for n in range(4)
            ),
        ]

    def __str__(self) -> str:
        return f"signs of {self.ground_id}"
