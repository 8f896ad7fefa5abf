"""Times as a directory keeps them (100 ns since 1601) and as the portal sees them (ISO 8601, UTC), without loss."""

import re
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
NEVER = 0x7FFFFFFFFFFFFFFF
_TICKS = 10_000_000  # a second
_END = 2_650_467_743_999_999_999  # the last tick of the year 9999
_FRACTION = re.compile(r"\.(\d+)")


def to_filetime(moment: datetime) -> int:
    """A moment as a directory keeps it. One without a zone is UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - EPOCH) // timedelta(microseconds=1) * 10


def from_filetime(ticks: int) -> datetime | None:
    """The moment of a directory's time; None for none and never."""
    return EPOCH + timedelta(microseconds=ticks // 10) if 0 < ticks < _END else None


def text_of(value: object) -> str | None:
    """A moment or a directory's time as text, down to 100 ns; None for none and never."""
    if isinstance(value, datetime):
        ticks = to_filetime(value)
    elif isinstance(value, int) and 0 < value < _END:
        ticks = value
    else:
        return None
    seconds, rest = divmod(ticks, _TICKS)
    moment = (EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
    fraction = f".{rest:07d}".rstrip("0") if rest else ""
    return f"{moment.zfill(19)}{fraction}Z"


def parse(text: str) -> datetime:
    """ISO 8601 text as a moment in UTC; one without a zone is UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def ticks_of(text: str) -> int:
    """ISO 8601 text as a directory's time, without loss. Raises ValueError."""
    found = _FRACTION.search(text)
    whole = to_filetime(parse(_FRACTION.sub("", text)))
    return whole + (int(found[1][:7].ljust(7, "0")) if found else 0)
