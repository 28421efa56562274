"""An expression: read once, evaluated for anybody."""

from __future__ import annotations

from dataclasses import dataclass

from jamf_connect_okta.simulated_org.expression_language.context import Context
from jamf_connect_okta.simulated_org.expression_language.evaluation import evaluate
from jamf_connect_okta.simulated_org.expression_language.parser import Parser
from jamf_connect_okta.simulated_org.expression_language.subject import Subject
from jamf_connect_okta.simulated_org.expression_language.tree import Call, Node
from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns
from jamf_connect_okta.simulated_org.expression_language.values import Value


@dataclass(frozen=True)
class Expression:
    """What `parse` makes of a text."""

    tree: Node

    def evaluate(self, subject: Subject, unknowns: GroupsClaimUnknowns, *, code_flow: bool) -> Value:
        """The value for one person.

        In a code flow (the ID token is handed out for an authorization code) the `limit` of `Groups.*` may exceed 100.
        Raises EvaluationFailedError where Okta can't evaluate the claim, and UnsupportedExpressionError where only
        the values show that what Okta does is not recorded.
        """
        return evaluate(self.tree, Context(subject, unknowns, code_flow))

    @property
    def is_static_allow_list(self) -> bool:
        """Whether it is a `getFilteredGroups(…)` and nothing around it."""
        return isinstance(self.tree, Call) and self.tree.name == "getFilteredGroups"


def parse(text: str) -> Expression:
    """Raises UnsupportedExpressionError, which names what lies outside, or MalformedExpressionError."""
    return Expression(Parser(text).tree())
