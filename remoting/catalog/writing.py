"""What `powershell/catalog.json` says, made from the helpers' text."""

import json
from pathlib import Path

from remoting.catalog.names import operation_name
from remoting.catalog.reader import Row, functions
from remoting.catalog.texts import digest, helper_names, operation_files, read, requires_of, text_in

FILE = "catalog.json"


def catalog_of(root: Path) -> Row:
    """`{"helpers": {name: {"sha256", "requires"}}, "operations": [...]}`; raises where a file cannot be read."""
    helpers: Row = {}
    operations: list[Row] = []
    for name in helper_names(root):
        folder = root / name
        module = read(folder / f"{name}.psm1")
        helpers[name] = {"sha256": digest(text_in(folder)), "requires": list(requires_of(module))}
        for path in operation_files(folder):
            operations += operations_in(path)
    return {"helpers": helpers, "operations": [*sorted(operations, key=lambda row: str(row["name"]))]}


def operations_in(path: Path) -> list[Row]:
    """The functions of a file that say a component: those are operations, the others serve them."""
    text = read(path)
    found = []
    for row in functions(text):
        if row["component"]:
            function = str(row.pop("function"))
            head: Row = {"name": operation_name(function), "function": function, "helper": path.parent.name}
            found.append(head | row | {"sha256": digest(text)})
    return found


def catalog_text(rows: Row) -> str:
    """One line per helper and operation, so that a change of one is a change of one line."""
    helpers, operations = rows["helpers"], rows["operations"]
    assert isinstance(helpers, dict)
    assert isinstance(operations, list)
    first = ",\n".join(f"{_json(name)}: {_json(row)}" for name, row in helpers.items())
    second = ",\n".join(_json(row) for row in operations)
    return f'{{"helpers": {{\n{first}\n}},\n"operations": [\n{second}\n]}}\n'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
