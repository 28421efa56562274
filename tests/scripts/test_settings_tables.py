"""The tables of settings are those of the settings model."""

import pytest

from scripts.settings_tables import PAGE, README, filled, page

AGAIN = "Run `.venv/bin/python -m scripts.settings_tables`."


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), AGAIN


def test_the_readme_is_up_to_date() -> None:
    assert README.read_text() == filled(README.read_text()), AGAIN


@pytest.mark.parametrize(
    "row",
    [
        "| `groups` | list of texts | `[]` | Groups assigned to both apps, in order of priority, each by its",
        "| [`mfaApp`](#mfaapp) | section | | The app of the login window when it asks for a second factor. |",
        '| `mfaApp.stage` | `absent`, `active`, `retiring`, `unprotected` | `"absent"` | ',
        '| `mfaApp.factors` | list of texts | `["push", "totp"]` | ',
        "| `sessionPolicy.managed` | true or false | none | ",
        "| `groupsClaim.type` | `NONE`, `FILTER`, `EXPRESSION` | none | ",
        "| `jamfConnect.networkCheck` | whole number | `60` | ",
        "| `jamfConnect.extraLoginKeys` | keys and values | `{}` | ",
    ],
)
def test_the_page_says_of_a_setting(row: str) -> None:
    assert [line for line in page().splitlines() if line.startswith(row)] != []


def test_what_stands_between_the_marks_is_written_anew() -> None:
    readme = "Before.\n<!-- settings -->\nstale\n<!-- /settings -->\nAfter.\n"
    assert filled(readme) == filled(filled(readme))
    assert "stale" not in filled(readme)
    assert filled(readme).startswith("Before.\n")
    assert filled(readme).endswith("\nAfter.\n")


@pytest.mark.parametrize("readme", ["", "<!-- settings -->\n", "<!-- /settings -->\n"])
def test_a_readme_without_a_place_for_them_is_an_error_that_names_the_marks(readme: str) -> None:
    with pytest.raises(ValueError, match="write <!-- settings --> and <!-- /settings -->"):
        filled(readme)
