"""What lies outside is refused by name when the expression is read, before anybody signs in."""

from __future__ import annotations

import pytest

from jamf_connect_okta.simulated_org.expression_language.errors import UnsupportedExpressionError
from jamf_connect_okta.simulated_org.expression_language.expression import parse


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("appuser.department", "appuser.department"),
        ("active_directory.managerUpn", "active_directory.managerUpn"),
        ("$app.attr", "$app.attr"),
        ("app.profile.groupwhitelist", "app.profile.groupwhitelist"),
        ("org.name", "org.name"),
        ("session.amr", "session.amr"),
        ("user.profile.firstName", "user.profile.firstName"),
        ("firstName", "firstName"),
        ("user", "user"),
        ("Convert.toInt('1')", "Convert.toInt()"),
        ("Time.now()", "Time.now()"),
        ("toUpperCase('a')", "toUpperCase()"),
        ("Groups.startWith('OKTA', '', 1)", "Groups.startWith()"),
        ("user.getLinkedObject('manager').lastName", "user.getLinkedObject()"),
        ("user.isMemberOf({'group.id': 'x'})", "user.isMemberOf()"),
        ("user.firstName.toUpperCase()", "user.firstName.toUpperCase()"),
        ("Groups.startsWith('OKTA', '', 1).size()", "the method or property .size"),
        ("'a'.length()", "the method or property .length"),
        ("{1, 2}.![name]", "the projection .![…] of anything but user.getGroups(…)"),
        ("{1, 2}[0]", "the character '['"),
        ("{'a': 1}", "a map {key: value} outside user.getGroups"),
        ("user.middleName ?: 'x'", "the operator ?:"),
        ("user?.middleName", "the operator ?."),
        ("{1, 2}.?[true]", "the operator .?["),
        ("'a' matches 'b'", "the operator matches"),
        ("1 eq 1", "the operator eq"),
        ("!!true", "the operator !!"),
        ("-1", "the character '-'"),
        ("3.141", "the decimal number 3.141"),
        ("user.x = 1", "the character '='"),
        ("user.getGroups({'group.type': 'OKTA_GROUP'})", "user.getGroups(…) without a projection such as .![name]"),
        ("user.getGroups('x').![name]", "user.getGroups(…) of anything but maps such as {'group.type': …}"),
        ("user.getGroups({'group.id': 'x'}).![{name, id}]", "the projection .![{…}]"),
        ("user.getGroups({'group.id': 'x'}).![description]", "the projection .![description]"),
    ],
)
def test_it_is_refused_by_name(expression: str, name: str) -> None:
    with pytest.raises(UnsupportedExpressionError) as refused:
        parse(expression)
    assert str(refused.value) == f"the simulated org does not evaluate {name}"


def test_it_is_refused_in_a_branch_that_nobody_reaches_too() -> None:
    with pytest.raises(UnsupportedExpressionError, match=r"session\.amr"):
        parse("true ? {'a'} : session.amr")
