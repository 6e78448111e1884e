"""The gate of all processes: state in the broker's store, each step one atomic script, by the store's own clock."""

from functools import cache

import redis
from django.conf import settings

from listings.traffic.pace import (
    FIRST_INTERVAL_SECONDS,
    LONGEST_INTERVAL_SECONDS,
    MOST_FAILURES,
    TRIAL_SECONDS,
    Line,
    Pace,
)
from listings.traffic.words import Heard, Pass, Sight, Word

# One hash a marketplace. It is forgotten after a quiet day: then everything is full and in order.
_KEEP_SECONDS = 86_400
_SOCKET_SECONDS = 0.5

_ENTER = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local key, line = KEYS[1], ARGV[1]
local cost, most, rate, trial_seconds = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local held = redis.call('HMGET', key, 'pause', 'open', 'until', 'trial', 'failures',
  line, line .. '_at', line .. '_turned')
local pause = tonumber(held[1]) or 0
if pause > now then return {'pause', tostring(pause - now), 0} end
if held[2] == '1' then
  local wait = math.max(tonumber(held[3]) or 0, tonumber(held[4]) or 0)
  if wait > now then return {'open', tostring(wait - now), 0} end
  redis.call('HSET', key, 'trial', tostring(now + trial_seconds))
  return {'trial', '0', 0}
end
local tokens = tonumber(held[6]) or most
local turned = tonumber(held[8]) or 0
tokens = math.min(most, tokens + (now - (tonumber(held[7]) or now)) * rate)
if tokens >= most then turned = 0 end
local word, wait = 'go', 0
if tokens < cost then
  turned = turned + 1
  word, wait = 'busy', (turned * cost - tokens) / rate
else
  tokens = tokens - cost
  turned = math.max(turned - 1, 0)
end
redis.call('HSET', key, line, tostring(tokens), line .. '_at', tostring(now), line .. '_turned', turned)
redis.call('EXPIRE', key, tonumber(ARGV[6]))
return {word, tostring(wait), tonumber(held[5]) or 0}
"""

_HEAR = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local key, heard, trial = KEYS[1], ARGV[1], ARGV[2] == '1'
local first, longest, most_failures = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local held = redis.call('HMGET', key, 'open', 'failures', 'interval', 'pause')
local open, failures = held[1] == '1', tonumber(held[2]) or 0
if heard == 'failure' then
  failures = failures + 1
  redis.call('HSET', key, 'failures', failures)
  if open and trial then
    local interval = math.min((tonumber(held[3]) or first) * 2, longest)
    redis.call('HSET', key, 'interval', tostring(interval), 'until', tostring(now + interval), 'trial', '0')
  elseif not open and failures >= most_failures then
    open = true
    redis.call('HSET', key, 'open', '1', 'opened', tostring(now), 'interval', tostring(first),
      'until', tostring(now + first), 'trial', '0')
  end
  redis.call('EXPIRE', key, tonumber(ARGV[7]))
  return open and 1 or 0
end
if heard == 'limited' then
  local pause = math.max(tonumber(held[4]) or 0, now + tonumber(ARGV[3]))
  redis.call('HSET', key, 'pause', tostring(pause))
end
if open then
  for i = 8, #ARGV do
    local tokens = tonumber(redis.call('HGET', key, ARGV[i])) or 1
    redis.call('HSET', key, ARGV[i], tostring(math.min(tokens, 1)), ARGV[i] .. '_at', tostring(now))
  end
end
redis.call('HSET', key, 'open', '0', 'failures', 0)
redis.call('EXPIRE', key, tonumber(ARGV[7]))
return 0
"""

_SEE = """
local time = redis.call('TIME')
local found = redis.call('HGETALL', KEYS[1])
table.insert(found, 'now')
table.insert(found, tostring(time[1] + time[2] / 1000000))
return found
"""


@cache
def store() -> "redis.Redis":
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=_SOCKET_SECONDS, socket_connect_timeout=_SOCKET_SECONDS
    )


def key_of(pace: Pace) -> str:
    return f"traffic:{pace.key}"


class SharedGate:
    """Every method may raise redis.RedisError."""

    def enter(self, pace: Pace, line: Line, *, cost: float) -> Pass:
        bucket = pace.buckets[line]
        word, wait, failures = store().eval(
            _ENTER, 1, key_of(pace), line, cost, bucket.most, bucket.per_second, TRIAL_SECONDS, _KEEP_SECONDS
        )
        return Pass(word=Word(word.decode()), wait=float(wait), failures=int(failures))

    def hear(self, pace: Pace, heard: Heard, *, trial: bool, retry_after: float = 0.0) -> bool:
        """Returns whether the marketplace is out of order now."""
        numbers = (
            retry_after,
            FIRST_INTERVAL_SECONDS,
            LONGEST_INTERVAL_SECONDS,
            MOST_FAILURES,
            _KEEP_SECONDS,
        )
        return bool(store().eval(_HEAR, 1, key_of(pace), heard, int(trial), *numbers, *Line))

    def see(self, pace: Pace) -> Sight:
        pairs = store().eval(_SEE, 1, key_of(pace))
        held = {pairs[i].decode(): pairs[i + 1].decode() for i in range(0, len(pairs), 2)}
        now = float(held["now"])

        def ahead(name: str) -> float:
            return max(float(held.get(name, 0)) - now, 0.0)

        left = {}
        for line, bucket in pace.buckets.items():
            since = now - float(held.get(f"{line}_at", now))
            tokens = float(held.get(line, bucket.most)) + since * bucket.per_second
            left[line] = min(bucket.most, tokens) / bucket.most
        is_open = held.get("open") == "1"
        return Sight(
            is_open=is_open,
            open_seconds=now - float(held["opened"]) if is_open else 0.0,
            next_trial_seconds=ahead("until") if is_open else 0.0,
            pause_seconds=ahead("pause"),
            failures=int(held.get("failures", 0)),
            left=left,
            shared=True,
        )
