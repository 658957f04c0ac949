"""Letters that were decoded wrongly, and a text that begins with its headline."""

from pathlib import Path

import pytest

from tests.reading.reads import read


def warnings_of(folder: Path, text: str, title: str = "Crane falls", ending: str = "md") -> list[tuple[str, int, str]]:
    """Return code, line and message of each warning."""
    front = f"title: {title}\ndate: 2024-03-26\n"
    files = {"articles/crane.md": f"---\n{front}---\n{text}\n"}
    if ending == "txt":
        files = {"articles/crane.yaml": front, "articles/crane.txt": f"{text}\n"}
    return [(found.code, found.position.line, found.message) for found in read(folder, files)[1]]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("cafÃ©", "café"), ("donâ€™t", "don’t"), ("MÃ¼nchen", "München"), ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "привет"), ("5â‚¬", "5€")],
)
def test_letters_decoded_wrongly_are_named_with_what_was_meant(wrong: str, meant: str, tmp_path: Path) -> None:
    [(code, line, message)] = warnings_of(tmp_path, f"Nothing here.\n\nIt says {wrong} twice: {wrong}")
    assert (code, line) == ("mojibake", 7)
    assert f"“{wrong}” was probably “{meant}”" in message
    assert message.endswith(", and 1 more")
    [(code, line, _)] = warnings_of(tmp_path, "Text.", title=f"At {wrong}")
    assert (code, line) == ("mojibake", 2)


@pytest.mark.parametrize(
    "text",
    [
        "« LIBERTÉ »",
        "«LIBERTÉ»",
        "SÃO PAULO",
        "À 5 °C",
        "ÂGE",
        "Ã",
        "café – “naïve” … €5",
        "Привет, «мир»",
        "LA LIBERTÉ™",
        "Ελλάδα",
    ],
)
def test_right_letters_are_no_suspects(text: str, tmp_path: Path) -> None:
    assert warnings_of(tmp_path, f"The text says {text} here.") == []


@pytest.mark.parametrize("line", ["Crane falls", "**Crane falls**", "_CRANE FALLS_.", "> Crane falls"])
def test_a_text_that_begins_with_its_headline_is_told(line: str, tmp_path: Path) -> None:
    assert [(code, at) for code, at, _ in warnings_of(tmp_path, f"\n{line}\n\nNobody was hurt.")] == [
        ("repeated-headline", 6)
    ]


@pytest.mark.parametrize("line", ["Crane falls on the quay", "A crane falls", "Nobody was hurt.\n\nCrane falls"])
def test_a_text_that_only_begins_like_it_is_not(line: str, tmp_path: Path) -> None:
    assert warnings_of(tmp_path, f"{line}\n\nNobody was hurt.") == []
