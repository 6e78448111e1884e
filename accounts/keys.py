"""The shape of an API key: jf_live_PREFIX_SECRETCHECKSUM (jf_test_, jf_feed_). Pure.

The prefix finds the row, the secret is kept as a hash only. The checksum lets anybody who scans texts for leaked
keys tell a key from noise without asking us.
"""

import hashlib
import hmac
import re
import secrets
import string
import zlib
from dataclasses import dataclass
from typing import Self

# Live and test keys are a brand's; a feed key is a marketplace's own.
MODES = ("live", "test", "feed")
FEED = "feed"
PREFIX_LENGTH, SECRET_LENGTH, CHECKSUM_LENGTH = 12, 32, 6
SEED_BYTES = 64
_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_SHAPE = re.compile(
    rf"jf_({'|'.join(MODES)})_([0-9A-Za-z]{{{PREFIX_LENGTH}}})_([0-9A-Za-z]{{{SECRET_LENGTH}}})([0-9A-Za-z]{{{CHECKSUM_LENGTH}}})",
    re.ASCII,
)


def _in_base_62(number: int, length: int) -> str:
    digits = ""
    for _ in range(length):
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits


def checksum(text: str) -> str:
    """CRC-32 of the text before it, six characters of base 62."""
    return _in_base_62(zlib.crc32(text.encode()), CHECKSUM_LENGTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    mode: str
    prefix: str
    secret: str

    @classmethod
    def new(cls, mode: str) -> Self:
        return cls.drawn_from(secrets.token_bytes(SEED_BYTES), mode)

    @classmethod
    def drawn_from(cls, seed: bytes, mode: str) -> Self:
        """The same seed gives the same key. The seed has twice the bits that are needed, so no character is likelier."""
        text = _in_base_62(int.from_bytes(seed), PREFIX_LENGTH + SECRET_LENGTH)
        return cls(mode=mode, prefix=text[:PREFIX_LENGTH], secret=text[PREFIX_LENGTH:])

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """None for what is no key of ours: wrong shape or checksum."""
        found = _SHAPE.fullmatch(text)
        if found is None:
            return None
        key = cls(mode=found[1], prefix=found[2], secret=found[3])
        return key if hmac.compare_digest(str(key), text) else None

    def __str__(self) -> str:
        body = f"jf_{self.mode}_{self.prefix}_{self.secret}"
        return body + checksum(body)

    def __repr__(self) -> str:
        # A key in a traceback or a log line would be a leaked key.
        return f"Key(jf_{self.mode}_{self.prefix}_…)"

    @property
    def digest(self) -> str:
        """SHA-256, 64 hex digits: the secret has 190 bits of chance, so nothing slower is needed."""
        return hashlib.sha256(self.secret.encode()).hexdigest()


def keys_in(text: str) -> list[str]:
    """Keys of ours that stand in a text, such as a commit or a log: for leak scanners, offline."""
    return [found[0] for found in _SHAPE.finditer(text) if Key.parse(found[0])]
