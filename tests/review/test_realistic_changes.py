"""Changes as people make them: the first sentence, the level of risk and the profile keys of each."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from jamf_connect_okta.review.risk import Risk

from .conftest import DeployedBase
from .proposals import KEPT_OUT, Version

pytestmark = pytest.mark.engine

APP = "components/oidc_app.py"
EVERYONE = "Everyone in the expectations can still sign in."


class Case(NamedTuple):
    """A change, and what its review says: beside the sentence and the keys, a finding."""

    change: Callable[[Version], None]
    sentence: str
    risk: Risk
    finding: str
    keys: tuple[str, ...] = ()


CASES = {
    "a factor is removed": Case(
        lambda project: project.change(mfaApp={"factors": ["push", "totp"]}),
        f"{EVERYONE} No profile changes.",
        Risk.MEDIUM,
        "Meets something else, as the expectations allow: ben@acme.example (Jamf Connect sees who administrates Macs, "
        "signins/dev.yaml:21). Before: allowed (asked for password, sms), groups: Mac Admins. "
        "Now: allowed (asked for password, enroll-factor), groups: Mac Admins.",
    ),
    "a zone is added": Case(
        lambda project: project.change(mfaApp={"zones": ["VPN"]}),
        "alice@acme.example and ben@acme.example can't sign in any more. No profile changes.",
        Risk.HIGH,
        "`mfa-password-and-second-factor`: only from 'VPN' from now on: nobody is let in elsewhere.",
    ),
    "a group is swapped": Case(
        lambda project: project.change(groups=["Mac Admins", "Contractors"]),
        "alice@acme.example can't sign in any more. No profile changes.",
        Risk.HIGH,
        "`ropg-groups`: assignment removed: 'Mac Users'. Who has no other assignment can't sign in.",
    ),
    "a label changes": Case(
        lambda project: project.change(mfaApp={"label": "Jamf Connect"}),
        f"{EVERYONE} No profile changes.",
        Risk.LOW,
        "`mfa-app`: another label, which people see in Okta only.",
    ),
    "the session policy loses its priority": Case(
        lambda project: project.change(sessionPolicy={"priority": 2}),
        f"{EVERYONE} No profile changes.",
        Risk.HIGH,
        "`session-policy`: priority 1 becomes 2. Policies above it decide first, and what those of the real org ask "
        "for is not known here. It governs its groups' sign-in to every app of the org, not to Jamf Connect alone.",
    ),
    "the groups expression changes": Case(
        lambda project: project.change(groupsClaim={"type": "EXPRESSION", "preset": "okta-and-active-directory"}),
        "ben@acme.example signs in otherwise than expected. No profile changes.",
        Risk.HIGH,
        "`mfa-app`: the groups claim changes: it decides who becomes an administrator of their Mac.",
    ),
    "keys of the profiles change": Case(
        lambda project: project.change(jamfConnect={"denyLocal": False, "localFallback": False}),
        f"{EVERYONE} Two profile keys change: redeploy `com.jamf.connect.login`.",
        Risk.MEDIUM,
        "`com.jamf.connect.login` has to be redeployed: DenyLocal, LocalFallback.",
        ("DenyLocal", "LocalFallback"),
    ),
    "the redirect URI breaks": Case(
        lambda project: project.replace(APP, "[REDIRECT_URI]", '["https://localhost/jamfconnect"]'),
        "This can't be deployed: Guardrails forbid it: redirect-uri. "
        "If it could: alice@acme.example and ben@acme.example can't sign in any more.",
        Risk.HIGH,
        "`mfa-app`: the redirect URI changes: it has to be the profiles' own to the byte, or the login window never "
        "ends.",
    ),
    "the type of the apps changes": Case(
        lambda project: project.replace(APP, 'type="native"', 'type="web"'),
        "This can't be deployed: Guardrails forbid it: native-app.",
        Risk.HIGH,
        "`ropg-app`: client ID replaced: every Mac loses sign-in until its profile is redeployed. "
        "Where the stack protects its apps, the engine refuses this.",
    ),
    "an expectation is deleted": Case(
        lambda project: project.replace("signins/dev.yaml", KEPT_OUT, ""),
        f"{EVERYONE} No profile changes.",
        Risk.MEDIUM,
        "Expectation removed: the warning 'Whoever the app is not assigned to is kept out' "
        "(signins/dev.yaml:7 of the base). It was played all the same.",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_review_says_what_happens_when(case: Case, deployed_base: DeployedBase, proposal: Version) -> None:
    case.change(proposal)
    review = deployed_base.review(proposal)
    assert (review.sentence, review.risk) == (case.sentence, case.risk)
    assert tuple(change.key for change in review.keys) == case.keys
    assert case.finding in [finding.text for finding in review.findings]


def test_a_guardrail_that_the_change_removes_judges_it_all_the_same(
    deployed_base: DeployedBase, proposal: Version
) -> None:
    proposal.replace("guardrails/rules/__init__.py", '    "Apps that Jamf Connect uses": apps.RULES,\n', "")
    proposal.replace(APP, "[REDIRECT_URI]", '["https://localhost/jamfconnect"]')
    review = deployed_base.review(proposal)
    assert review.risk is Risk.HIGH
    assert review.findings[0].text.startswith("The base's guardrail objects, the proposal's does not: `redirect-uri`")
