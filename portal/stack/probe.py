"""python -m portal.stack.probe readyz|heartbeat: how a container asks its own process how it is.

Needs nothing but Python's own library: it is run every few seconds.
"""

import http.client
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PORT = 8000
SECONDS = 8
OLDEST_HEARTBEAT_SECONDS = 60


def readyz(environment: Mapping[str, str]) -> str:
    """What is wrong with the web process, in the proxy's place; "" if nothing is."""
    host = environment["ALLOWED_HOSTS"].split(",")[0].strip()
    connection = http.client.HTTPConnection(
        "127.0.0.1", int(environment.get("PORTAL_PORT", PORT)), timeout=SECONDS
    )
    try:
        connection.request("GET", "/readyz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        said = answer.read(1000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        return f"it does not answer: {error}"
    finally:
        connection.close()
    return "" if answer.status == http.HTTPStatus.OK else said


def heartbeat(environment: Mapping[str, str]) -> str:
    """What is wrong with the process that touches HEARTBEAT_FILE."""
    try:
        age = time.time() - Path(environment["HEARTBEAT_FILE"]).stat().st_mtime
    except FileNotFoundError:
        return "it has not said anything yet"
    return "" if age < OLDEST_HEARTBEAT_SECONDS else f"its last sign of life is {age:.0f} s old"


PROBES: Mapping[str, Callable[[Mapping[str, str]], str]] = {"readyz": readyz, "heartbeat": heartbeat}


def main(arguments: list[str]) -> int:
    wrong = PROBES[arguments[0]](os.environ)
    sys.stdout.write(f"{wrong or 'well'}\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
