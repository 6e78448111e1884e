"""The one story that the documentation's examples tell."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

A_RIGHT_ID = "01a1f2c4-0000-7000-8000-000000000001"
AN_ITEM: dict[str, Any] = {
    "id": "01a1f2c4-0000-7000-8000-000000000005",
    "complaint": "01a1f2c4-0000-7000-8000-000000000004",
    "marketplace": "bazaar",
    "listing_ref": "b1042",
    "url": "https://bazaar.example/item/b1042",
    "status": "in_review",
    "label": "In review",
    "status_at": "2026-11-25T09:30:04Z",
    "due_at": "2026-11-26T09:30:04Z",
    "cause": "",
    "withdrawal_asked_at": None,
}
A_COMPLAINT: dict[str, Any] = {
    "id": "01a1f2c4-0000-7000-8000-000000000004",
    "number": "C-4T7K-9M",
    "marketplace": "bazaar",
    "right": A_RIGHT_ID,
    "reason": "counterfeit_goods",
    "statement": "The clasp and the serial number are not ours.",
    "declared_by": "Oscar Filer",
    "filed_at": "2026-11-25T09:30:00Z",
    "channel": "api",
    "items": [AN_ITEM],
    "left_out": [],
}
A_FILING: dict[str, Any] = {
    "marketplace": "bazaar",
    "right": A_RIGHT_ID,
    "reason": "counterfeit_goods",
    "statement": "The clasp and the serial number are not ours.",
    "declared_by": "Oscar Filer",
    "declaration": True,
    "items": [{"url": "https://bazaar.example/item/b1042"}, {"url": "https://bazaar.example/item/b1043"}],
    "evidence": ["01a1f2c4-0000-7000-8000-000000000003"],
}
AN_APPEAL: dict[str, Any] = {
    "id": "01a1f2c4-0000-7000-8000-000000000007",
    "number": "A-6HQ4-RW",
    "item": "01a1f2c4-0000-7000-8000-000000000005",
    "against": "refused",
    "status": "open",
    "statement": "The test buy that we add now has no serial number; ours all have one.",
    "evidence": [
        {
            "name": "test-buy.png",
            "kind": "test_buy",
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        }
    ],
    "made_at": "2026-11-26T10:00:00Z",
    "made_by": "watch service (API key)",
    "due_at": "2026-12-03T10:00:00Z",
    "ended_at": None,
    "explanation": "",
}
A_QUESTION: dict[str, Any] = {
    "id": "01a1f2c4-0000-7000-8000-000000000006",
    "marketplace": "bazaar",
    "listing_ref": "b2210",
    "url": "https://bazaar.example/item/b2210",
    "right": A_RIGHT_ID,
    "title": "Lum0ra handbag, new in box",
    "price": "39.90",
    "currency": "EUR",
    "seller": {"ref": "s77", "name": "clearance_7"},
    "picture_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "suspicion": {
        "codes": ["mark_disguised", "low_price"],
        "sentence": "The mark is written with a zero, and the price is a tenth of the usual one.",
    },
    "state": "open",
    "asked_at": "2026-11-25T09:30:00Z",
    "due_at": "2026-11-28T09:30:00Z",
    "answer": None,
    "answered_at": None,
    "answered_by": None,
    "channel": None,
    "item": None,
}
A_COUNTER_NOTICE_LINE: dict[str, Any] = {
    "id": "01a1f2c4-0000-7000-8000-000000000009",
    "number": "N-4Q7K-2B",
    "item": "01a1f2c4-0000-7000-8000-000000000005",
    "complaint": "01a1f2c4-0000-7000-8000-000000000004",
    "marketplace": "bazaar",
    "url": "https://bazaar.example/item/b2210",
    "title": "Lumora handbag, new in box",
    "status": "filed",
    "label": "Waits for your answer",
    "status_at": "2026-11-25T09:30:00Z",
    "filed_at": "2026-11-25T09:30:00Z",
    "next_step": "Your turn. If you do nothing, your complaint stops keeping it off sale",
    "next_step_by": "2026-12-10T00:00:00Z",
    "law": {
        "code": "marketplace_rule",
        "version": 1,
        "name": "The marketplace's own rule",
        "source": "Terms of the marketplace",
        "confirmed_by_lawyer": False,
    },
    "clock": {
        "status": "running",
        "earliest": "2026-12-10T00:00:00Z",
        "latest": "2026-12-12T00:00:00Z",
        "silence_restores": True,
    },
    "choices": ["answer", "legal_action", "undertaking", "accept", "withdraw"],
}
A_COUNTER_NOTICE: dict[str, Any] = {
    **A_COUNTER_NOTICE_LINE,
    "why": "genuine",
    "story": "I bought these bags from your shop in Lyon. The invoice is attached.",
    "seller": {"name": "Sam Seller", "address": "", "phone": ""},
    "statements": [
        {
            "code": "good_faith",
            "text": "I believe in good faith that the removal was a mistake. What I say here is true.",
        }
    ],
    "signed_name": "Sam Seller",
    "signed_at": "2026-11-25T09:30:00Z",
    "files": [
        {
            "name": "invoice.pdf",
            "media_type": "application/pdf",
            "size": 48213,
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        }
    ],
    "legal_actions": [],
    "undertakings": [],
    "ruling": None,
}
SITES: list[dict[str, Any]] = [
    {
        "slug": "bazaar",
        "name": "Bazaar",
        "site_url": "https://bazaar.example",
        "territories": ["EU"],
        "open": True,
        "sandbox": False,
    }
]


def example(name: str, value: Any, *, request: bool = False, status: int = 200) -> OpenApiExample:
    return OpenApiExample(
        name,
        value=value,
        request_only=request,
        response_only=not request,
        status_codes=None if request else [str(status)],
    )
