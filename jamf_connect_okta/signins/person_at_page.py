"""A person in front of the sign-in page: what they answer to each step, with their phone in their hand."""

from collections.abc import Sequence
from typing import Any

from jamf_connect_okta.signins.pages import Page
from jamf_connect_okta.signins.stage import Stage

NEW_PASSWORD = "New-Rehearsal-Password-1"
OUTBOX = "/simulated-org/outbox"
_OUT_OF_REACH = ("webauthn", "signed_nonce")
_PUSH_DENIED = "push denied"


class PersonAtPage:
    """Answers pages until there is nothing to answer; `prompts` are the things that they were asked for.

    `factors` are chosen in this order where there is a choice; else whatever comes first and is in reach. Pushes are
    approved unless one of the factors is `push denied`.
    """

    def __init__(self, stage: Stage, login: str, password: str, factors: Sequence[str]) -> None:
        self._stage = stage
        self._login = login
        self._password = password
        self._factors = ["push" if name == _PUSH_DENIED else name for name in factors]
        self._push_answer = "deny" if _PUSH_DENIED in factors else "approve"
        self._chosen = ""
        self._answered = ""
        self._prompts: list[str] = []
        self.gave_up = ""

    @property
    def prompts(self) -> tuple[str, ...]:
        """What the person was asked for, in this order."""
        return tuple(self._prompts)

    def answer(self, page: Page) -> dict[str, str] | None:
        """What goes into the form; None when nothing more can be done, `gave_up` then says why."""
        if page.alert and page.step == self._answered:
            # The same answer would be refused again.
            return None
        answers = {
            "username": self._username,
            "password": self._type_password,
            "change-password": self._change_password,
            "select-factor": self._choose,
            "enroll-factor": self._enroll,
            "enroll-code": self._enroll_code,
            "code": self._code,
            "answer": self._security_answer,
            "push": self._answer_push,
            "security-key": self._something_else,
        }
        self._answered = page.step
        if page.step not in answers:
            return None
        return answers[page.step](page)

    def _username(self, _: Page) -> dict[str, str]:
        return {"username": self._login}

    def _type_password(self, _: Page) -> dict[str, str]:
        self._prompts.append("password")
        return {"password": self._password}

    def _change_password(self, _: Page) -> dict[str, str]:
        self._prompts.append("change-password")
        return {"new_password": NEW_PASSWORD, "repeat_password": NEW_PASSWORD}

    def _choose(self, page: Page) -> dict[str, str] | None:
        offered = [name for name in page.offered("factor") if name]
        wanted = [name for name in self._factors if name in offered]
        self._chosen = next((name for name in wanted or offered if name not in _OUT_OF_REACH), "")
        if not self._chosen:
            self.gave_up = f"The page offers {', '.join(offered) or 'nothing'}, which the login window can't reach."
            return None
        return {"factor": self._chosen}

    def _enroll(self, page: Page) -> dict[str, str] | None:
        self._prompts.append("enroll-factor")
        return self._choose(page)

    def _enroll_code(self, _: Page) -> dict[str, str] | None:
        message = self._message()
        return {"code": message["code"]} if message else None

    def _code(self, _: Page) -> dict[str, str] | None:
        message = self._message()
        if message is None:
            return None
        self._prompts.append(message["factor"])
        return {"code": message["code"]}

    def _security_answer(self, _: Page) -> dict[str, str] | None:
        message = self._message()
        if message is None:
            return None
        self._prompts.append("security_question")
        return {"answer": message["code"]}

    def _answer_push(self, _: Page) -> dict[str, str] | None:
        waiting = [push for push in self._outbox()["pushes"] if push["state"] == "waiting"]
        if not waiting:
            self.gave_up = "No push has arrived."
            return None
        self._prompts.append("push")
        answer = self._stage.browser.post(f"{OUTBOX}/{waiting[-1]['id']}", json={"answer": self._push_answer})
        answer.raise_for_status()
        return {"check": "yes"}

    def _something_else(self, page: Page) -> dict[str, str] | None:
        if "" in page.offered("factor"):
            return {"factor": ""}
        self.gave_up = "The page asks for a security key, which the login window can't reach."
        return None

    def _message(self) -> dict[str, Any] | None:
        """The latest code: of the factor that was chosen, or of the only one there is."""
        messages = self._outbox()["messages"]
        chosen = [message for message in messages if message["factor"] == self._chosen]
        if not messages:
            self.gave_up = "No code has arrived."
            return None
        return dict((chosen or messages)[-1])

    def _outbox(self) -> dict[str, Any]:
        answer = self._stage.browser.get(OUTBOX, params={"login": self._login})
        answer.raise_for_status()
        return dict(answer.json())
