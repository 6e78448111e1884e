"""How a program receives webhooks: what comes, when it comes again, and how to know that it is from us."""

import json
from typing import Any

from accounts.webhooks.delivering import KEEP, WAITS
from accounts.webhooks.endpoints import OVERLAP
from accounts.webhooks.events import CHOSEN
from accounts.webhooks.forms import LABELS
from accounts.webhooks.sending import SECONDS

AN_EVENT: dict[str, Any] = {
    "type": "item.removed",
    "timestamp": "2026-11-25T09:31:07.412Z",
    "data": {
        "item": "01a1f2c4-0000-7000-8000-000000000005",
        "complaint": "01a1f2c4-0000-7000-8000-000000000004",
        "number": "C-4T7K-9M",
        "url": "https://portal.example/api/v1/items/01a1f2c4-0000-7000-8000-000000000005/",
        "status": "removed",
        "cause": "",
    },
}

PYTHON = """\
import base64
import hashlib
import hmac
import os
import time


def is_ours(headers, body: bytes) -> bool:
    id, sent_at = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(sent_at)) > 300:
        return False
    key = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
    signed = f"{id}.{sent_at}.".encode() + body
    found = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(found, one) for one in headers["webhook-signature"].split())"""

JAVASCRIPT = """\
import { createHmac, timingSafeEqual } from "node:crypto";

export function isOurs(headers, body) {
  const [id, sentAt] = [headers["webhook-id"], headers["webhook-timestamp"]];
  if (Math.abs(Date.now() / 1000 - Number(sentAt)) > 300) return false;
  const key = Buffer.from(process.env.WEBHOOK_SECRET.replace(/^whsec_/, ""), "base64");
  const hmac = createHmac("sha256", key).update(`${id}.${sentAt}.`).update(body);
  const found = Buffer.from(`v1,${hmac.digest("base64")}`);
  return headers["webhook-signature"].split(" ").some((one) => {
    const given = Buffer.from(one);
    return given.length === found.length && timingSafeEqual(given, found);
  });
}"""

SHELL = """\
# By hand: prints what webhook-signature must hold. ID and SENT_AT are the headers, body.json is the body as it came.
key=$(printf %s "${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
{ printf '%s.%s.' "$ID" "$SENT_AT"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A"""

VERIFYING = {"Python": PYTHON, "JavaScript": JAVASCRIPT, "shell": SHELL}


def receiving() -> dict[str, Any]:
    return {
        "events": [(kind, LABELS[kind]) for kind in CHOSEN],
        "event": json.dumps(AN_EVENT, ensure_ascii=False, indent=2),
        "verifying": [(language, f"verify-{language.lower()}", text) for language, text in VERIFYING.items()],
        "tries": len(WAITS) + 1,
        "hours": sum(WAITS) // 3600,
        "seconds": int(SECONDS),
        "overlap_hours": int(OVERLAP.total_seconds()) // 3600,
        "kept_days": KEEP.days,
    }
