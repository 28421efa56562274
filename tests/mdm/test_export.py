"""Files are written all or none, and only those that the stack asks for stay."""

from pathlib import Path

import pytest

from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.mdm.export import export

from .stack_outputs import one_app, two_apps

REQUESTED = {"activateLoginWindow": True, "fileVaultAutoLogin": False}


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_files_are_named_after_their_domains(tmp_path: Path) -> None:
    export(two_apps(), tmp_path)
    domains = ("com.jamf.connect.login", "com.jamf.connect")
    assert names(tmp_path) == {f"{domain}.{kind}" for domain in domains for kind in ("plist", "mobileconfig")}


def test_what_a_rollout_needs_around_them_comes_on_request(tmp_path: Path) -> None:
    done = export(two_apps(jamfConnect=REQUESTED), tmp_path)
    assert [written.profile.domain for written in done.written[2:]] == [
        "com.jamf.connect.authchanger",
        "com.apple.loginwindow",
    ]


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    export(one_app(), tmp_path / "deep" / "down")
    assert len(names(tmp_path / "deep" / "down")) == 4


def test_files_of_an_earlier_export_that_are_not_asked_for_any_more_go(tmp_path: Path) -> None:
    export(two_apps(jamfConnect=REQUESTED), tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    done = export(two_apps(), tmp_path)
    assert len(done.removed) == 4
    assert len(names(tmp_path)) == 4 + 1
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(ExportError, match="can't be written into"):
        export(one_app(), tmp_path / "out")


def test_where_one_file_can_t_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "com.jamf.connect.mobileconfig").mkdir()
    (tmp_path / "com.jamf.connect.login.plist").write_text("before")
    with pytest.raises(ExportError, match=r"com\.jamf\.connect\.mobileconfig is a folder there"):
        export(one_app(), tmp_path)
    assert names(tmp_path) == {"com.jamf.connect.mobileconfig", "com.jamf.connect.login.plist"}
    assert (tmp_path / "com.jamf.connect.login.plist").read_text() == "before"
