"""The project as the base of reviews, its dev stack deployed once for a whole file."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from jamf_connect_okta.review import facts
from jamf_connect_okta.review.changed_files import sorted_out
from jamf_connect_okta.review.checkout import Checkout
from jamf_connect_okta.review.judging import Judged, judged
from jamf_connect_okta.review.reviewing import Review, compared, review, seed_of
from jamf_connect_okta.review.site import Site, Tools, served, site
from jamf_connect_okta.review.sources import Source, read_source
from jamf_connect_okta.simulated_org.serving.copying import PATH, CopiedOrg
from jamf_connect_okta.toolchain import pulumi_cli

from .proposals import PROJECT, Version, changed, copied, this_project

ReviewOf = Callable[[Version], Review]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """The project as it is."""
    return this_project(tmp_path_factory.mktemp("base") / "project")


@pytest.fixture
def proposal(base: Version, tmp_path: Path) -> Version:
    """The same, for a test to change."""
    return copied(base, tmp_path / "proposal")


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The real engine with the stand-in plugin."""
    return Tools(pulumi_cli.find_or_install(print), PROJECT, stand_in=True)


@pytest.fixture
def undeployed(base: Version) -> ReviewOf:
    """Reviews a proposal, and fails where anything would be deployed."""

    def never() -> Tools:
        pytest.fail("something was deployed")

    return lambda head: review(_checkout(base, head), "main", never, print)


@pytest.fixture
def deployed(tools: Tools) -> Callable[[Version, Version], Review]:
    """Reviews a base and a proposal from the beginning."""
    return lambda base, head: review(_checkout(base, head), "main", lambda: tools, print)


@dataclass(frozen=True)
class DeployedBase:
    """The base's dev stack, in an org that proposals are deployed into a copy of."""

    version: Version
    source: Source
    facts: facts.Version
    place: Site

    def review(self, proposal: Version) -> Judged:
        """The proposal's dev stack, reviewed as `review` does."""
        files = sorted_out(self.version.folder, proposal.folder, changed(self.version, proposal))
        head = read_source(proposal.folder, "dev", judged=True)
        assert head is not None
        assert not head.refusal
        with _copied(self.place) as place:
            return judged(compared(place, self.facts, self.source, head, files))


@pytest.fixture(scope="module")
def deployed_base(base: Version, tools: Tools) -> Iterator[DeployedBase]:
    """The base, deployed."""
    source = read_source(base.folder, "dev", judged=False)
    assert source is not None
    with site(tools, seed_of(source)) as place:
        version = place.deploy(source, source.expectations, first=True)
        assert version.deployed is not None, version.refusal
        yield DeployedBase(base, source, version, place)


@contextmanager
def _copied(place: Site) -> Iterator[Site]:
    """Another site in the same state."""
    with place.client() as okta:
        state = okta.get(PATH).raise_for_status().json()
    with served(CopiedOrg(state), place.tools, place.seed) as copy:
        shutil.copytree(place.folder, copy.folder, dirs_exist_ok=True)
        yield copy


def _checkout(base: Version, head: Version) -> Checkout:
    return Checkout(base.folder, head.folder, "0" * 40, changed(base, head))
