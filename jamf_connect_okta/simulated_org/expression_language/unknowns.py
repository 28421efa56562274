"""What Okta's documents leave open about groups claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class GroupsClaimUnknowns:
    """One switch for each open point; the defaults are inferred, none of them is recorded.

    - `everyone_is_an_okta_group`: `Groups.startsWith("OKTA", "", n)` lists Everyone. Inferred from the filter `.*`,
      which does in Okta's guide to the groups claim.
    - `group_functions_stop_at_limit`: with more matches than `limit`, `Groups.*` lists the first ones; otherwise it
      fails. The guide calls `limit` the maximum number of groups returned.
    - `filtered_groups_stop_at_limit`: the same for `getFilteredGroups`. The guide speaks of an error, a support
      article of the first groups.
    - `regex_covers_whole_names`: a pattern has to match the whole name of a group; otherwise some part of it.
    """

    # Where pydantic reads it, as part of an org's switches, a misspelt one is refused.
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    everyone_is_an_okta_group: bool = True
    group_functions_stop_at_limit: bool = True
    filtered_groups_stop_at_limit: bool = False
    regex_covers_whole_names: bool = True
