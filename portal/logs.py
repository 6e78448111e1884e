"""The id that an answer and all log lines of its request share; how a line looks; and what none may hold."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="-")

# Whoever has the token of a link can read the notice, or see the invitation: by its address, or by its shape alone.
_SIGNED_LINK = re.compile(
    r"(?:(?<=notice/)|(?<=invitation/)|(?<=questions/link/))[^\s/'\"]+|(?<![0-9a-f])[0-9a-f]{48}(?![0-9a-f])"
)
# What opens the API: a key that was sent to the wrong place, such as an address. Its prefix may be read.
_API_KEY = re.compile(r"(?<=jf_live_|jf_test_)([0-9A-Za-z]{12}_)[0-9A-Za-z]{38}")
# Password and all, as in the address of a server that does not answer.
_USER_OF_ADDRESS = re.compile(r"(?<=://)[^\s/@'\"]*@")
# Databases and mail servers quote the address that they refuse.
_MAIL_ADDRESS = re.compile(
    r"[^\s@<>()\[\]{}\"',;:=/\\]+@[^\s@<>()\[\]{}\"',;:=/\\]+\.[^\s@<>()\[\]{}\"',;:=/\\.]{2,}"
)

_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request_id"}
# What Django and others hang on a record that is for handlers of theirs: whole requests, with all that they hold.
_NOT_WRITTEN = frozenset({"request", "server_time", "data", "exc"})


def masked(text: str) -> str:
    """Without what opens something, and without anybody's address."""
    text = _USER_OF_ADDRESS.sub("…@", _SIGNED_LINK.sub("…", text))
    return _MAIL_ADDRESS.sub("…@…", _API_KEY.sub(r"\1…", text))


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class LineFormatter(logging.Formatter):
    """For people. Masks at the very end, so that tracebacks and other libraries' messages are covered, too."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class JsonFormatter(logging.Formatter):
    """For programs: one object a line, with the fields that the caller gave as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", request_id.get()),
            "message": record.getMessage(),
        }
        line |= {k: v for k, v in vars(record).items() if k not in _OWN_FIELDS | _NOT_WRITTEN}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return masked(json.dumps(line, ensure_ascii=False, default=str))
