"""What the rules for the whole stack say."""

from typing import Any

from guardrails import facts
from guardrails.facts import UNKNOWN, Resource
from guardrails.jamf_connect import JamfConnect

from .cases import breaks, passes, waits
from .hand_made import GONE, hand_made, resource, without

PASSWORD = ["authorization_code", "password"]


def new_group(name: str) -> Resource:
    """A group that the same deployment creates."""
    return resource(name, facts.GROUP, {"name": name}, id=None)


def assigned(name: str, app: str, *groups: Any) -> Resource:
    """Assignments of an app: ids, or groups that the same deployment creates."""
    ids = [{"id": UNKNOWN if isinstance(group, Resource) else group} for group in groups]
    links = {"groups": frozenset(group.urn for group in groups if isinstance(group, Resource))}
    return resource(name, facts.GROUPS_OF_APP, {"appId": f"{app}-id", "groups": ids}, links=links)


_NEW, _OTHER = new_group("new"), new_group("other")


def with_groups(of_check: list[Any], of_window: list[Any]) -> JamfConnect:
    """The stack, its groups assigned in lists."""
    lists = assigned("check-list", "check", *of_check), assigned("window-list", "window", *of_window)
    return without(hand_made(_NEW, _OTHER, *lists), "check-people", "window-people")


_UNCLAIMED: dict[str, Any] = {"groupsClaim": GONE}
_ASKS = ({"profile": {"scopes": "openid profile email groups"}},)

CASES = [
    passes("one-ropg-app", "one has the grant"),
    passes(
        "one-ropg-app",
        "an app of somebody else's has it too",
        hand_made(resource("legacy", facts.APP, {"label": "Legacy", "type": "native", "grantTypes": PASSWORD})),
    ),
    breaks("one-ropg-app", "both have it", "window", hand_made(window={"grantTypes": PASSWORD})),
    waits("one-ropg-app", "grants are not known", "window", hand_made(window={"grantTypes": UNKNOWN})),
    passes("same-assignments", "groups and users are the same"),
    passes("same-assignments", "the same groups stand in lists", with_groups(["b", "a"], ["a", "b"])),
    passes("same-assignments", "the same new group is assigned to both", with_groups([_NEW, "a"], ["a", _NEW])),
    passes("same-assignments", "there is only one app", without(hand_made(), "window")),
    breaks("same-assignments", "a group is missing", "window", without(hand_made(), "check-people")),
    breaks("same-assignments", "a user is missing", "window", without(hand_made(), "window-ada")),
    breaks("same-assignments", "two new groups are assigned, one to each", "window", with_groups([_NEW], [_OTHER])),
    waits("same-assignments", "a user is not known", "window-ada", hand_made(window_ada={"userId": UNKNOWN})),
    waits(
        "same-assignments",
        "a group that no resource stands for is not known",
        "window-people",
        hand_made(window_people={"groupId": UNKNOWN}),
    ),
    passes("groups-claim", "both apps have one", hand_made(outputs=_ASKS)),
    passes("groups-claim", "nobody asks for it", hand_made(check=_UNCLAIMED, outputs=({"scopes": "openid email"},))),
    passes("groups-claim", "no output names scopes", hand_made(check=_UNCLAIMED)),
    breaks("groups-claim", "an output asks for it", "check", hand_made(check=_UNCLAIMED, outputs=_ASKS)),
    breaks(
        "groups-claim",
        "an output asks as Jamf writes it",
        "window",
        hand_made(window=_UNCLAIMED, outputs=(["openid+profile+groups"],)),
    ),
    breaks(
        "groups-claim",
        "configuration says that Macs ask for it",
        "check",
        hand_made(check=_UNCLAIMED, outputs=(UNKNOWN,)),
        scopes="openid groups",
    ),
    waits(
        "groups-claim", "outputs are not known", "check", hand_made(check=_UNCLAIMED, outputs=({"values": UNKNOWN},))
    ),
]
