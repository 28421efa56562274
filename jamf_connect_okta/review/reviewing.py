"""Makes a review: which stacks are concerned, both versions of each deployed, and what that comes to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jamf_connect_okta.rehearsal.cast import seed_for
from jamf_connect_okta.review.changed_files import ChangedFiles, sorted_out
from jamf_connect_okta.review.checkout import Checkout
from jamf_connect_okta.review.facts import StackFacts, Version, identity
from jamf_connect_okta.review.judging import Judged, judged
from jamf_connect_okta.review.proof_findings import proof_findings
from jamf_connect_okta.review.risk import Finding, Risk, Subject
from jamf_connect_okta.review.site import Site, Tools, site
from jamf_connect_okta.review.sources import Source, read_source, stacks_of
from jamf_connect_okta.signins.reading import Written
from jamf_connect_okta.simulated_org.seed.seed import Seed, load_seed

Report = Callable[[str], None]


@dataclass(frozen=True)
class Review:
    """A change of the project: its stacks that are concerned, those that are not, and what judges it that changes."""

    base: str
    commit: str
    stacks: tuple[Judged, ...]
    unchanged: tuple[str, ...]
    proof: tuple[Finding, ...]

    @property
    def risk(self) -> Risk:
        """The highest of all."""
        risks = [*(finding.risk for finding in self.proof), *(judged.risk for judged in self.stacks)]
        return max(risks, default=Risk.NONE)

    @property
    def judges(self) -> tuple[tuple[str, Finding], ...]:
        """Everything that is to be read first, the worst on top, with its stack; none for what concerns all."""
        own = [("", finding) for finding in self.proof]
        stacks = [(s.facts.stack, finding) for s in self.stacks for finding in s.findings]
        found = [*own, *((stack, finding) for stack, finding in stacks if finding.subject is Subject.PROOF)]
        return tuple(sorted(found, key=lambda one: -one[1].risk))


def review(checkout: Checkout, ref: str, tools: Callable[[], Tools], report: Report) -> Review:
    """Review the change; `tools` is asked for where something has to be deployed."""
    files = sorted_out(checkout.base, checkout.head, checkout.changed)
    stacks: list[Judged] = []
    unchanged = []
    for stack in sorted(stacks_of(checkout.base) | stacks_of(checkout.head)):
        base = read_source(checkout.base, stack, judged=False)
        head = read_source(checkout.head, stack, judged=True)
        if not _concerned(base, head, files):
            unchanged.append(stack)
            continue
        stacks.append(judged(_facts(stack, base, head, files, tools, report)))
    return Review(ref, checkout.commit, tuple(stacks), tuple(unchanged), tuple(proof_findings(files)))


def compared(place: Site, base: Version, base_source: Source, head: Source, files: ChangedFiles) -> StackFacts:
    """The facts of a proposal that is deployed on top of `base`, which `place` holds."""
    by_base = place.objections(head, base_source) if files.guardrails else None
    version = place.deploy(head, base_source.expectations, _added(base_source, head), first=False)
    return StackFacts(head.stack, base, version, by_base)


def seed_of(*sources: Source) -> Seed:
    """An org in which everything that these versions name exists; rehearsals of their own bring nothing along."""
    seed = load_seed()
    for source in sources:
        if not source.is_rehearsal:
            seed = seed_for(source.settings, seed)
    return seed


def _concerned(base: Source | None, head: Source | None, files: ChangedFiles) -> bool:
    return (
        base is None
        or head is None
        or bool(files.program or files.judges or head.refusal or head.fault)
        or base.effective != head.effective
        or _words(base.expectations) != _words(head.expectations)
    )


def _facts(
    stack: str,
    base: Source | None,
    head: Source | None,
    files: ChangedFiles,
    tools: Callable[[], Tools],
    report: Report,
) -> StackFacts:
    if head is None or head.refusal or not _deploys(base, head, files):
        return StackFacts(stack, _undeployed(base), _undeployed(head))
    ready = tools()
    if base is not None:
        with site(ready, seed_of(base, head)) as place:
            report(f"Stack '{stack}': the base, into an empty org")
            before = place.deploy(base, base.expectations, first=True)
            if before.deployed is not None:
                report(f"Stack '{stack}': the proposal, on top of it")
                return compared(place, before, base, head, files)
    with site(ready, seed_of(head)) as place:
        report(f"Stack '{stack}': the proposal, into an empty org")
        version = place.deploy(head, head.expectations, first=True)
        return StackFacts(stack, None if base is None else before, version)


def _deploys(base: Source | None, head: Source, files: ChangedFiles) -> bool:
    """Whether what is deployed into a simulated org, or what is played there, differs."""
    return (
        base is None
        or bool(files.program or files.judges)
        or _provider(base) != _provider(head)
        or base.effective_in_rehearsal != head.effective_in_rehearsal
        or _words(base.expectations) != _words(head.expectations)
    )


def _provider(source: Source) -> dict[str, object]:
    return {key: value for key, value in source.rehearsed.config.items() if key.startswith("okta:")}


def _undeployed(source: Source | None) -> Version | None:
    if source is None:
        return None
    return Version(source.effective, source.expectations, source.fault, source.refusal)


def _added(base: Source, head: Source) -> Sequence[Written]:
    known = set(_words(base.expectations))
    return [written for written in head.expectations if identity(written) not in known]


def _words(expectations: Sequence[Written]) -> list[str]:
    return [identity(written) for written in expectations]
