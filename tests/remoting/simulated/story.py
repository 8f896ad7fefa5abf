"""The recorded story: its steps in order, and how a recorded value compares with one that came back."""

import json
import re

from tests.remoting.simulated.wire import RECORDINGS

FILES = ("ou", "user", "group", "computer", "generic")
_PLACEHOLDERS = {
    "<secret>": ".+",
    "<number>": r"\d+",
    "<sid>": r"S-1-5-21-\d+-\d+-\d+-\d{4,}",
    "<domain sid>": r"S-1-5-21-\d+-\d+-\d+",
    "<time>": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z",
    "<filetime>": r"13\d{16}",
}
_GUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_PLACEHOLDER = re.compile("|".join([*map(re.escape, _PLACEHOLDERS), r"<guid \d+>"]))


def steps():
    """All rows of all files as (file, row), in the order in which they were recorded."""
    rows = [(name, row) for name in FILES for row in json.loads((RECORDINGS / f"{name}.json").read_text("utf-8"))]
    return sorted(rows, key=lambda pair: pair[1]["step"])


class Names:
    """The GUIDs that a file's placeholders turned out to be. One placeholder is one GUID and the other way round."""

    def __init__(self):
        self.guids = {}

    def differences(self, want, got, path="data"):
        """Where what came back is not what was recorded."""
        if isinstance(want, dict):
            if not isinstance(got, dict) or set(want) != set(got):
                return [f"{path}: keys {sorted(want)} recorded, {sorted(got) if isinstance(got, dict) else got} came"]
            return [line for key in want for line in self.differences(want[key], got[key], f"{path}.{key}")]
        if isinstance(want, list):
            if not isinstance(got, list) or len(want) != len(got):
                return [f"{path}: {want} recorded, {got} came"]
            pairs = zip(_sorted(want), _sorted(got), strict=True)
            return [line for at, (one, two) in enumerate(pairs) for line in self.differences(one, two, f"{path}.{at}")]
        if isinstance(want, str) and _PLACEHOLDER.search(want):
            number = want == "<number>" and isinstance(got, int) and not isinstance(got, bool)
            fits = number or (isinstance(got, str) and self._fits(want, got))
        else:
            fits = type(want) is type(got) and want == got
        return [] if fits else [f"{path}: {want!r} recorded, {got!r} came"]

    def _fits(self, want, got):
        names = _PLACEHOLDER.findall(want)
        parts = _PLACEHOLDER.split(want)
        pattern = re.escape(parts[0])
        for name, part in zip(names, parts[1:], strict=True):
            pattern += f"({_PLACEHOLDERS.get(name, _GUID)}){re.escape(part)}"
        found = re.fullmatch(pattern, got, re.DOTALL)
        if not found:
            return False
        guids = [(name, value) for name, value in zip(names, found.groups(), strict=True) if name.startswith("<guid")]
        return all(self._is(name, value) for name, value in guids)

    def _is(self, name, guid):
        known = self.guids.setdefault(name, guid)
        return known == guid and list(self.guids.values()).count(guid) == 1


def _sorted(values):
    return sorted(values, key=lambda value: str(value.get("dn", "")) if isinstance(value, dict) else str(value))
