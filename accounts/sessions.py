"""Where somebody is signed in: when each session was last seen, from which address and with what."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db.models import Q

# How exactly "last seen" is known. Looking whether it is old costs a page no more than finding a row by its key.
EXACT_TO = timedelta(minutes=5)

# The first word that stands in the text names it: browsers also give the names of those that they want to pass for.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def note_seen(session_key: str, *, user_id: UUID, address: str | None, browser: str, now: datetime) -> None:
    """A change of address or browser at once: it may be somebody else with the same cookie."""
    longest = UserSession._meta.get_field("user_agent").max_length
    told = {"user_agent": browser[:longest], **({"ip": address} if address else {})}
    news = Q(last_seen_at__lt=now - EXACT_TO)
    for name, value in told.items():
        news |= ~Q(**{name: value})
    UserSession.objects.filter(news, session_key=session_key, user_id=user_id).update(
        last_seen_at=now, **told
    )


def browser_in_words(user_agent: str) -> str:
    """Such as “Firefox on Windows”; the text itself where it names nothing that we know."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if browser and system else browser or user_agent
