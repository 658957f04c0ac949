"""The program that measures cleaning counts what labels say."""

import json
from pathlib import Path

import litter
import pytest


def test_found_missed_and_lost_lines_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "A crane fell.\n\nAdvertisement\n\nSomething of the website\n\nCopyright 2016 WQXY."
    corpus, labels = tmp_path / "corpus.jsonl", tmp_path / "labels.jsonl"
    corpus.write_text(json.dumps({"id": "a", "title": "T", "url": "https://gazette.example/a", "text": text}) + "\n")
    said = {0: "story", 2: "litter", 4: "litter", 6: "story"}
    labels.write_text(
        "".join(json.dumps({"id": "a", "line": line, "label": label}) + "\n" for line, label in said.items())
    )
    assert litter.main([str(corpus), str(labels), "--missed"]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "labels.jsonl: litter found 1 of 2 (50.0%), precision 50.0%, story lines kept 1, lost 1, taken of either kind 0",
        "  LOST a:6 [copyright-year] Copyright 2016 WQXY.",
        "  MISSED a:4 [None] Something of the website",
    ]
