"""Answers to security questions."""

from __future__ import annotations

import hmac

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS
from jamf_connect_okta.simulated_org.sign_in.factors.app_codes import setup_key


def answer_of(org: Org, user: Document) -> str:
    """What this person would answer: a seed gives nobody's answer, so it grows from the org's seed too."""
    return setup_key(org, user["id"], FACTORS["security_question"])[:8].lower()


def is_answer(org: Org, user: Document, answer: str) -> bool:
    """Whether the answer is right, in whatever case."""
    return hmac.compare_digest(answer_of(org, user).encode(), answer.strip().lower().encode())
