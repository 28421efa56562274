"""Links between the pages lead somewhere."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
README = PROJECT / "README.md"
PAGES = [README, *sorted((PROJECT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    broken = []
    for link in _links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def test_the_readme_lists_every_page() -> None:
    _, _, listed = README.read_text().partition("\n## Pages\n")
    assert set(re.findall(r"^- \[[^]]+\]\((docs/[a-z-]+\.md)\)", listed, re.MULTILINE)) == {
        f"docs/{page.name}" for page in PAGES if page != README
    }


def _links(page: Path) -> list[str]:
    """Where the links of a page lead within the project."""
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", _prose(page)) if not link.startswith("https://")]


def _anchors(page: Path) -> list[str]:
    """The headings of a page as GitHub makes anchors of them."""
    headings = re.findall(r"^#+ (.+)$", _prose(page), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


def _prose(page: Path) -> str:
    return re.sub(r"^```.*?^```", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
