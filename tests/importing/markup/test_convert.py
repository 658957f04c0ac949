"""The text of a record becomes Markdown that digest shows with the same words."""

from digest.importing.markup.convert import to_markdown


def test_html_becomes_markdown_and_what_readers_do_not_see_is_counted() -> None:
    converted = to_markdown(
        '<p>One <b>two</b> <iframe src="https://www.youtube.com/embed/abc" title="The crane"></iframe></p>'
        "<script>x()</script><ul><li>a<li>b</ul>",
        "html",
    )
    assert converted.text == "One **two** [The crane](https://www.youtube.com/watch?v=abc)\n\n- a\n- b"
    assert [(note.code, note.message) for note in converted.notes] == [("script", "a script is left out")]
