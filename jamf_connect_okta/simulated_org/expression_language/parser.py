"""From the text of an expression to its tree, by recursive descent."""

from __future__ import annotations

from collections.abc import Callable

from jamf_connect_okta.simulated_org.expression_language.errors import (
    MalformedExpressionError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.functions import FUNCTIONS
from jamf_connect_okta.simulated_org.expression_language.token_stream import TokenStream
from jamf_connect_okta.simulated_org.expression_language.tree import (
    AllOf,
    AnyOf,
    Attribute,
    Call,
    Comparison,
    Conditional,
    Joined,
    Listing,
    Literal,
    Negation,
    Node,
    UserGroups,
)

MAX_DEPTH = 32

_CONSTANTS = {"null": None, "true": True, "false": False}


class Parser:
    """Precedence is SpEL's: OR, AND, comparison (which does not chain), +, !."""

    def __init__(self, expression: str) -> None:
        self._tokens = TokenStream(expression)
        self._depth = 0

    def tree(self) -> Node:
        """Raises UnsupportedExpressionError or MalformedExpressionError."""
        node = self._conditional()
        if self._tokens.next.kind != "end":
            raise self._tokens.unexpected("the end")
        return node

    def _conditional(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnsupportedExpressionError(f"an expression nested more than {MAX_DEPTH} deep")
        arms = []
        node = self._any_of()
        while self._tokens.take_mark("?"):
            value = self._conditional()
            self._tokens.expect_mark(":")
            arms.append((node, value))
            node = self._any_of()
        self._depth -= 1
        return Conditional(tuple(arms), node) if arms else node

    def _any_of(self) -> Node:
        parts = self._chain(self._all_of, "||")
        return AnyOf(parts) if len(parts) > 1 else parts[0]

    def _all_of(self) -> Node:
        parts = self._chain(self._comparison, "&&")
        return AllOf(parts) if len(parts) > 1 else parts[0]

    def _comparison(self) -> Node:
        left = self._joined()
        if not self._tokens.at("==", "!=", "<", "<=", ">", ">="):
            return left
        return Comparison(self._tokens.take().text, left, self._joined())

    def _joined(self) -> Node:
        parts = self._chain(self._negation, "+")
        return Joined(parts) if len(parts) > 1 else parts[0]

    def _chain(self, part: Callable[[], Node], mark: str) -> tuple[Node, ...]:
        parts = [part()]
        while self._tokens.take_mark(mark):
            parts.append(part())
        return tuple(parts)

    def _negation(self) -> Node:
        if not self._tokens.take_mark("!"):
            return self._operand()
        if self._tokens.at("!"):
            raise UnsupportedExpressionError("the operator !!")
        return Negation(self._operand())

    def _operand(self) -> Node:
        node = self._primary()
        if self._tokens.at(".!["):
            raise UnsupportedExpressionError("the projection .![…] of anything but user.getGroups(…)")
        if self._tokens.take_mark("."):
            raise UnsupportedExpressionError(f"the method or property .{self._tokens.expect_name()}")
        return node

    def _primary(self) -> Node:
        kind = self._tokens.next.kind
        if kind == "text":
            return Literal(self._tokens.take().text)
        if kind == "integer":
            return Literal(int(self._tokens.take().text))
        if kind == "name":
            return self._named()
        if self._tokens.take_mark("("):
            node = self._conditional()
            self._tokens.expect_mark(")")
            return node
        if self._tokens.take_mark("{"):
            return Listing(self._until("}", self._item))
        raise self._tokens.unexpected("a value")

    def _item(self) -> Node:
        item = self._conditional()
        if self._tokens.at(":"):
            raise UnsupportedExpressionError("a map {key: value} outside user.getGroups")
        return item

    def _until(self, mark: str, item: Callable[[], Node]) -> tuple[Node, ...]:
        """Items with commas between them, and the mark that closes them."""
        if self._tokens.take_mark(mark):
            return ()
        items = self._chain(item, ",")
        self._tokens.expect_mark(mark)
        return items

    def _named(self) -> Node:
        position = self._tokens.next.position
        name = self._path()
        if self._tokens.take_mark("("):
            return self._user_groups() if name == "user.getGroups" else self._call(name, position)
        if name.lower() in _CONSTANTS:
            return Literal(_CONSTANTS[name.lower()])
        scope, _, attribute = name.partition(".")
        if scope != "user" or not attribute or "." in attribute:
            raise UnsupportedExpressionError(name)
        return Attribute(attribute)

    def _path(self) -> str:
        names = [self._tokens.expect_name()]
        while self._tokens.take_mark("."):
            names.append(self._tokens.expect_name())
        return ".".join(names)

    def _call(self, name: str, position: int) -> Node:
        if name not in FUNCTIONS:
            raise UnsupportedExpressionError(f"{name}()")
        arguments = self._until(")", self._conditional)
        if len(arguments) not in FUNCTIONS[name].counts:
            raise MalformedExpressionError(f"{name} does not take {len(arguments)} arguments", position)
        return Call(name, arguments)

    def _user_groups(self) -> Node:
        criteria = [self._criterion()]
        while self._tokens.take_mark(","):
            criteria.append(self._criterion())
        self._tokens.expect_mark(")")
        if not self._tokens.take_mark(".!["):
            raise UnsupportedExpressionError("user.getGroups(…) without a projection such as .![name]")
        if self._tokens.at("{"):
            raise UnsupportedExpressionError("the projection .![{…}]")
        projection = self._path()
        self._tokens.expect_mark("]")
        if projection not in ("id", "name") and not (projection.startswith("profile.") and projection.count(".") == 1):
            raise UnsupportedExpressionError(f"the projection .![{projection}]")
        return UserGroups(tuple(criteria), projection)

    def _criterion(self) -> tuple[tuple[str, Node], ...]:
        if not self._tokens.take_mark("{"):
            raise UnsupportedExpressionError("user.getGroups(…) of anything but maps such as {'group.type': …}")
        entries = [self._entry()]
        while self._tokens.take_mark(","):
            entries.append(self._entry())
        self._tokens.expect_mark("}")
        return tuple(entries)

    def _entry(self) -> tuple[str, Node]:
        if self._tokens.next.kind != "text":
            raise self._tokens.unexpected("a key in quotes")
        key = self._tokens.take().text
        self._tokens.expect_mark(":")
        return key, self._conditional()
