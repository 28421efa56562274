"""Plays a sign-in in the login window's web view: the authorize request, the pages, the tokens at the end."""

from collections.abc import Mapping, Sequence

from jamf_connect_okta.signins.outcomes import Outcome
from jamf_connect_okta.signins.people import Person
from jamf_connect_okta.signins.stage import Stage


def sign_in(
    stage: Stage, request: str, values: Mapping[str, str], address: str, person: Person, factors: Sequence[str]
) -> Outcome:
    raise NotImplementedError
