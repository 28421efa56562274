"""The report as Markdown for a comment: the sentence, then the findings, then everything behind them, folded."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from jamf_connect_okta.review.comment_text import LIMIT, tamed
from jamf_connect_okta.review.facts import StackFacts, Step
from jamf_connect_okta.review.fitting import Part, fitted
from jamf_connect_okta.review.judging import Judged
from jamf_connect_okta.review.reviewing import Review
from jamf_connect_okta.review.risk import Finding, Risk, Subject
from jamf_connect_okta.review.sentence import listed
from jamf_connect_okta.review.settings_findings import shown_setting
from jamf_connect_okta.review.sign_in_findings import Change

NOTHING = "Nothing to deploy: no setting, program or expectation changes."


def markdown(review: Review) -> str:
    """The report, short enough for a comment: what does not fit is left to the JSON report."""
    parts = [*_head(review), *(part for judged in review.stacks for part in _stack(judged))]
    return fitted(parts, LIMIT, _CUT)


_CUT = "(Not everything fits into a comment. The rest is in `review.json`, in the artifact of the review's run.)"

# What is left out first when a report is too long: what stands last here.
_RISK, _HEADLINE, _HEADING, *_WORST_FIRST, _DETAIL = range(4 + len(Risk))


def headlines(review: Review) -> Iterator[str]:
    """The sentence of each stack that is concerned, or one for none. Stacks that have the same share it."""
    if not review.stacks:
        yield NOTHING
    sentences: dict[str, list[str]] = {}
    for judged in review.stacks:
        sentences.setdefault(judged.sentence, []).append(f"`{judged.facts.stack}`")
    for sentence, stacks in sentences.items():
        whose = f"{listed(stacks)}: " if len(review.stacks) > 1 else ""
        yield f"{whose}{_shortened(_one_line(sentence), _LINE)}"
    if any(finding.risk >= Risk.MEDIUM for _, finding in review.judges):
        yield "What judges this change changes with it: read that first."


def _head(review: Review) -> Iterator[Part]:
    yield from (Part(_HEADLINE, f"**{escaped(one)}**  ") for one in headlines(review))
    compared = f"compared with `{_name(review.base)}` (`{review.commit[:12]}`)"
    names = ", ".join(f"`{judged.facts.stack}` {judged.risk.word}" for judged in review.stacks)
    risks = f" ({names})" if len(review.stacks) > 1 else ""
    yield Part(_RISK, f"\nRisk: **{review.risk.word}**{risks}, {compared}.", f"\nRisk: **{review.risk.word}**.")
    if review.unchanged and review.stacks:
        yield Part(_DETAIL, f"Not concerned: {', '.join(f'`{stack}`' for stack in review.unchanged)}.")
    if review.judges:
        yield Part(_HEADING, f"\n### {Subject.PROOF}, to be read first\n", heading=3)
        yield from (_line(finding, stack) for stack, finding in review.judges)


def _stack(judged: Judged) -> Iterator[Part]:
    yield Part(_HEADING, f"\n## Stack `{judged.facts.stack}`: {judged.risk.word} risk", heading=2)
    subject = None
    for finding in judged.findings:
        if finding.subject is Subject.PROOF:
            continue
        if finding.subject is not subject:
            subject = finding.subject
            yield Part(_HEADING, f"\n### {subject}\n", heading=3)
        yield _line(finding)
    head = judged.facts.head
    if head and head.deployed and head.objections == ():
        yield Part(_DETAIL, "\nThe guardrails object to nothing.")
    if head and head.objections is None:
        yield Part(_HEADING, "\nThe proposal's own guardrails were not run.")
    yield from (Part(_DETAIL, f"\n{part}", f"\n{_without_rows(part)}") for part in _details(judged))


def _line(finding: Finding, stack: str = "") -> Part:
    text, *more = finding.text.strip().split("\n", 1)
    said = f"- **{finding.risk.word}** " + (f"(`{stack}`) " if stack else "") + escaped(_shortened(text, _LINE))
    rank = _WORST_FIRST[Risk.HIGH - finding.risk]
    rest = tamed(more[0].strip("\n").replace("```", "'''")[:4000]) if more else ""
    return Part(rank, f"{said}\n\n  ```\n{_indented(rest)}\n  ```\n", said) if rest else Part(rank, said)


_LINE = 900


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.splitlines())


def _details(judged: Judged) -> Iterator[str]:
    facts = judged.facts
    rows = [(key, *_setting(facts, key)) for key in facts.changed_settings]
    if facts.base and facts.head and rows:
        yield _folded(f"Settings: {len(rows)} changed", ("Setting", "Before", "After"), rows)
    head = facts.head
    if head is None:
        return
    if head.steps:
        yield _folded(_counted(head.steps), ("Object", "What", "Inputs"), map(_step, head.steps))
    if judged.keys:
        keys = ((one.domain, one.key, one.before or "(not set)", one.after or "(not set)") for one in judged.keys)
        title = f"Profiles: {len(judged.keys)} keys {'changed' if facts.base else 'set'}"
        yield _folded(title, ("Domain", "Key", "Before", "After"), keys)
    differ = [one for one in judged.sign_ins if not _same(one)]
    same = len(judged.sign_ins) - len(differ)
    told = f"{same} as before" if any(one.before for one in judged.sign_ins) else "none of them before"
    title = f"Sign-ins: {len(judged.sign_ins)} played, {told}"
    if judged.sign_ins and not differ:
        yield f"{title}."
    elif differ:
        yield _folded(title, ("Expectation", "Who", "Before", "After"), dict.fromkeys(map(_sign_in, differ)))
    if head.objections:
        rows = [(one.rule, "mandatory" if one.mandatory else "advisory", one.message) for one in head.objections]
        yield _folded(f"Guardrails: {len(rows)} findings", ("Guardrail", "Level", "Finding"), rows)


def _same(change: Change) -> bool:
    return bool(change.before and change.after and change.before.met == change.after.met)


def _setting(facts: StackFacts, key: str) -> tuple[str, str]:
    sides = (version.settings if version else {} for version in (facts.base, facts.head))
    before, after = (shown_setting(key, side[key]) if key in side else "(not set)" for side in sides)
    return before, after


def _counted(steps: Sequence[Step]) -> str:
    words = {"create": "created", "update": "changed", "replace": "replaced", "delete": "deleted"}
    counts = {word: sum(step.op == op for step in steps) for op, word in words.items()}
    return "Plan: " + ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def _step(step: Step) -> tuple[str, str, str]:
    if step.op == "create":
        return f"{step.name} ({step.type})", step.op, ""
    changed = (
        "; ".join(f"{key}: {_input(step.before.get(key))} → {_input(step.after.get(key))}" for key in step.changed)
        if step.after
        else ""
    )
    return f"{step.name} ({step.type})", step.op, changed


def _input(value: object) -> str:
    if value is None:
        return "(not set)"
    # Constraints are lists of JSON texts.
    parts = value if isinstance(value, list) else [value]
    shown = [part if isinstance(part, str) else json.dumps(part, ensure_ascii=False) for part in parts]
    return ", ".join(shown) or "(empty)"


def _sign_in(change: Change) -> tuple[str, str, str, str]:
    sides = (one.told if one else "not played" for one in (change.before, change.after))
    before, after = sides
    one = change.either
    wrong = (
        f" NOT as expected: {'; '.join(change.after.differences)}" if change.after and change.after.differences else ""
    )
    return f"{one.title} ({one.place})", one.login, before, f"{after}{wrong}"


def _folded(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    table = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    table += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    body = "\n".join(table)
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"


def _without_rows(part: str) -> str:
    return re.sub(r"\n\n\|.*\n\n", "\n\nToo long for a comment: see `review.json`.\n\n", part, flags=re.DOTALL)


def _cell(text: str) -> str:
    return escaped(_shortened(text.replace("\n", " "), _CELL)).replace("|", "\\|")


_CELL = 600


def _one_line(text: str) -> str:
    """Without what moves a terminal's cursor, or ends a paragraph."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)


def _name(text: str) -> str:
    """A name as code, in which nothing is markup."""
    return tamed(_shortened(text, 100).replace("`", "'"))


def escaped(text: str) -> str:
    """Text of the change, which may be anybody's, as plain words: no markup of its own, no links, nobody called."""
    text = _one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace("[", "\\[").replace("://", ":&#8203;//")
    return tamed(text)
