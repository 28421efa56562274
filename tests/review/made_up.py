"""Reviews of any size that nobody has to deploy anything for."""

from typing import Any

from jamf_connect_okta.review.facts import Deployed, Objection, SignIn, StackFacts, Step, Version
from jamf_connect_okta.review.judging import judged
from jamf_connect_okta.review.plan_findings import APP
from jamf_connect_okta.review.reviewing import Review
from jamf_connect_okta.review.risk import Finding, Risk, Subject

ADVICE_OF = "ropg-app: hm {}, and some more words about it"
FORBIDS = "ropg-app: never"
PROOF = Finding(Risk.MEDIUM, Subject.PROOF, "`guardrails` changes.")


def sign_in(title: str = "Passwords", **facts: Any) -> SignIn:
    given = {"place": "signins/dev.yaml:1", "promised": True, "login": "alice@acme.example", "request": "menu bar"}
    given |= {"result": "allowed", "reason": "", "why": "", "prompts": (), "claims": {}, "differences": ()}
    return SignIn(title=title, **{**given, **facts})


def review(
    count: int = 1, label: str = "after", proof: tuple[Finding, ...] = (), objections: tuple[str, ...] = ()
) -> Review:
    """Of a changed label and `count` sign-ins that meet something else; the last objection stops it."""
    keys = [(str(number), "alice@acme.example", "menu bar") for number in range(count)]
    before = {key: sign_in(f"Promise {key[0]}") for key in keys}
    after = {key: sign_in(f"Promise {key[0]}", prompts=("password",)) for key in keys}
    profiles = {"com.jamf.connect.login": {"DenyLocal": "true"}}
    facts = StackFacts(
        "dev",
        Version({"a": "before"}, deployed=Deployed({}, before)),
        Version(
            {"a": label},
            steps=(Step("update", APP, "ropg-app", {"label": "before"}, {"label": label}),),
            objections=tuple(Objection("rule", text is objections[-1], text) for text in objections),
            deployed=Deployed(profiles, after),
        ),
    )
    return Review("main", "0123456789abcdef", (judged(facts),), ("prod",), proof)


def refused(stacks: int, reason: str) -> Review:
    """Of stacks that can't be deployed."""
    whole = [
        judged(StackFacts(f"stack{number}", Version({}), Version({}, refusal=f"{number}: {reason}")))
        for number in range(stacks)
    ]
    return Review("main", "0123456789abcdef", tuple(whole), (), (PROOF,))
