"""Removals of what is audited blind: whoever may be given the item to judge must not learn that there is one."""

from django.db.models import Exists, OuterRef, QuerySet

from complaints.blind import kept_from
from core.tenancy import Actor
from takedown.models import Ground, Removal


def removals_kept_from(actor: Actor) -> QuerySet[Removal]:
    """Whole, though another item may want the listing gone as well: when it was ordered would tell of the first one."""
    audited = Ground.objects.filter(kept_from(actor, "item__"), removal=OuterRef("pk"))
    return Removal.objects.filter(Exists(audited))
