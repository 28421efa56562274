"""What holds for all settings, however they are combined."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.problems import HIDDEN, Problem, StackProblemsError
from components.section import Section
from components.settings import Settings
from components.stack_config import load_settings

from .any_jamf_connect import VALID as JAMF_CONNECT
from .stacks import OKTA, REHEARSAL, SIMULATED_OKTA, engine_config

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def some(*names: str, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True, min_size=least)


ZONES = some("Office", "VPN", "nzoOffice00000000001")

ROPG_APP = st.fixed_dictionaries(
    {},
    optional={
        "label": st.sampled_from(["Password check", "Prüfung"]),
        "clientId": st.sampled_from(["", "password-check", "0oa1"]),
        "policyName": st.just("Password only"),
        "excludedGroups": some("Okta Administrators", "00gOktaAdmins0000001"),
        "zones": ZONES,
    },
)
MFA_APP = st.just({"stage": "absent"}) | st.fixed_dictionaries(
    {"stage": st.sampled_from(["active", "retiring", "unprotected"])},
    optional={
        "label": st.just("Login window"),
        "clientId": st.sampled_from(["", "login-window"]),
        "policyName": st.just("Second factor"),
        "factors": some("push", "totp", "sms", "voice", "email", least=1),
        "reauthenticateIn": st.sampled_from(["PT0S", "PT8H", "P30D"]),
        "zones": ZONES,
    },
)
SESSION_POLICY = st.just({"managed": False}) | st.fixed_dictionaries(
    {"managed": st.just(True)},
    optional={
        "name": st.just("Macs"),
        "priority": st.integers(1, 99),
        "idleMinutes": st.integers(1, 120),
        "lifetimeMinutes": st.integers(120, 10_000),
        "blockedZones": some("Tor", "Embargoed"),
    },
)
CLAIM = st.sampled_from(
    [
        {},
        {"name": "mac_groups"},
        {"type": "FILTER", "groups": ["Mac Admins", "Mac Users", "R&D (Berlin)"]},
        {"type": "EXPRESSION", "expression": "user.groups"},
        {"type": "EXPRESSION", "preset": "okta-and-active-directory"},
    ]
)
VALID = st.fixed_dictionaries(
    {
        "groups": some("Mac Users", "Mac Admins", "00gMacUsers000000001", least=1),
        "ropgApp": ROPG_APP,
        "mfaApp": MFA_APP,
        "sessionPolicy": SESSION_POLICY,
        "groupsClaim": CLAIM,
        "jamfConnect": JAMF_CONNECT,
        "adminGroups": some("Mac Admins", "R&D (Berlin)"),
        "users": some("ines@acme.example", "omar@acme.example"),
        "apiScopes": some("okta.groups.read", "okta.apps.manage"),
        "protect": st.booleans(),
        "pkceRequired": st.just(True),
        "tokenEndpointAuthMethod": st.sampled_from(["none", "client_secret_basic", "client_secret_post"]),
    }
)


@QUICK
@given(changes=VALID, rehearsal=st.booleans())
def test_valid_pieces_make_valid_settings(changes: dict[str, Any], rehearsal: bool) -> None:
    okta = SIMULATED_OKTA if rehearsal else OKTA
    read = load_settings("any", {}, engine_config(changes | {"rehearsal": rehearsal}, okta), {})
    assert list(read.groups) == changes["groups"]
    assert read.has_mfa_app == (changes["mfaApp"]["stage"] != "absent")
    assert (read.claim is None) == ("groups" not in read.scopes)


# Whatever a person may write, and what JSON can hold beyond it.
TEXT = st.text(alphabet="abAB019 -_./:@[]|\"'ä€\\", max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXT, values, max_size=3),
    max_leaves=8,
)


def fields_of(model: type[Section]) -> dict[str, Any]:
    return {field.alias or "": field.annotation for field in model.model_fields.values() if field.alias != "provider"}


def anything_for(kind: Any) -> st.SearchStrategy[Any]:
    if not (isinstance(kind, type) and issubclass(kind, Section)):
        return JSON
    return JSON | st.dictionaries(st.sampled_from(sorted(fields_of(kind))) | TEXT, JSON, max_size=4)


ANYTHING = st.fixed_dictionaries({}, optional={key: anything_for(kind) for key, kind in fields_of(Settings).items()})


def headline(problem: Problem) -> str:
    return f"\n  {problem.key}\n" if problem.value is HIDDEN else f"\n  {problem.key}: "


def read_or_told(config: dict[str, str]) -> Settings | StackProblemsError:
    try:
        return load_settings("any", {}, config, {})
    except StackProblemsError as error:
        return error


@QUICK
@given(document=ANYTHING)
def test_whatever_stands_in_a_stack_file_is_read_or_told_as_a_problem(document: dict[str, Any]) -> None:
    outcome = read_or_told(engine_config(document, OKTA))
    if isinstance(outcome, StackProblemsError):
        assert outcome.problems
        assert all(headline(problem) in str(outcome) for problem in outcome.problems)


# Letters alone hardly ever make a URL, and half a URL is what trips its readers.
URL_PARTS = st.sampled_from(
    ["http:", "//", "/", "[", "]", "::1", ":", "8099", "@", "ines", "127.0.0.1", "acme", ".com"]
)
HOST = TEXT | st.lists(URL_PARTS, max_size=6).map("".join)


@QUICK
@given(org_name=HOST, base_url=HOST, proxy=HOST, custom_domain=HOST)
def test_whatever_names_an_org_is_read_or_told_as_a_problem(
    org_name: str, base_url: str, proxy: str, custom_domain: str
) -> None:
    okta = {"orgName": org_name, "baseUrl": base_url, "httpProxy": proxy}
    outcome = read_or_told(engine_config(REHEARSAL | {"customDomain": custom_domain}, okta))
    assert isinstance(outcome, Settings) or outcome.problems
