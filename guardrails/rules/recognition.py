"""Which apps all other rules judge: no rule of its own, but where the pack's configuration says it."""

from collections.abc import Iterator

from guardrails import sources
from guardrails.facts import Resource
from guardrails.jamf_connect import JamfConnect, Recognition
from guardrails.rule import Level, Moment, Parameter, Parameters, Violation, rule

_DEFAULT = Recognition()


@rule(
    "jamf-connect-apps",
    reason="Only apps that Jamf Connect signs in through are judged, recognised by their redirect URI or their label.",
    instead="Name other apps of Jamf Connect's by label.",
    source=sources.ARTICLE,
    level=Level.ADVISORY,
    moment=Moment.BEFORE_THE_APP,
    each=JamfConnect.candidates,
    parameters=(
        Parameter("redirectUri", _DEFAULT.redirect_uri, "the redirect URI in the Macs' profiles"),
        Parameter("label", _DEFAULT.label, "a pattern for labels of Jamf Connect's apps, letters of either case"),
    ),
)
def recognition(app: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Never a violation; deferred where it is not known yet whether the app is Jamf Connect's."""
    stack.recognition.knows(app)
    return iter(())


def configured(parameters: Parameters) -> Recognition:
    """What the pack's configuration makes of it."""
    return Recognition(parameters["redirectUri"], parameters["label"])
