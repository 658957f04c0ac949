"""A site's picture for sharing: drawn of its settings, unless it has one of its own, and only when they change."""

import re
from pathlib import Path

from tests.support.cards import CARD, opened, said
from tests.support.sites import CONFIG, article, build, built, modules, tree, write_site

ROOT = Path(__file__).parents[2]
PLAIN = (ROOT / "templates" / CARD).read_bytes()
CRANE: dict[str, str | bytes] = {"content/articles/crane.md": article()}


def card(folder: Path, config: str = CONFIG, own: bytes = b"") -> bytes:
    files = {**CRANE, f"templates/{CARD}": own} if own else CRANE
    return built(write_site(folder, files, config))[CARD]


def test_the_card_says_what_the_settings_say(tmp_path: Path) -> None:
    config = f'{CONFIG.replace("https://harbour", "https://xn--mnchen-3ya")}theme: {{accent: "#A5371F"}}\n'
    raw = card(tmp_path, config)
    assert said(raw) == {
        "Title": "Harbour Digest",
        "Description": "What happened in the harbour.",
        "Comment": "münchen.example",
    }
    assert opened(raw).convert("RGB").getpixel((0, 0)) == (0xA5, 0x37, 0x1F)


def test_a_picture_of_the_site_stands_in_for_it_as_it_is(tmp_path: Path) -> None:
    assert card(tmp_path / "own", own=b"mine") == b"mine"
    assert card(tmp_path / "theme", own=PLAIN) == PLAIN


def test_the_theme_s_picture_stands_where_the_title_cannot_be_drawn(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert card(folder, CONFIG.replace("Harbour Digest", "أخبار الميناء")) == PLAIN
    assert said(card(folder))["Title"] == "Harbour Digest"
    assert card(folder, CONFIG.replace("Harbour Digest", "港の記録")) == PLAIN


def test_the_card_is_drawn_only_when_what_it_says_changes(tmp_path: Path) -> None:
    """A build that draws none does without what it would need for it."""
    raw = card(tmp_path)
    write_site(tmp_path, {"content/articles/quay.md": article("Quay opens")})
    with modules(**{"PIL": None, "digest.rendering.graphics.social_image": None}):
        assert built(tmp_path)[CARD] == raw
        write_site(tmp_path, {}, CONFIG.replace("Harbour", "Ferry"))
        assert build(tmp_path).code == 3
    assert said(built(tmp_path)[CARD])["Title"] == "Ferry Digest"


def test_a_card_with_a_name_that_must_be_forgotten_is_not_published(tmp_path: Path) -> None:
    private = "salt: 3f9d2c1b7a604e58b1d2c3e4f5a60718\nrules:\n  - {name: Zyra Quillon, instead: a resident, reason: acquitted}\n"
    (tmp_path / "private.yaml").write_text(private, encoding="utf-8")
    config = f"{CONFIG}redactions: ../private.yaml\n"
    folder = write_site(tmp_path / "site", CRANE, config)
    before = built(folder)
    for place in ("Harbour Digest", "What happened in the harbour."):
        for name in (
            "Zyra Quillon",
            "Zyra \U0001f6a2 Quillon",
        ):  # the second is a name only where the picture leaves out
            write_site(folder, {}, config.replace(place, f"News of {name}"))
            ended = build(folder, "-v")
            assert (ended.code, "[name-leaks]" in ended.err, f"site/{CARD}" in ended.err) == (1, True, True), ended.err
            assert tree(folder / "site") == before


def reports(incident: str, count: int, **more: str) -> dict[str, str | bytes]:
    """Write so many reports on an incident."""
    return {
        f"content/articles/{incident}-{number}.md": article(f"Report {number} on {incident}", incident=incident, **more)
        for number in range(count)
    }


def cards_of(site: dict[str, bytes]) -> dict[str, bytes]:
    """Return the social images of incidents by their titles."""
    return {said(raw)["Title"]: raw for path, raw in site.items() if path.startswith("pictures/card-")}


def test_an_incident_with_a_file_or_three_reports_has_a_card_of_its_own(tmp_path: Path) -> None:
    files = {
        **reports("few", 2),
        **reports("many", 3),
        **reports("told", 1),
        **reports("shown", 3, image="{src: media/quay.png, alt: The quay, credit: Ann Lee}"),
        "content/incidents/told.md": "---\ntitle: The fall of the crane\n---\n",
        "content/media/quay.png": PLAIN,
    }
    site = built(write_site(tmp_path, files))
    assert cards_of(site).keys() == {"Report 0 on many", "The fall of the crane"}
    assert said(cards_of(site)["The fall of the crane"])["Description"] == "Harbour Digest"
    shared = {
        name: re.findall(rb'property="og:image(?::alt)?" content="https://harbour.example/news/?([^"]+)"', raw)
        for name in ("few", "many", "told", "shown")
        for raw in [site[f"incidents/{name}/index.html"]]
    }
    drawn = {
        title: path.encode()
        for path, raw in site.items()
        if path.startswith("pictures/card-")
        for title in [said(raw)["Title"]]
    }
    assert shared == {
        "few": [CARD.encode()],
        "many": [drawn["Report 0 on many"]],
        "told": [drawn["The fall of the crane"]],
        "shown": [b"media/quay.png"],
    }
    assert b'<meta property="og:image:alt" content="The fall of the crane">' in site["incidents/told/index.html"]


def test_there_are_no_cards_of_incidents_where_the_site_says_so_or_draws_its_own(tmp_path: Path) -> None:
    files = reports("many", 3)
    assert cards_of(built(write_site(tmp_path / "off", files, CONFIG + "media: {cards: off}\n"))) == {}
    assert cards_of(built(write_site(tmp_path / "own", {**files, f"templates/{CARD}": b"mine"}))) == {}


def test_a_card_of_an_incident_is_drawn_once_and_that_of_an_arabic_one_is_the_theme_s(tmp_path: Path) -> None:
    arabic = {f"content/articles/arabic-{one}.md": article("سقوط الرافعة", incident="arabic") for one in range(3)}
    folder = write_site(tmp_path, {**reports("many", 3), **arabic})
    site = built(folder)
    drawn = {path: raw for path, raw in site.items() if path.startswith("pictures/card-")}
    assert sorted(raw == PLAIN for raw in drawn.values()) == [False, True]
    with modules(**{"digest.rendering.graphics.social_image": None}):
        write_site(folder, {"content/articles/more.md": article("More", incident="many")})
        again = built(folder)
    assert {path: raw for path, raw in again.items() if path.startswith("pictures/card-")} == drawn
