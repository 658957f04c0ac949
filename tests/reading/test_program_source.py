"""Where another machine installs this digest from: what the workflow of a new site needs to know."""

import pytest

from digest.reading.files.program import requirement_of

CLONE = {"url": "file:///home/ann/digest", "dir_info": {}}
CONFIG = '[core]\n\tbare = false\n[remote "origin"]\n\tfetch = +refs/heads/*\n\turl = {}\n[branch "main"]\n\tremote = origin\n'


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://code.example/ann/digest.git", "code.example/ann/digest.git"),
        ("https://ann:secret@code.example/ann/digest", "code.example/ann/digest"),
        ("git@code.example:ann/digest.git", ""),
        ("/home/ann/other", ""),
        ("https://code.example/a;echo${X}", ""),
    ],
)
def test_a_clone_says_where_it_came_from_without_a_password(url: str, made: str) -> None:
    expected = f"news-digest[search] @ git+https://{made}" if made else ""
    assert requirement_of(CLONE, CONFIG.format(url)) == expected
    version = {"vcs": "git", "commit_id": "0123abc"}
    assert requirement_of({"url": url, "vcs_info": version}, "") == (f"{expected}@0123abc" if made else "")


def test_what_no_other_machine_can_read_is_not_known() -> None:
    assert requirement_of(CLONE, "") == ""
    assert requirement_of({}, CONFIG.replace("origin", "other")) == ""
