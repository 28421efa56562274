"""Reviews from the beginning: which stacks they concern, and what they say where not everything can be deployed."""

from collections.abc import Callable

import pytest

from jamf_connect_okta.review.reviewing import Review
from jamf_connect_okta.review.risk import Risk, Subject
from jamf_connect_okta.review.sources import read_source

from .conftest import ReviewOf
from .proposals import Version, copied

APP = "components/oidc_app.py"
ReviewBoth = Callable[[Version, Version], Review]


def test_a_change_of_comments_only_deploys_nothing(undeployed: ReviewOf, proposal: Version) -> None:
    proposal.replace(APP, "omit_secret=True,", "omit_secret=True,  # A public client has none.")
    proposal.replace("Pulumi.prod.yaml", "config:", "# For Macs.\nconfig:")
    proposal.replace("signins/dev.yaml", "- promise: Passwords", "# Silently.\n- promise: Passwords")
    review = undeployed(proposal)
    assert (review.stacks, review.unchanged, review.risk) == ((), ("dev", "prod"), Risk.NONE)


def test_a_change_of_a_workflow_only_is_a_medium_risk_and_deploys_nothing(
    undeployed: ReviewOf, base: Version, proposal: Version
) -> None:
    workflow = proposal.folder / ".github" / "workflows" / "review.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text("on: pull_request")
    review = undeployed(proposal)
    assert (review.stacks, review.risk) == ((), Risk.MEDIUM)
    assert [finding.text.partition(" changes")[0] for _, finding in review.judges] == ["`.github/workflows`"]


def test_a_setting_that_stands_for_the_default_anyway_deploys_nothing(undeployed: ReviewOf, proposal: Version) -> None:
    proposal.change("prod", pkceRequired=True)
    assert undeployed(proposal).unchanged == ("dev", "prod")


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_a_setting_that_moves_to_the_project_changes_nothing(proposal: Version, stack: str) -> None:
    proposal.change(stack, ropgApp={"label": "Passwords"})
    before = read_source(proposal.folder, stack, judged=True)
    proposal.remove(stack, "ropgApp", "label")
    proposal.replace("Pulumi.yaml", "      excludedGroups:", "      label: Passwords\n      excludedGroups:")
    after = read_source(proposal.folder, stack, judged=True)
    assert before is not None
    assert after is not None
    assert (after.effective, after.settings, after.refusal) == (before.effective, before.settings, "")


def test_a_default_of_the_project_concerns_the_stacks_that_have_it(undeployed: ReviewOf, proposal: Version) -> None:
    proposal.replace("Pulumi.yaml", "stage: active", "stage: active\n      factors: [webauthn]")
    review = undeployed(proposal)
    (prod,) = review.stacks
    assert review.unchanged == ("dev",)
    assert prod.sentence == "This can't be deployed: 1 setting needs a change: mfaApp.factors."
    assert 'mfaApp.factors (Pulumi.yaml): "webauthn"' in prod.findings[0].text


def test_removed_protection_is_a_high_risk_that_no_org_has_to_show(undeployed: ReviewOf, proposal: Version) -> None:
    proposal.change("prod", protect=False)
    (prod,) = undeployed(proposal).stacks
    assert prod.sentence == "The apps lose their protection. Nobody's sign-in and no profile changes."
    assert (prod.risk, prod.keys) == (Risk.HIGH, ())


def test_a_changed_secret_is_told_without_its_value(undeployed: ReviewOf, proposal: Version) -> None:
    proposal.replace("Pulumi.prod.yaml", "config:", "config:\n  okta:apiToken: {secure: v1:a-cipher-text}")
    (prod,) = undeployed(proposal).stacks
    assert [finding.text for finding in prod.findings] == [
        "the secret `okta:apiToken` changes: secrets are not rehearsed."
    ]
    assert prod.risk is Risk.LOW


def test_a_syntax_error_keeps_every_stack_from_being_deployed(undeployed: ReviewOf, proposal: Version) -> None:
    proposal.replace(APP, "omit_secret=True", "omit_secret=")
    review = undeployed(proposal)
    assert [judged.facts.stack for judged in review.stacks] == ["dev", "prod"]
    for judged in review.stacks:
        assert judged.sentence == f"This can't be deployed: {APP}, line 53: invalid syntax."
        assert (judged.risk, judged.keys) == (Risk.HIGH, ())


def test_settings_that_the_program_refuses_are_named(undeployed: ReviewOf, proposal: Version) -> None:
    proposal.change("prod", mfaApp={"factors": ["webauthn"]})
    (prod,) = undeployed(proposal).stacks
    assert prod.sentence == "This can't be deployed: 1 setting needs a change: mfaApp.factors."
    assert "can't reach security keys" in prod.findings[0].text


def test_settings_that_only_a_real_org_refuses_are_named_as_well(undeployed: ReviewOf, proposal: Version) -> None:
    proposal.replace("Pulumi.prod.yaml", "managed: false", "priority: 1")
    (prod,) = undeployed(proposal).stacks
    assert prod.sentence == "This can't be deployed: 1 setting needs a change: sessionPolicy.managed."


def test_a_stack_file_that_is_no_yaml_is_named(undeployed: ReviewOf, proposal: Version) -> None:
    proposal.replace("Pulumi.prod.yaml", "config:", "config: [")
    (prod,) = undeployed(proposal).stacks
    assert prod.sentence.startswith("This can't be deployed: Pulumi.prod.yaml is not YAML, line ")


def test_a_project_file_that_is_no_yaml_says_nothing_of_settings(undeployed: ReviewOf, proposal: Version) -> None:
    proposal.replace("Pulumi.yaml", "config:", "<<<<<<< HEAD\nconfig:")
    for judged in undeployed(proposal).stacks:
        assert [finding.subject for finding in judged.findings] == [Subject.DEPLOYMENT]
        assert judged.facts.changed_settings == ()


def test_a_stack_file_that_is_no_text_is_named(undeployed: ReviewOf, proposal: Version) -> None:
    (proposal.folder / "Pulumi.prod.yaml").write_bytes(b"config:\n  a: M\xfcller\n")
    (prod,) = undeployed(proposal).stacks
    assert prod.sentence == "This can't be deployed: Pulumi.prod.yaml is not text in UTF-8: save it as such."


@pytest.mark.engine
def test_an_added_mfa_app_is_one_new_client_id_in_one_profile(
    base: Version, proposal: Version, deployed: ReviewBoth
) -> None:
    proposal.replace("Pulumi.dev.yaml", "    factors: [push, totp, sms]", "    stage: absent")
    (dev,) = deployed(proposal, base).stacks
    assert dev.sentence == (
        "Everyone in the expectations can still sign in. One profile key changes: redeploy `com.jamf.connect.login`."
    )
    assert [change.key for change in dev.keys] == ["OIDCClientID"]
    assert dev.risk is Risk.MEDIUM


@pytest.mark.engine
def test_another_client_id_in_production_takes_every_mac_s_sign_in(
    base: Version, proposal: Version, deployed: ReviewBoth
) -> None:
    proposal.change("prod", ropgApp={"clientId": "another"})
    review = deployed(base, proposal)
    (prod,) = review.stacks
    assert review.unchanged == ("dev",)
    assert prod.sentence == (
        "Every Mac loses sign-in until it has new profiles. Two profile keys change: redeploy `com.jamf.connect` and "
        "`com.jamf.connect.login`. With them: Everyone in the expectations can still sign in."
    )
    assert [change.key for change in prod.keys] == ["IdPSettings.ROPGID", "OIDCROPGID"]
    assert prod.risk is Risk.HIGH


@pytest.mark.engine
def test_a_new_stack_needs_no_base(base: Version, proposal: Version, deployed: ReviewBoth) -> None:
    (proposal.folder / "Pulumi.prod.yaml").rename(proposal.folder / "Pulumi.acme.yaml")
    acme, prod = deployed(base, proposal).stacks
    assert acme.sentence == (
        "The stack is new: all its objects are created and its profiles are deployed for the first time. "
        "Everyone in the expectations can sign in."
    )
    assert acme.risk is Risk.LOW
    discovery = next(change for change in acme.keys if change.key == "OIDCDiscoveryURL")
    assert (discovery.before, discovery.after) == (None, '"https://acme.okta.com/.well-known/openid-configuration"')
    assert prod.sentence == "The stack's file is gone; nothing is deleted in Okta by that."


@pytest.mark.engine
def test_a_base_that_can_t_be_deployed_is_said_and_the_proposal_stands_alone(
    base: Version, proposal: Version, deployed: ReviewBoth
) -> None:
    (proposal.folder / "Pulumi.prod.yaml").unlink()
    fixed = copied(proposal, proposal.folder.parent / "fixed")
    proposal.replace("__main__.py", 'pulumi.export("ids"', 'pulumi.export(idss, "ids"')
    (dev,) = deployed(proposal, fixed).stacks
    assert dev.sentence == (
        "The base can't be deployed, so nothing is compared with it. Everyone in the expectations can sign in."
    )
    assert "__main__.py, line 26: NameError: name 'idss' is not defined" in dev.findings[0].text
    assert dev.risk is Risk.MEDIUM


@pytest.mark.engine
def test_guardrails_that_can_t_be_run_are_named_and_the_rest_is_shown(proposal: Version, deployed: ReviewBoth) -> None:
    (proposal.folder / "Pulumi.prod.yaml").unlink()
    guarded = copied(proposal, proposal.folder.parent / "guarded")
    proposal.replace("guardrails/rules/apps.py", "RULES = (", "RULES = of_the_apps(")
    (dev,) = deployed(guarded, proposal).stacks
    assert dev.sentence.startswith(
        "This can't be deployed: Its guardrails can't be run: guardrails/rules/apps.py, line "
    )
    assert "NameError: name 'of_the_apps' is not defined." in dev.sentence
    assert dev.sentence.endswith("If it could: Everyone in the expectations can still sign in.")
    assert "The proposal is without guardrails of its own: only the base's judged it." in [
        finding.text for finding in dev.findings
    ]
    assert dev.risk is Risk.HIGH


@pytest.mark.engine
def test_a_base_that_lacks_what_profiles_are_made_of_now_is_compared_as_far_as_can_be(
    proposal: Version, deployed: ReviewBoth
) -> None:
    (proposal.folder / "Pulumi.prod.yaml").unlink()
    today = copied(proposal, proposal.folder.parent / "today")
    today.change(mfaApp={"label": "Jamf Connect"})
    proposal.replace("components/jamf_connect_values.py", "        scopes=settings.scopes,\n", "")
    (dev,) = deployed(proposal, today).stacks
    assert dev.sentence == (
        "Everyone in the expectations can sign in. "
        "Which profile keys change is not known: the base's profiles can't be made by the change's own code."
    )
    assert "scopes is missing" in dev.findings[0].text
    assert [(step.op, step.name) for step in dev.facts.head.steps] == [("update", "mfa-app")]  # type: ignore[union-attr]
    assert (dev.risk, dev.keys) == (Risk.MEDIUM, ())
    (dev,) = deployed(today, proposal).stacks
    assert dev.sentence == (
        "No profiles can be made of this: The output `jamfConnect` is not one that profiles can be made of: "
        "scopes is missing."
    )
    assert dev.risk is Risk.HIGH
