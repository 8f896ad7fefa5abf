"""PowerShell text as a syntax tree, and the literals in it. Nothing is ever run."""

import re
from collections.abc import Iterator
from typing import TypeAlias

import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

Literal: TypeAlias = str | int | float | bool | list["Literal"] | dict[str, "Literal"] | None

PARSER = Parser(Language(tree_sitter_powershell.language()))
CONSTANTS: dict[str, Literal] = {"$true": True, "$false": False, "$null": None}
# An expression is a chain of nodes with one child each, down to what it is.
CHAIN = ("logical", "bitwise", "comparison", "additive", "multiplicative", "format", "range", "unary", "parenthesized")
WRAPPERS = frozenset(f"{name}_expression" for name in CHAIN) | {"pipeline", "pipeline_chain"}
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}


class NotReadable(ValueError):
    """The grammar finds no way through the text; holds the line, from 1, where it stopped."""

    def __init__(self, line: int) -> None:
        super().__init__(f"The text is not readable as PowerShell at line {line}.")
        self.line = line


class NotALiteral(ValueError):
    """The expression has no value without being run."""


def tree_of(text: str) -> Node:
    """The root of the text's tree; NotReadable where the grammar fails anywhere in it."""
    root = PARSER.parse(text.encode()).root_node
    if root.has_error:
        wrong = next((node for node in nodes(root) if node.is_error or node.is_missing), root)
        raise NotReadable(wrong.start_point[0] + 1)
    return root


def nodes(node: Node, kind: str = "") -> Iterator[Node]:
    """The node and all below it in the order of the text, or only those of one kind."""
    if not kind or node.type == kind:
        yield node
    for child in node.children:
        yield from nodes(child, kind)


def first(node: Node, kind: str) -> Node | None:
    """The first direct child of this kind."""
    return next((child for child in node.children if child.type == kind), None)


def text_of(node: Node) -> str:
    return (node.text or b"").decode()


def literal(node: Node) -> Literal:
    """The value of an expression; NotALiteral where PowerShell would have to run it."""
    while node.named_child_count == 1 and node.type in WRAPPERS:
        node = node.named_children[0]
    if node.type not in READERS:
        raise NotALiteral(text_of(node))
    return READERS[node.type](node)


def _string(node: Node) -> Literal:
    text = text_of(node)
    if text.startswith("@"):
        raise NotALiteral(text)
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    if "$" in text.replace("`$", ""):
        raise NotALiteral(text)
    return re.sub(
        r"`(.)", lambda found: ESCAPES.get(found[1], found[1]), text[1:-1].replace('""', '"'), flags=re.DOTALL
    )


def _number(node: Node) -> Literal:
    text = text_of(node).lower()
    try:
        return int(text, 0) if re.fullmatch(r"0x[0-9a-f]+|0|[1-9][0-9]*", text) else float(text)
    except ValueError:
        raise NotALiteral(text) from None


def _variable(node: Node) -> Literal:
    text = text_of(node).lower()
    if text not in CONSTANTS:
        raise NotALiteral(text)
    return CONSTANTS[text]


def _signed(node: Node) -> Literal:
    value = literal(node.named_children[-1])
    if not isinstance(value, int | float) or isinstance(value, bool) or not text_of(node).startswith(("-", "+")):
        raise NotALiteral(text_of(node))
    return -value if text_of(node).startswith("-") else value


def _list(node: Node) -> Literal:
    return [literal(child) for child in node.named_children]


def _array(node: Node) -> Literal:
    inside = node.named_children[0] if node.named_children else None
    while inside is not None and inside.type in WRAPPERS | {"statement_list"} and inside.named_child_count == 1:
        inside = inside.named_children[0]
    if inside is None:
        return []
    value = literal(inside)
    return value if inside.named_child_count > 1 else [value]


def _hashtable(node: Node) -> Literal:
    entries: dict[str, Literal] = {}
    for entry in nodes(node, "hash_entry"):
        key, value = entry.named_children[0], entry.named_children[-1]
        entries[text_of(key).strip("'\"")] = literal(value)
    return entries


READERS = {
    "string_literal": _string,
    "integer_literal": _number,
    "real_literal": _number,
    "variable": _variable,
    "expression_with_unary_operator": _signed,
    "array_literal_expression": lambda node: (
        _list(node) if node.named_child_count > 1 else literal(node.named_children[0])
    ),
    "array_expression": _array,
    "hash_literal_expression": _hashtable,
}
