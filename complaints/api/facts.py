"""Rows turned into what the API answers. Brands read named gaps, never score or contributions."""

from collections.abc import Iterable
from typing import Any

from complaints import words
from complaints.assessment.gaps import gaps_of
from complaints.item_page import open_question, refusal_of
from complaints.models import Complaint, Item, Upload
from complaints.phrases import told
from complaints.states import Status
from core.tenancy import Actor
from listings.models import Marketplace


def item_line(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "complaint": item.complaint_id,
        "marketplace": item.marketplace.slug,
        "listing_ref": item.listing_ref,
        "url": item.url,
        "status": item.status,
        "label": str(words.LABELS[Status(item.status)]),
        "status_at": item.status_at,
        "due_at": item.due_at,
        "cause": item.cause,
        "withdrawal_asked_at": item.withdrawal_asked_at,
    }


def item_detail(item: Item, actor: Actor) -> dict[str, Any]:
    question = open_question(item, actor)
    gaps = gaps_of(item, actor)
    return {
        **item_line(item),
        "title": item.snapshot.title if item.snapshot else "",
        "gaps": [{"code": g.code, "sentence": told(g.sentence), "remedy": told(g.remedy)} for g in gaps],
        "question": {"text": told(question.text), "answer_by": question.answer_by} if question else None,
        "refusal": refusal_of(item, actor),
    }


def complaint_line(complaint: Complaint) -> dict[str, Any]:
    return {
        "id": complaint.id,
        "number": complaint.number,
        "marketplace": complaint.marketplace.slug,
        "right": complaint.right_id,
        "reason": complaint.reason,
        "statement": complaint.statement,
        "declared_by": complaint.declared_by,
        "filed_at": complaint.filed_at,
        "channel": complaint.channel,
    }


def upload_line(upload: Upload) -> dict[str, Any]:
    stored = upload.file
    return {
        "id": upload.id,
        "kind": upload.kind,
        "shareable": upload.shareable,
        "name": stored.name,
        "media_type": stored.media_type,
        "size": stored.size,
        "sha256": stored.sha256,
    }


def marketplace_lines(rows: Iterable[Marketplace]) -> list[dict[str, Any]]:
    return [
        {
            "slug": m.slug,
            "name": m.name,
            "site_url": m.site_url,
            "territories": m.territories,
            "open": m.open,
            "sandbox": m.is_sandbox,
        }
        for m in rows
    ]
