"""What of the reader's own stands in the documentation's samples, so that they run as they are printed."""

from brands.models import Right
from complaints.api.reach import complaints_of, items_of, marketplaces_of
from complaints.models import Upload
from core.tenancy import Actor
from listings.models import Marketplace
from portal.api.documentation import NOBODY, Reader
from takedown.redress.replies.reach import counters_of

# Whoever tries a sample out should not meet a real listing.
A_LISTING = "item/1042"


def reader_for(actor: Actor) -> Reader:
    """Words in capitals for visitors and staff, and for what a brand does not have yet."""
    if actor.tenant_id is None or actor.staff:
        return NOBODY
    site = _site(actor)
    right = Right.objects.visible_to(actor).order_by("created_at", "id").first()
    complaint = complaints_of(actor).filter(marketplace=site).order_by("-filed_at", "-id").first()
    item = items_of(actor).filter(marketplace=site).order_by("-id").first()
    counter = counters_of(actor).order_by("-id").first()
    upload = Upload.objects.visible_to(actor).order_by("-uploaded_at", "-id").first()
    return Reader(
        right=str(right.id) if right else NOBODY.right,
        marketplace=site.slug if site else NOBODY.marketplace,
        listings=[f"{site.site_url}/{A_LISTING}"] if site and site.is_sandbox else NOBODY.listings,
        evidence=[str(upload.id)] if upload else NOBODY.evidence,
        declared_by=actor.label,
        complaint=str(complaint.id) if complaint else NOBODY.complaint,
        item=str(item.id) if item else NOBODY.item,
        counter=str(counter.id) if counter else NOBODY.counter,
    )


def _site(actor: Actor) -> Marketplace | None:
    """A sandbox if there is one: every key reaches that."""
    sites = [site for site in marketplaces_of(actor) if site.open]
    return next((site for site in sites if site.is_sandbox), sites[0] if sites else None)
