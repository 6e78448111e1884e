"""The HTTP API of one site, for accounts that sign their requests."""

import base64
import binascii
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from . import effects, messages, stock
from .catalogue.vocabulary import CATEGORIES
from .credentials import HIDE, MESSAGE, READ, Credential
from .faults import Fault, Misbehaviour
from .orders import Order, Orders, Outcome
from .pictures import picture
from .signing import BadSignature, Verifier
from .sites import Site
from .store import Store
from .web import HttpError, Request, Response, Router, error_response, json_response, route

MAX_PAGE = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Call:
    """What is learnt about a request while it is answered, for the log."""

    account: str = ""
    key: str = ""
    fault: Fault = Fault.NONE
    replayed: bool = False


class SiteApi:
    def __init__(
        self,
        site: Site,
        store: Store,
        misbehaviour: Misbehaviour,
        credentials: list[Credential],
        public_url: str,
    ) -> None:
        self._site = site
        self._store = store
        self._orders = Orders(store)
        self._misbehaviour = misbehaviour
        self._scopes = {credential.account: credential.scopes for credential in credentials}
        self._verifier = Verifier({credential.account: credential.secret for credential in credentials})
        self._public_url = public_url
        base = f"/{site.key}/api/v1"
        number = r"(?P<number>[0-9]{1,12})"
        self._router = Router(
            (
                route("GET", f"{base}/identity", self._identity),
                route("GET", f"{base}/listings", self._list),
                route("GET", f"{base}/listings/{number}", self._get),
                route("POST", f"{base}/listings/{number}/hide", self._hide),
                route("POST", f"{base}/listings/{number}/restore", self._restore),
                route("POST", f"{base}/listings/{number}/messages", self._message),
            )
        )

    def __call__(self, request: Request) -> Response:
        call = Call()
        try:
            response = self._answer(request, call)
        except HttpError as error:
            response = error_response(error)
        if call.fault is Fault.ERROR_AFTER:
            response = error_response(_internal_error())
        self._log(request, call, response.status)
        if call.fault is Fault.HANG_AFTER:
            self._misbehaviour.hang()
        return response

    def _answer(self, request: Request, call: Call) -> Response:
        call.account = self._verified_account(request)
        if request.method == "POST":
            call.key = str(request.json.get("key", ""))[:200]
        self._misbehaviour.limit()
        self._misbehaviour.delay()
        call.fault = self._misbehaviour.draw(writing=request.method == "POST")
        if call.fault is Fault.ERROR_BEFORE:
            raise _internal_error()
        if call.fault is Fault.HANG_BEFORE:
            self._misbehaviour.hang()
        return self._router(request, call)

    def _verified_account(self, request: Request) -> str:
        try:
            return self._verifier.account_of(request.method, request.target, request.headers, request.body)
        except BadSignature as error:
            raise HttpError(401, "bad_signature", str(error)) from error

    def _log(self, request: Request, call: Call, status: int) -> None:
        with self._store.writing() as db:
            effects.log_request(
                db,
                site=self._site.key,
                account=call.account,
                method=request.method,
                path=request.target[:500],
                key=call.key,
                status=status,
                fault=call.fault,
                replayed=call.replayed,
            )

    def _require(self, call: Call, scope: str) -> None:
        if scope not in self._scopes[call.account]:
            raise HttpError(403, "scope_missing", f"This account lacks the scope {scope}.")

    def _identity(self, _request: Request, call: Call) -> Response:
        return json_response({"account": call.account, "scopes": sorted(self._scopes[call.account])})

    def _list(self, request: Request, call: Call) -> Response:
        self._require(call, READ)
        limit = _limit(request.query.get("limit", "50"))
        with self._store.reading() as db:
            rows = stock.in_every_state(
                db,
                self._site,
                after=_read_cursor(request.query.get("cursor", "")),
                limit=limit + 1,
                since=_microseconds(request.query.get("since", "")),
            )
        page = rows[:limit]
        cursor = _cursor(page[-1]["id"]) if len(rows) > limit else None
        return json_response({"listings": [self._listing(row) for row in page], "next_cursor": cursor})

    def _get(self, _request: Request, call: Call, number: str) -> Response:
        self._require(call, READ)
        with self._store.reading() as db:
            return json_response(self._listing(stock.require(db, self._site, int(number))))

    def _hide(self, request: Request, call: Call, number: str) -> Response:
        self._require(call, HIDE)
        for name in ("reason", "legal_basis"):
            _text(request, name)
        ignore_keys = self._misbehaviour.switches.ignore_keys
        return _order_answer(self._orders.hide(self._order(request, number), ignore_keys=ignore_keys), call)

    def _restore(self, request: Request, call: Call, number: str) -> Response:
        self._require(call, HIDE)
        outcome = self._orders.restore(
            self._order(request, number),
            _prior_state(request),
            ignore_keys=self._misbehaviour.switches.ignore_keys,
        )
        return _order_answer(outcome, call)

    def _message(self, request: Request, call: Call, number: str) -> Response:
        self._require(call, MESSAGE)
        if self._misbehaviour.switches.no_inbox:
            raise HttpError(501, "no_inbox", "Sellers have no inbox here.")
        words = messages.Words(
            subject=_text(request, "subject"),
            body=_text(request, "body"),
            language=_text(request, "language"),
        )
        outcome = self._orders.message(
            self._order(request, number), words, ignore_keys=self._misbehaviour.switches.ignore_keys
        )
        return _order_answer(outcome, call)

    def _order(self, request: Request, number: str) -> Order:
        return Order(
            site=self._site, listing=int(number), key=_text(request, "key"), case=_text(request, "case")
        )

    def _listing(self, row: sqlite3.Row) -> dict[str, Any]:
        pictures = range(1, len(picture.from_json(row["pictures"])) + 1)
        return {
            "id": str(row["id"]),
            "url": self._public_url + stock.path_of(row),
            "state": row["state"],
            "title": row["title"],
            "description": row["description"],
            "language": row["language"],
            "category": row["category"],
            "nice_class": row["nice_class"],
            "safety_relevant": CATEGORIES[row["category"]].safety_relevant,
            "price": row["price"],
            "currency": row["currency"],
            "quantity": row["quantity"],
            "condition": row["condition"],
            "brand": row["brand"],
            "images": [f"{self._public_url}/{row['site']}/img/{row['id']}/{n}.jpg" for n in pictures],
            "seller": {
                "id": str(row["seller_id"]),
                "name": row["seller_name"],
                "email": row["seller_email"],
                "language": row["seller_language"],
                "country": row["seller_country"],
            },
            "created_at": _timestamp(row["created_at"]),
            "updated_at": _timestamp(row["updated_at"]),
        }


def _internal_error() -> HttpError:
    return HttpError(500, "internal", "Something went wrong.")


def _order_answer(outcome: Outcome, call: Call) -> Response:
    call.replayed = outcome.replayed
    return json_response(outcome.body, headers={"Idempotent-Replayed": "true"} if outcome.replayed else None)


def _text(request: Request, name: str) -> str:
    value = request.json.get(name)
    if not isinstance(value, str) or not 1 <= len(value) <= 5000:
        raise HttpError(422, "bad_field", f"The field {name} must be a text.")
    return value


def _prior_state(request: Request) -> str:
    prior = request.json.get("prior")
    state = prior.get("state") if isinstance(prior, dict) else None
    if state not in {"live", "hidden"}:
        raise HttpError(422, "bad_field", "The field prior must hold the state to bring back.")
    return str(state)


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MAX_PAGE):
        raise HttpError(400, "bad_limit", f"The limit must be from 1 to {MAX_PAGE}.")
    return int(text)


def _cursor(number: int) -> str:
    return base64.urlsafe_b64encode(f"after:{number}".encode()).decode().rstrip("=")


def _read_cursor(text: str) -> int:
    if not text:
        return 0
    try:
        number = int(base64.urlsafe_b64decode(text + "==").decode().removeprefix("after:"))
    except (ValueError, binascii.Error):
        number = -1
    if not 0 <= number < 10**12:
        raise HttpError(400, "bad_cursor", "This cursor did not come from here.")
    return number


def _microseconds(text: str) -> int:
    if not text:
        return 0
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise HttpError(400, "bad_since", "The time must be in ISO 8601.") from None
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - _EPOCH) // timedelta(microseconds=1)


def _timestamp(microseconds: int) -> str:
    return (_EPOCH + timedelta(microseconds=microseconds)).isoformat()
