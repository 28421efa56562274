"""The output `jamfConnect` of a stack, read and checked: all that profiles are made of."""

import json
import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

from components.checks.extra_keys import problems_of_keys
from components.checks.jamf_connect import fits_into_a_profile, problems_of_section
from components.jamf_connect_settings import JamfConnectSettings
from components.problems import headline
from components.section import Names
from jamf_connect_okta.mdm.errors import ExportError

OUTPUT = "jamfConnect"


class StackOutput(BaseModel):
    """What a stack says about its profiles; the names are those of the stack's output."""

    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True, strict=True)

    stack: str
    design: Literal["one-app", "two-apps"]
    provider: Literal["Custom"]
    org_url: str
    discovery_url: str
    oidc_client_id: str
    ropg_client_id: str
    redirect_uri: str
    scopes: str
    groups_claim_name: str | None
    admin_groups: Names
    token_endpoint_auth_method: str
    settings: JamfConnectSettings

    @property
    def org_host(self) -> str:
        """The org's own host, also behind a custom domain."""
        return self.org_url.removeprefix("https://")


def read_stack_output(text: str) -> StackOutput:
    """The output in `text`, which is what `pulumi stack output --json` prints, or its `jamfConnect` alone.

    Raises ExportError where that is not what `text` holds, or where it contradicts itself.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExportError(f"These are no stack outputs: {error}. {_HOW}") from None
    if not isinstance(document, dict):
        raise ExportError(f"These are no stack outputs: not an object. {_HOW}")
    return parse_stack_output(document)


def parse_stack_output(document: dict[str, Any]) -> StackOutput:
    """The same, of a document that is read already."""
    values = document.get(OUTPUT, document if "discoveryUrl" in document else None)
    if values is None:
        there = ", ".join(sorted(document)) or "none at all"
        raise ExportError(f"The stack has no output `{OUTPUT}` (it has: {there}). Deploy it with `pulumi up` first.")
    if values == "[secret]":
        why = "a setting of the section jamfConnect is encrypted, and with it the whole output"
        raise ExportError(
            f"The output `{OUTPUT}` is secret: {why}. Profiles can be read by everybody on a Mac: set it unencrypted."
        )
    if not isinstance(values, dict):
        raise ExportError(f"The output `{OUTPUT}` is not an object. {_HOW}")
    try:
        output = StackOutput.model_validate(values)
    except ValidationError as error:
        problems = "\n".join(f"  {_told(details)}" for details in error.errors(include_url=False))
        raise ExportError(
            f"The output `{OUTPUT}` is not one that profiles can be made of:\n{problems}\n"
            "Deploy the stack with this version of the program, and export again."
        ) from None
    _refuse_contradictions(output)
    _refuse_what_no_stack_leaves(output)
    return output


def _refuse_contradictions(output: StackOutput) -> None:
    same = output.oidc_client_id == output.ropg_client_id
    if not output.oidc_client_id or not output.ropg_client_id:
        raise ExportError(f"The output `{OUTPUT}` lacks a client ID: the stack is not deployed completely.")
    if output.design == "two-apps" and same:
        raise ExportError(f"The output `{OUTPUT}` says two apps and has one client ID: deploy the stack again.")
    if output.design == "one-app" and not same:
        raise ExportError(f"The output `{OUTPUT}` says one app and has two client IDs: deploy the stack again.")
    if not _DISCOVERY_URL.fullmatch(output.discovery_url):
        raise ExportError(f"The output `{OUTPUT}` has no usable discoveryUrl: {output.discovery_url}")
    if not output.redirect_uri or "openid" not in output.scopes.split():
        raise ExportError(f"The output `{OUTPUT}` lacks redirectUri or the scope openid: nobody could sign in.")
    if output.admin_groups and output.groups_claim_name is None:
        raise ExportError(f"The output `{OUTPUT}` has admin groups and no groups claim: deploy the stack again.")


def _refuse_what_no_stack_leaves(output: StackOutput) -> None:
    """A file of outputs may have been written by anybody: the rules for the stack's settings hold here too."""
    for key, value in output.model_dump(by_alias=True, exclude={"settings"}).items():
        texts = value if isinstance(value, tuple) else (value,)
        if not all(fits_into_a_profile(text) for text in texts if text is not None):
            raise ExportError(f"The output `{OUTPUT}` has characters in {key} that no profile can hold.")
    if not _STACK.fullmatch(output.stack):
        raise ExportError(f"The output `{OUTPUT}` is of no stack: {output.stack!r} can't be the name of one.")
    problems = [*problems_of_section(output.settings), *problems_of_keys(output.settings)]
    if problems:
        told = "\n".join(f"  {headline(problem)}\n    {problem.why}" for problem in problems)
        raise ExportError(
            f"The output `{OUTPUT}` has settings that this version refuses:\n{told}\n"
            "Change them in the stack, deploy it, and export again."
        )


def _told(details: ErrorDetails) -> str:
    key = ".".join(map(str, details["loc"]))
    match details["type"]:
        case "missing":
            return f"{key} is missing"
        case "extra_forbidden":
            return f"{key} is not known to this version"
        case "literal_error":
            return f"{key} is {details['input']!r}; known here: {details['ctx']['expected']}"
        case _:
            return f"{key} is of the wrong kind"


_STACK = re.compile(r"(?!\.{1,2}$)[A-Za-z0-9_.-]+")
_DISCOVERY_URL = re.compile(r"https://(?![a-z0-9-]*-admin\.)[a-z0-9.-]+/\.well-known/openid-configuration")
_HOW = "Use `pulumi stack output --json --stack STACK`."
