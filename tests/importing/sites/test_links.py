"""Links and pictures of a text lead to where they are in digest, however they are written; everything else stays as it is."""

import pytest

from digest.importing.record import MediaFile
from tests.importing.sites.folders import read

SITE: dict[str, str | bytes] = {
    "_config.yml": "url: https://harbour.example\nbaseurl: /notes\npermalink: /:title/\n",
    "_posts/2024-03-27-raised.md": "---\ntitle: Raised\n---\nUp.\n",
    "_posts/beside.png": b"",
    "files/plan (1).pdf": b"",
    "files/Straße 50%.png": b"",
    "files/a.png": b"",
    "demo.html": "---\n---\n<p>demo</p>\n",
}


def led(text: str) -> tuple[str, list[str]]:
    records, _ = read({**SITE, "_posts/2024-03-26-crane.md": f"---\ntitle: Crane\n---\n{text}"})
    record = records["_posts/2024-03-26-crane.md"]
    return record.text, [one.target for one in record.media]


@pytest.mark.parametrize(
    ("text", "expected", "media"),
    [
        ("![a](/notes/files/a.png)", "![a](/media/files/a.png)", ["files/a.png"]),
        ('![a](/notes/files/a.png "A crane")', '![a](/media/files/a.png "A crane")', ["files/a.png"]),
        ("![a]({{ '/files/a.png' | relative_url }})", "![a](/media/files/a.png)", ["files/a.png"]),
        ("![a](https://harbour.example/notes/files/A.PNG)", "![a](/media/files/a.png)", ["files/a.png"]),
        ("![a](//www.harbour.example/notes/files/a.png?w=9)", "![a](/media/files/a.png)", ["files/a.png"]),
        ("![a](../files/a.png)", "![a](/media/files/a.png)", ["files/a.png"]),
        ("![a](beside.png)", "![a](/media/_posts/beside.png)", ["_posts/beside.png"]),
        ("[p](</files/plan (1).pdf>)", "[p](/media/files/plan%20%281%29.pdf)", ["files/plan (1).pdf"]),
        ("[p](/files/plan%20(1).pdf)", "[p](/media/files/plan%20%281%29.pdf)", ["files/plan (1).pdf"]),
        ("![s](/files/Straße 50%25.png)", "![s](/media/files/Stra%C3%9Fe%2050-.png)", ["files/Straße 50-.png"]),
        ("[![a](/files/a.png)](/raised/)", "[![a](/media/files/a.png)](/raised/)", ["files/a.png"]),
        ('<img src="/notes/files/a.png" alt="a">', '<img src="/media/files/a.png" alt="a">', ["files/a.png"]),
        ("[r][1]\n\n[1]: /notes/raised#end\n", "[r][1]\n\n[1]: /raised/#end\n", []),
        ("[r](../raised/)", "[r](/raised/)", []),
        ("[r]({% post_url 2024-03-27-raised %})", "[r](/raised/)", []),
        ("[r]({% link _posts/2024-03-27-raised.md %})", "[r](/raised/)", []),
        ("[r](2024-03-27-raised.md)", "[r](/raised/)", []),
        ("[r](http://harbour.example/notes/raised/index.html)", "[r](/raised/)", []),
        ("[up](#top) [m](mailto:a@b.example) [x](https://other.example/a.png)", None, []),
        ("[t](/notes/tags/fire/)", "[t](/tags/fire/)", []),
        ("[d](/demo.html)", None, []),
        ("[n](/files/none.png)", None, []),
        ("[e](../../../../etc/passwd)", "[e](/etc/passwd)", []),
        ("`![a](/notes/files/a.png)`", None, []),
        ("```\n![a](/notes/files/a.png)\n```", None, []),
        ("{% highlight md %}\n![a](/notes/files/a.png)\n{% endhighlight %}", None, []),
        ("<pre>![a](/notes/files/a.png)</pre>", None, []),
    ],
)
def test_a_link_leads_to_where_its_target_is(text: str, expected: str | None, media: list[str]) -> None:
    assert led(text) == (text if expected is None else expected, media)


def test_two_files_that_would_have_one_path_have_two() -> None:
    records, _ = read(
        {
            "hugo.toml": "",
            "static/news/a.png": b"1",
            "content/news/a.png": b"2",
            "content/news/x.md": "---\ntitle: X\ndate: 2024-03-26\n---\n![one](a.png) ![two](/news/a.png)\n",
        }
    )
    record = records["content/news/x.md"]
    assert record.text == "![one](/media/news/a.png) ![two](/media/news/a-2.png)\n"
    assert record.media == (
        MediaFile("content/news/a.png", "news/a.png"),
        MediaFile("static/news/a.png", "news/a-2.png"),
    )


def test_a_picture_that_only_one_file_is_called_like_is_that_file_and_a_missing_one_is_told() -> None:
    records, _ = read(
        {
            "_config.yml": "",
            "_posts/2024-03-26-a.md": "---\ntitle: A\nimage: crane.png\nimage_alt: A crane\n---\na\n",
            "_posts/2024-03-27-b.md": "---\ntitle: B\nimage: none.png\n---\nb\n",
            "_posts/2024-03-28-c.md": "---\ntitle: C\nimage: https://other.example/c.png\n---\nc\n",
            "src/covers/crane.png": b"",
        }
    )
    assert [(one.fields.get("image"), [note.message for note in one.notes]) for one in records.values()] == [
        ({"src": "media/src/covers/crane.png", "alt": "A crane"}, []),
        (None, ["`image` names none.png, and the site has no such file"]),
        ("https://other.example/c.png", []),
    ]


def test_texts_of_one_name_have_names_of_their_own_and_no_address_leads_to_two_of_them() -> None:
    records, _ = read(
        {
            "_config.yml": "permalink: /:title/\n",
            "_posts/2023-03-26-fire.md": "---\ntitle: Fire\nredirect_from: [/Fire, /fire/index.html, /old.html]\n---\nIt burned.\n",
            "_posts/2024-03-26-fire.md": "---\ntitle: Another fire\n---\nIt burned again.\n",
            "archive.md": "---\ntitle: All\npermalink: /archive/\n---\nAll that we ever wrote.\n",
        }
    )
    assert {place: (one.fields.get("slug"), one.fields.get("aliases")) for place, one in records.items()} == {
        "_posts/2023-03-26-fire.md": ("fire", ["/fire/", "/old.html"]),
        "_posts/2024-03-26-fire.md": ("fire-2024-03-26", None),
    }


def test_a_text_that_is_there_twice_is_taken_once_with_the_addresses_of_both() -> None:
    body = "The crane on pier 9 fell at noon. Nobody was hurt, the harbour office said, and the pier is open again.\n"
    records, skipped = read(
        {
            "_config.yml": "lang: en\npermalink: /:categories/:title/\n",
            "de/_posts/2024-03-26-crane.md": f"---\ntitle: Crane falls\nlang: de\n---\n{body}",
            "en/_posts/2024-03-26-crane.md": f"---\ntitle: Crane falls\nlang: en\n---\n{body}",
        }
    )
    assert {place: one.fields["aliases"] for place, one in records.items()} == {
        "en/_posts/2024-03-26-crane.md": ["/en/crane/", "/de/crane/"]
    }
    assert [*skipped] == ["de/_posts/2024-03-26-crane.md"]


def test_a_text_or_settings_that_cannot_be_read_are_named_and_nothing_that_may_be_a_draft_is_published() -> None:
    records, skipped = read(
        {
            "_config.yml": "permalink: [\n",
            "_posts/2024-03-26-a.md": "---\ntitle: [A\npublished: false\n---\na\n",
            "_posts/2024-03-27-b.md": "Only words.\n",
        }
    )
    assert [*records] == ["_posts/2024-03-27-b.md"]
    assert skipped == {
        "_config.yml": "these settings cannot be read, so that old addresses may be wrong",
        "_posts/2024-03-26-a.md": "its front matter cannot be read",
    }


def test_a_draft_is_no_copy_of_what_is_published() -> None:
    body = "The crane on pier 9 fell at noon. Nobody was hurt, the harbour office said, and the pier is open again.\n"
    records, _ = read(
        {
            "_config.yml": "",
            "_posts/2024-03-26-a.md": f"---\ntitle: A\npublished: false\n---\n{body}",
            "_posts/2024-03-27-b.md": f"---\ntitle: A\n---\n{body}",
        }
    )
    assert {place: one.fields.get("published") for place, one in records.items()} == {
        "_posts/2024-03-26-a.md": False,
        "_posts/2024-03-27-b.md": None,
    }


@pytest.mark.parametrize(
    "files",
    [
        {"_config.yml": "exclude: [wip/]\n", "wip/_posts/2024-03-26-a.md": "---\ntitle: A\n---\na\n"},
        {
            "hugo.toml": 'ignoreFiles = ["\\\\.wip\\\\.md$"]\n',
            "content/x/a.wip.md": "---\ntitle: A\ndate: 2024-03-26\n---\na\n",
        },
        {
            "zola.toml": 'ignored_content = ["*.wip.md"]\n',
            "content/a.wip.md": '+++\ntitle = "A"\ndate = 2024-03-26\n+++\na\n',
        },
        {".eleventy.js": "", ".eleventyignore": "# not yet\nwip\n", "wip/2024-03-26-a.md": "---\ntitle: A\n---\na\n"},
        {".eleventy.js": "c.ignores.add('wip/**');\n", "wip/2024-03-26-a.md": "---\ntitle: A\n---\na\n"},
    ],
)
def test_what_the_settings_leave_out_is_not_taken(files: dict[str, str]) -> None:
    records, skipped = read(dict(files))
    assert (records, [*skipped.values()]) == ({}, ["the site's settings leave it out"])
