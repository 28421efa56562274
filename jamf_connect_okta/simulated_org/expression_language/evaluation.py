"""What the tree of an expression comes to."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, assert_never

from jamf_connect_okta.simulated_org.expression_language.context import Context
from jamf_connect_okta.simulated_org.expression_language.errors import UnsupportedExpressionError
from jamf_connect_okta.simulated_org.expression_language.functions import FUNCTIONS, user_groups
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
from jamf_connect_okta.simulated_org.expression_language.values import Value, equal, from_profile, truth

_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(node: Node, context: Context) -> Value:
    """Only the parts that matter are evaluated: the chosen branch, and AND and OR as far as needed (as in SpEL).

    Raises EvaluationFailedError, and UnsupportedExpressionError for values whose outcome is not recorded.
    """
    match node:
        case Literal(value):
            return value
        case Attribute(name):
            # An attribute that the profile lacks is null, as one without a value is.
            return from_profile(context.subject.profile.get(name), f"user.{name}")
        case Listing(items):
            return [evaluate(item, context) for item in items]
        case Call(name, arguments):
            return FUNCTIONS[name].run(context, [evaluate(argument, context) for argument in arguments])
        case UserGroups(criteria, projection):
            given = [[(key, evaluate(value, context)) for key, value in criterion] for criterion in criteria]
            return user_groups.user_groups(context.subject, given, projection)
        case Negation(part):
            return not truth(evaluate(part, context), "the operand of !")
        case Joined(parts):
            return _joined([evaluate(part, context) for part in parts])
        case Comparison(sign, left, right):
            return _compared(sign, evaluate(left, context), evaluate(right, context))
        case AllOf(parts):
            return all(truth(evaluate(part, context), "an operand of AND") for part in parts)
        case AnyOf(parts):
            return any(truth(evaluate(part, context), "an operand of OR") for part in parts)
        case Conditional(arms, otherwise):
            for condition, chosen in arms:
                if truth(evaluate(condition, context), "a condition"):
                    return evaluate(chosen, context)
            return evaluate(otherwise, context)
        case _:
            assert_never(node)


def _joined(parts: list[Value]) -> str:
    texts = [part for part in parts if isinstance(part, str)]
    if len(texts) < len(parts):
        raise UnsupportedExpressionError("the operator + of anything but texts")
    return "".join(texts)


def _compared(sign: str, left: Value, right: Value) -> bool:
    if sign == "==":
        return equal(left, right)
    if sign == "!=":
        return not equal(left, right)
    if type(left) is not type(right) or not isinstance(left, (int, str)) or isinstance(left, bool):
        raise UnsupportedExpressionError(f"the operator {sign} of anything but two integers or two texts")
    return _ORDERS[sign](left, right)
