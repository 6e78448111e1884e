"""How many requests a key and its brand may send: token buckets in the broker's store, counted in one atomic step."""

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import redis
from django.conf import settings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`most` at once, and `most` a minute in the long run."""

    most: int
    seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    allowed: bool
    limit: int
    remaining: int
    reset_seconds: int

    @property
    def headers(self) -> Mapping[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset_seconds),
        }


# All buckets are looked at before any is charged: a request that is refused costs nothing.
_TAKE = """
local now = redis.call('TIME')
local at = now[1] + now[2] / 1000000
local least, least_most, least_seconds, allowed = nil, 0, 1, 1
local states = {}
for i, key in ipairs(KEYS) do
  local most, seconds = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local held = redis.call('HMGET', key, 'tokens', 'at')
  local tokens = tonumber(held[1]) or most
  tokens = math.min(most, tokens + (at - (tonumber(held[2]) or at)) * most / seconds)
  if tokens < 1 then allowed = 0 end
  if least == nil or tokens / most < least / least_most then
    least, least_most, least_seconds = tokens, most, seconds
  end
  states[i] = {tokens, seconds}
end
for i, key in ipairs(KEYS) do
  local tokens = states[i][1] - allowed
  redis.call('HSET', key, 'tokens', tostring(tokens), 'at', tostring(at))
  redis.call('EXPIRE', key, states[i][2] * 2)
end
local left = least - allowed
return {allowed, least_most, math.floor(math.max(left, 0)), tostring((least_most - left) * least_seconds / least_most),
        tostring(math.max(0, 1 - least) * least_seconds / least_most)}
"""


@cache
def _store() -> "redis.Redis":
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)


def take(buckets: Mapping[str, Rate]) -> Verdict | None:
    """Take one request from each bucket, or from none of them. None: the store is away, and nobody is kept out.

    Work must go on while the store is restarted; sign-in, where it matters, has a limit that does not give way.
    """
    arguments = [number for rate in buckets.values() for number in (rate.most, rate.seconds)]
    keys = [f"{settings.API_LIMIT_PREFIX}{name}" for name in buckets]
    try:
        found = _store().eval(_TAKE, len(keys), *keys, *arguments)
    except redis.RedisError as error:
        logger.warning("No rate limit: the store is away (%s)", type(error).__name__)
        return None
    allowed, limit, remaining, reset, wait = found
    seconds = float(reset) if allowed else float(wait)
    return Verdict(
        allowed=bool(allowed), limit=int(limit), remaining=int(remaining), reset_seconds=math.ceil(seconds)
    )
