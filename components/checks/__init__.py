"""The rules that a stack's settings must keep; each looks at the model and says what is wrong for people.

Nothing here asks Okta. What only the org can tell (a name that does not exist, a zone of the wrong usage) is in
`components/lookups.py`.
"""

from itertools import chain

from components.checks import apps, extra_keys, groups_claim, hosts, jamf_connect, names, people, session_policy
from components.problems import Problem
from components.settings import Settings


def problems_of(settings: Settings) -> list[Problem]:
    """Every problem of the settings, subject by subject."""
    subjects = (hosts, people, names, apps, groups_claim, session_policy, jamf_connect, extra_keys)
    return list(chain.from_iterable(subject.problems_of(settings) for subject in subjects))
