"""The id that an answer and all log lines of its request share; and what no log line may hold."""

import logging
import re
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")

# Whoever has the token of a link can read the notice, or see the invitation: by its address, or by its shape alone.
_SIGNED_LINK = re.compile(
    r"(?:(?<=notice/)|(?<=invitation/)|(?<=questions/link/))[^\s/'\"]+|(?<![0-9a-f])[0-9a-f]{48}(?![0-9a-f])"
)
# What opens the API: a key that was sent to the wrong place, such as an address. Its prefix may be read.
_API_KEY = re.compile(r"(?<=jf_live_|jf_test_)([0-9A-Za-z]{12}_)[0-9A-Za-z]{38}")


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class LineFormatter(logging.Formatter):
    """Masks at the very end, so that tracebacks and other libraries' messages are covered, too."""

    def format(self, record: logging.LogRecord) -> str:
        return _API_KEY.sub(r"\1…", _SIGNED_LINK.sub("…", super().format(record)))
