"""The catalog: every operation the portal knows, as frozen values."""

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from remoting.catalog.names import READING_VERBS, verb
from remoting.catalog.writing import FILE

COMPONENTS = ("user", "group", "ou", "computer", "server", "session", "directory")
DIRECTORY_KINDS = ("user", "group", "ou", "computer")
ROLES = ("viewer", "helpdesk", "operator", "administrator")
FLAGS = ("bulk", "secret-output", "long", "self", "read")
IMPACTS = ("Low", "Medium", "High")
# What the portal gives in the context of a call; the runner refuses these in the parameters.
CONTEXT = frozenset({"Server", "Credential", "AllowPrivileged", "AllowedName"})
# Runs any text, so nobody is offered it until there is a library of approved scripts.
NOT_OFFERED = frozenset({"Invoke-TsmScript"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a function; `type` is PowerShell's word in small letters, such as string[]."""

    name: str
    type: str
    mandatory: bool = False
    help: str = ""
    default: Any = None
    not_empty: bool = False
    choices: tuple[str, ...] = ()
    range: tuple[int, int] | None = None
    length: tuple[int, int] | None = None
    count: tuple[int, int] | None = None
    pattern: str = ""

    @property
    def is_list(self) -> bool:
        return self.type.endswith("[]")

    @property
    def is_secret(self) -> bool:
        return self.type == "securestring"

    @property
    def about(self) -> str:
        """The help text in the reader's language."""
        return gettext(self.help) if self.help else ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One function as the portal sees it."""

    name: str
    function: str
    helper: str
    synopsis: str
    description: str
    component: str
    role: str
    flags: frozenset[str]
    supports_should_process: bool
    confirm_impact: str | None
    parameters: tuple[Parameter, ...]
    sha256: str

    @property
    def title(self) -> str:
        """The synopsis in the reader's language, as a heading or button says it: without the full stop."""
        return gettext(self.synopsis).removesuffix(".")

    @property
    def about(self) -> str:
        """The description in the reader's language."""
        return gettext(self.description) if self.description else ""

    @property
    def is_read(self) -> bool:
        return verb(self.function) in READING_VERBS or "read" in self.flags

    @property
    def is_change(self) -> bool:
        return not self.is_read

    @property
    def impact(self) -> str:
        """Empty for a read, else Low, Medium or High; PowerShell's own default is Medium."""
        return "" if self.is_read else self.confirm_impact or "Medium"

    @property
    def is_bulk(self) -> bool:
        return "bulk" in self.flags

    @property
    def has_secret_output(self) -> bool:
        return "secret-output" in self.flags

    @property
    def is_long(self) -> bool:
        return "long" in self.flags

    @property
    def identity(self) -> Parameter | None:
        """The parameter that says which object is acted on."""
        return self.parameter("Identity")

    @property
    def has_identity(self) -> bool:
        return self.identity is not None

    @property
    def needs_identity(self) -> bool:
        """False too where Identity may be left out, as for a recovery key that is found by its own id."""
        return self.identity is not None and self.identity.mandatory

    @property
    def takes_server(self) -> bool:
        """Whether the function takes the domain controller to work with."""
        return self.parameter("Server") is not None

    @property
    def is_of_directory(self) -> bool:
        return self.component in (*DIRECTORY_KINDS, "directory")

    @property
    def needs_reason(self) -> bool:
        return self.impact in ("Medium", "High") or self.has_secret_output

    @property
    def offers_preview(self) -> bool:
        """Every change can be previewed; a read would run."""
        return self.is_change

    @property
    def needs_preview(self) -> bool:
        return self.impact == "High"

    @property
    def needs_proof(self) -> bool:
        return self.impact == "High"

    @property
    def permission(self) -> str:
        """The code that a role's list of operations holds."""
        return self.name

    @property
    def is_offered(self) -> bool:
        return self.function not in NOT_OFFERED

    @property
    def prefilled(self) -> tuple[Parameter, ...]:
        """Sent in the parameters, filled in by the portal, never by a person."""
        names = {"PortalTime", "UserName"} if self.component == "session" and self.needs_identity else {"PortalTime"}
        return tuple(one for one in self.parameters if one.name in names)

    @property
    def fields(self) -> tuple[Parameter, ...]:
        """What a person fills in. Not Identity: that is the target, which is named beside the parameters."""
        given = CONTEXT | {"Identity"} | {one.name for one in self.prefilled}
        return tuple(one for one in self.parameters if one.name not in given)

    @property
    def asked_of_callers(self) -> tuple[Parameter, ...]:
        """What the API and the command line ask for: the person of a session too, whom a page takes from its row."""
        return (*(one for one in self.prefilled if one.name != "PortalTime"), *self.fields)

    def parameter(self, name: str) -> Parameter | None:
        return next((one for one in self.parameters if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Helper:
    """A folder of functions that travels as one text; `requires` in the order in which a runner loads them."""

    name: str
    sha256: str
    requires: tuple[str, ...]


class Catalog:
    """All operations, by their names."""

    def __init__(self, operations: tuple[Operation, ...], helpers: Mapping[str, Helper]) -> None:
        self.operations = operations
        self.helpers = dict(helpers)
        self._by_name = {one.name: one for one in operations}
        self._by_function = {one.function.lower(): one for one in operations}

    def __iter__(self) -> Iterator[Operation]:
        return iter(self.operations)

    def __len__(self) -> int:
        return len(self.operations)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def get(self, name: str) -> Operation | None:
        return self._by_name.get(name)

    def by_function(self, function: str) -> Operation | None:
        return self._by_function.get(function.lower())

    def of_kind(self, component: str) -> tuple[Operation, ...]:
        return tuple(one for one in self.offered if one.component == component)

    @property
    def offered(self) -> tuple[Operation, ...]:
        return tuple(one for one in self.operations if one.is_offered)

    def needed_by(self, helper: str) -> tuple[Helper, ...]:
        """The helper with those it requires before it, in the order in which a runner loads them."""
        order: dict[str, Helper] = {}
        for name in self.helpers[helper].requires:
            order |= {one.name: one for one in self.needed_by(name)}
        return (*order.values(), self.helpers[helper])


def catalog() -> Catalog:
    """The catalog of `settings.TSM_POWERSHELL`; read anew when its file has changed."""
    path = Path(settings.TSM_POWERSHELL) / FILE
    state = path.stat()
    return _read(path, (state.st_mtime_ns, state.st_size, state.st_ino))


@functools.lru_cache(maxsize=4)
def _read(path: Path, state: tuple[int, ...]) -> Catalog:  # noqa: ARG001  The state is what the cache goes by.
    return catalog_from(json.loads(path.read_text("utf-8")))


def catalog_from(rows: Mapping[str, Any]) -> Catalog:
    """The catalog of what `writing.catalog_of` gives."""
    helpers = {name: Helper(name, row["sha256"], tuple(row["requires"])) for name, row in rows["helpers"].items()}
    return Catalog(tuple(_operation(row) for row in rows["operations"]), helpers)


def _operation(row: Mapping[str, Any]) -> Operation:
    plain = {key: row[key] for key in ("name", "function", "helper", "synopsis", "description", "component", "role")}
    return Operation(
        **plain,
        flags=frozenset(row["flags"]),
        supports_should_process=row["supportsShouldProcess"],
        confirm_impact=row["confirmImpact"],
        parameters=tuple(_parameter(one) for one in row["parameters"]),
        sha256=row["sha256"],
    )


def _parameter(row: Mapping[str, Any]) -> Parameter:
    pair = {key: tuple(row[key]) for key in ("range", "length", "count") if key in row}
    default = row["default"]
    return Parameter(
        name=row["name"],
        type=row["type"],
        mandatory=row["mandatory"],
        help=row["help"],
        # A default that PowerShell would have to work out is the helper's own business.
        default=None if isinstance(default, dict) else default,
        not_empty=row.get("notEmpty", False),
        choices=tuple(row.get("set", ())),
        pattern=row.get("pattern", ""),
        **pair,
    )
