"""Markup of other generators becomes Markdown, or goes and is counted; what a build would warn of is never left."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.importing.markup.convert import to_markdown
from digest.model.diagnostic import Position
from digest.model.text.code import without_code, without_tagged_code
from digest.reading.dialects.markup.leftovers import leftovers_in

VIDEO = "<https://www.youtube.com/watch?v=abc>"
KNOWN = [
    # Hugo
    ("{{< youtube abc >}}", VIDEO),
    ('{{< youtube id="abc" title="The crane" >}}', "[The crane](https://www.youtube.com/watch?v=abc)"),
    ("{{< vimeo 123 >}}", "<https://vimeo.com/123>"),
    ('{{< x user="ann" id="12" >}}', "<https://twitter.com/ann/status/12>"),
    ("{{< tweet 12 >}}", "<https://twitter.com/i/status/12>"),
    ("{{< instagram abc >}}", "<https://www.instagram.com/p/abc/>"),
    ("{{< gist ann 12 >}}", "<https://gist.github.com/ann/12>"),
    ('{{< figure src="/a.png" alt="A" caption="The pier" >}}', "![A](/a.png)\n\n*The pier*"),
    ("{{< highlight go >}}\nx := {{ y }}\n{{< /highlight >}}", "```go\nx := {{ y }}\n```"),
    ('[a]({{< ref "posts/pump.md#why" >}})', "[a](/posts/pump/#why)"),
    ("{{% notice tip %}}\nIt *fell*.\n{{% /notice %}}", "> **Tip**\n>\n> It *fell*."),
    ('- {{< figure src="/a.png" caption="C" >}}\n- b', "- ![](/a.png)\n\n  *C*\n\n- b"),
    # Jekyll
    ('{% include youtube.html id="abc" %}', VIDEO),
    ('{% include figure.html url="/a.png" caption="C" %}', "![](/a.png)\n\n*C*"),
    ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```"),
    ("{% raw %}{{ x }}{% endraw %}", "\\{{ x }}"),
    ("[a]({% link _posts/2024-03-26-pump.md %})", "[a](/articles/2024/03/pump/)"),
    ("[a]({% post_url 2024-03-26-pump %})", "[a](/articles/2024/03/pump/)"),
    ('{% assign who = "Ann" %}Hello {{ who }}', "Hello Ann"),
    ("![a]({{ site.baseurl }}/a.png)", "![a](/a.png)"),
    ('[a]({{ "b.png" | relative_url }})', "[a](/b.png)"),
    # kramdown
    ("* TOC\n{:toc}\n\nText\n{: .note}", "Text"),
    ('[a](/b){:target="_blank"}', "[a](/b)"),
    ("*a*{: lang=es }", "*a*{: lang=es }"),
    ("a[^1]\n\n[^1]: b", "a[^1]\n\n[^1]: b"),
    # Nikola, Hexo, Zola
    ("{% youtube abc %}", VIDEO),
    ('{% asset_img a.png "The pier" %}', "![The pier](a.png)"),
    ("{% codeblock lang:js %}\nx\n{% endcodeblock %}", "```js\nx\n```"),
    ("{% blockquote Ann Lee %}\nIt fell.\n{% endblockquote %}", "> It fell.\n>\n> — Ann Lee"),
    ('{{ youtube(id="abc") }}', VIDEO),
    ('{% quote(author="Ann") %}It fell.{% end %}', "> It fell.\n>\n> — Ann"),
    # MDX and Docusaurus
    ('import X from "./x"\n\nexport const a = {\n  b: 1\n}\n\nText', "Text"),
    ('<Tabs>\n  <TabItem label="One">\n\n    Text\n\n  </TabItem>\n</Tabs>', "**One**\n\nText"),
    ('<Card title="The pier" href="/pier/" />', "[The pier](/pier/)"),
    (":::note[Why]\n\nIt fell.\n\n```\n:::\n```\n\n:::", "> **Why**\n>\n> It fell.\n>\n> ```\n> :::\n> ```"),
    ('!!! warning "Mind"\n    It fell.', "> **Mind**\n>\n> It fell."),
    ("> [!NOTE]\n> It fell.", "> **Note**\n>\n> It fell."),
    # Obsidian
    ("[[Pier 9|the pier]] ![[a.png]]", "the pier ![](a.png)"),
    # HTML and comments
    (
        '<iframe src="https://www.youtube.com/embed/abc" title="The crane"></iframe>',
        "[The crane](https://www.youtube.com/watch?v=abc)",
    ),
    ("a <!-- more --> b", "a  b"),
    ('<div style={{margin: "auto"}}>a</div>', "<div>a</div>"),
    ('<a href="{{ site.baseurl }}/b/">a</a>', '<a href="/b/">a</a>'),
    ('<svg width="9"><path d="M1 1"/></svg>a', "a"),
    # What is code, or words
    (
        "`{{< youtube abc >}}`\n\n```\n{% raw %}\n```\n\n    {{< x >}}",
        "`{{< youtube abc >}}`\n\n```\n{% raw %}\n```\n\n    {{< x >}}",
    ),
    (
        "He said [sic] and [video], {braces}, a < b, <name withheld>.",
        "He said [sic] and \\[video], {braces}, a < b, <name withheld>.",
    ),
]


@pytest.mark.parametrize(("text", "expected"), KNOWN)
def test_usual_markup_means_the_same_in_markdown(text: str, expected: str) -> None:
    assert to_markdown(text, "markdown", "hugo").text.strip() == expected


@pytest.mark.parametrize(
    ("text", "expected", "codes"),
    [
        ('{{< timeline title="The day" >}}It fell.{{< /timeline >}}', "**The day**\n\nIt fell.", ["shortcode"]),
        ('{{< map lat="1" >}}', "", ["shortcode"]),
        ('{{< card2 url="https://gazette.example/" text="See" >}}', "[See](https://gazette.example/)", ["shortcode"]),
        ("{% if site.x %}One {% else %}two{% endif %}", "One two", ["template-tag", "template-tag"]),
        ("{% for p in site.posts %}{{ p.title }}{% endfor %}a", "a", ["template-code"]),
        ("<Widget a={1}>kept</Widget>", "kept", ["component"]),
        ('{% weblink "See", "https://gazette.example/" %}', "[See](https://gazette.example/)", ["template-tag"]),
        ("{{ page.title }}", "", ["template-tag"]),
        ("<script>x()</script>a", "a", ["script"]),
        ("<!-- for us -->a", "a", ["comment"]),
    ],
)
def test_other_markup_goes_and_is_counted_and_its_words_stay(text: str, expected: str, codes: list[str]) -> None:
    converted = to_markdown(text, "markdown", "hugo")
    assert (converted.text.strip(), [note.code for note in converted.notes]) == (expected, codes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[caption id="a" width="3"]<img src="/a.png" alt="A"> The pier[/caption]', "![A](/a.png)\n\n*The pier*"),
        ("[embed]https://youtu.be/abc[/embed]", "[https://youtu.be/abc](https://youtu.be/abc)"),
        ("[youtube abc]One", "[youtube abc]One"),
        (
            '[audio src="https://gazette.example/a.mp3"]',
            "[https://gazette.example/a.mp3](https://gazette.example/a.mp3)",
        ),
        ('[gallery ids="1,2"]One', "One"),
        ("One\ntwo\n\nthree <b>four</b>\n<ul>\n<li>five</li>\n</ul>", "One\\\ntwo\n\nthree **four**\n\n- five"),
        ("<pre>a\n\nb</pre>c", "```\na\n\nb\n```\n\nc"),
        (
            "<!-- wp:paragraph --><p>One [sic] {{ two }} &amp;lt;</p><!-- /wp:paragraph -->",
            "One [sic] \\{{ two }} &amp;lt;",
        ),
    ],
)
def test_texts_of_wordpress(text: str, expected: str) -> None:
    assert to_markdown(text, "html", "wordpress").text == expected


SIGNS = "{{<|>}}|{%|%}|{{|}}|[gallery]|[/x]|:::|\n\n|\n|<A b=|/>|word |`|```\n|{:"
PIECES = [*(text for text, _ in KNOWN), *SIGNS.split("|")]


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_nothing_is_left_that_a_build_warns_of(text: str) -> None:
    converted = to_markdown(text, "markdown", "hugo").text
    blank = without_tagged_code(without_code(converted))
    assert [found.message for found in leftovers_in(blank, lambda _: Position("a.md", 1, 1))] == [], converted


ENDLESS = "{{< a ^{% a ^{{ ^<A b='^[a b=^<!--^<script>^:::note\n^{% for %}^[[a^<iframe ^{{< a >}}^<pre>^{/*^|a"


@pytest.mark.parametrize("piece", ENDLESS.split("^"))
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_endless_markup_takes_no_endless_time(piece: str, form: str) -> None:
    started = time.process_time()
    to_markdown(piece * 2000, "html" if form == "html" else "markdown", "wordpress")
    assert time.process_time() - started < 60  # it takes less than one; without an end, it would take hours
