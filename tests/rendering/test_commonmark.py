"""Markdown means what CommonMark and GitHub say, by the word of an independent parser; docs/content.md names what differs on purpose."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.rendering.markup.markdown import convert
from digest.rendering.markup.sanitize import Sanitizer
from digest.rendering.markup.sanitize import words as words_of

OTHER = MarkdownIt("commonmark").enable(["strikethrough", "table"])

# Separated by lines of `%`. Each shows the same structure in both.
EXAMPLES = (
    r"""
# One

### Two
%
# foo#
%
#hashtag
%
## Closed ##
%
# Written in C#
%
####### seven
%
\# no heading
%
#
%
# a *b* c
%
Text
# Heading
more
%
Title
===
%
Title
---

text
%
---
%
***
%
_ _ _
%
text

* * *

text
%
- one
  - two
%
- one
  - two
    - three
- four
%
1. a
   - b
%
1. a
   - b
   - c
2. d
%
1. a
   1. b
2. c
%
- a
- b

text
%
text
1. a
2. b
%
text
- a
- b
%
text:
* a
%
text:
+ a
+ b
%
7. a
8. b
%
1) a
2) b
%
1. a
- b
%
- a
1. b
%
- a
  b
%
- a
b
%
- a

  b

- c
%
- a

- b
%
- a

      code
%
- a
  ```
  x
  ```
- b
%
- ```
  x
  ```
%
1. a

   ```
   x
     y
   ```

2. b
%
- a

  > q
%
- # h
%
- a
# h
%
- a
---
text
%
-no list
%
1.no list
%
\- no list
%
1\. no list
%
The year
1986. It was
%
- - a
  - b
%
-   a

    b
%
  - a
  - b
%
> a
> b
%
> a
b
%
> - a
>   - b
%
> a
- b
%
> > a
%
> ```
> x
> ```
%
> # h
%
text
> q
%
```
a < b
*c*
```
%
```python title
x
```
%
~~~
x
~~~
%
~~~
```
~~~
%
````
```
````
%
```
x
`````
%
text
```
x
```
text
%
```
x

y
```
%
```
no end
%
    code
    more
%
    a

    b
%
text
    no code
%
`code`
%
``a ` b``
%
`` ` ``
%
`a  b`
%
`*a*`
%
`no end
%
*a*
%
**a**
%
_a_
%
__a__
%
a_b_c
%
a*b*c
%
a**b**c
%
* a*
%
a * b * c
%
**a *b* c**
%
*a **b** c*
%
*a*b
%
\*a\*
%
**a**, b
%
_a_.
%
(_a_)
%
"*a*"
%
*(**a**)*
%
2 * 3 * 4
%
snake_case_word
%
~~a~~
%
a ~~b c~~ d
%
~~ a ~~
%
[a](/b/)
%
[a](/b/ "c")
%
[a](/b/ 'c')
%
[a](</b c/>)
%
[a](/b_(c)_d)
%
[a](/b/(c)(d))
%
[a]()
%
[a] (/b/)
%
\[a](/b/)
%
[*a*](/b/)
%
[`a`](/b/)
%
[a][r]

[r]: /b/
%
[r][]

[r]: /b/
%
[r]

[r]: /b/ "t"
%
[R]

[r]: /b/
%
[r]

[r]: </b/>
%
[Editor's note]: this story was changed on Tuesday.
%
[a]: b c d e
%
[no such]
%
![a](/b.png)
%
![a](/b.png "t")
%
![a][r]

[r]: /b.png
%
[![a](/b.png)](/c/)
%
<https://a.example/>
%
a␣␣
b
%
a\
b
%
a
b
%
\!\"\#\$\%\&\'\(\)\*\+\,\-\.\/\:\;\=\?\@\[\\\]\^\_\`\{\|\}\~
%
\a \1 \é
%
\\
%
&amp; &copy; &#169; &#xe9;
%
AT&T
%
a & b
%
a < b
%
\<unclear\> and \~50
%
\[not a link\]
%
a\*b\*c
%
| a | b |
|---|---|
| c | d |
""".replace("␣", " ")
    .strip("\n")
    .split("\n%\n")
)


def structure(html: str) -> str:
    """Return HTML as far as both can agree: without ids, white space between blocks, and paragraphs within items."""
    html = re.sub(r"<(/?)h[1-6]", r"<\1h2", html).replace("<s>", "<del>").replace("</s>", "</del>")
    html = re.sub(r'<img src="([^"]*)" alt="([^"]*)"', r'<img alt="\2" src="\1"', html)
    html = Sanitizer().clean(html)
    html = re.sub(r' (?:id|style|class)="[^"]*"', "", html)
    html = re.sub(r"(<li>)\s*<p>(.*?)</p>", r"\1\2", html, flags=re.DOTALL)
    html = re.sub(r"\s+</code>", "</code>", html)
    html = html.replace("<br />", "<br>").replace("&quot;", '"').replace("&nbsp;", "\xa0")
    return re.sub(
        r"\s+",
        " ",
        re.sub(r"\s*(</?(?:p|h2|ul|ol|li|blockquote|pre|hr|table|thead|tbody|tr|th|td)\b[^>]*>)\s*", r"\1", html),
    ).strip()


@pytest.mark.parametrize("text", EXAMPLES)
def test_markdown_has_the_structure_that_commonmark_gives_it(text: str) -> None:
    assert structure(convert(text)) == structure(OTHER.render(text))


# text: what digest makes of it, and CommonMark does not.
DIFFERENCES = {
    "a bullet within prose": ("It rose by\n- 5 percent.", "<p>It rose by\n- 5 percent.</p>"),
    "strong and stressed": ("***a***", "<p><strong><em>a</em></strong></p>"),
    "a sum": ("They paid\n+ 5 dollars.", "<p>They paid\n+ 5 dollars.</p>"),
    "a word is no destination": ("[Note]: Corrected.", "<p>[Note]: Corrected.</p>"),
    "a blank in a name": ("[a](media/b c.pdf)", '<p><a href="media/b%20c.pdf">a</a></p>'),
    "no gaps in levels": ("# a\n\n###### b", '<h2 id="text-a">a</h2>\n<h3 id="text-b">b</h3>'),
    "tasks": ("- [ ] a\n- [x] b", "<ul>\n<li>☐ a</li>\n<li>☑ b</li>\n</ul>"),
    "bare URLs": ("www.a.example.", '<p><a href="http://www.a.example">www.a.example</a>.</p>'),
    "bare URLs in brackets": (
        "(https://a.example/b_(c))",
        '<p>(<a href="https://a.example/b_(c)">https://a.example/b_(c)</a>)</p>',
    ),
    "bare URLs in links": (
        "[https://a.example/](https://a.example/)",
        '<p><a href="https://a.example/">https://a.example/</a></p>',
    ),
    "addresses of people": ("ann@a.example", "<p>ann@a.example</p>"),
    "one tilde": ("~50 or ~60", "<p>~50 or ~60</p>"),
}


@pytest.mark.parametrize("case", DIFFERENCES)
def test_what_differs_on_purpose(case: str) -> None:
    text, html = DIFFERENCES[case]
    assert Sanitizer().clean(convert(text)) == html


IDS = {
    "Más café": "mas-cafe",
    "Written in C#": "written-in-c",
    "Привет, мир": "привет-мир",
    "أخبار اليوم": "أخبار-اليوم",
    "新闻 标题": "新闻-标题",
    "ข่าววันนี้": "ข่าววันนี้",
}


@pytest.mark.parametrize("words", IDS)
def test_headings_have_ids_of_their_words_in_every_script(words: str) -> None:
    html = Sanitizer().clean(convert(f"## {words}\n\n## {words}"))
    assert re.findall(r'id="([^"]*)"', html) == [f"text-{IDS[words]}", f"text-{IDS[words]}_1"]


word = st.sampled_from(
    ["fire", "*fell*", "**rose**", "`code`", "a_b", "\\*", "#1", "~50", "5 &amp; 6", "[x](/y/)", "C#"]
)
line = st.lists(word, min_size=1, max_size=4).map(" ".join)
kind = st.sampled_from(
    ["{}", "## {}", "- {}", "- {}\n  - {}", "1. {}\n   - {}", "> {}", "```\n{}\n```", "{}:\n- {}\n- {}", "{}\n{}"]
)
block = st.tuples(kind, line, line, line).map(lambda parts: parts[0].format(*parts[1:]))


@settings(max_examples=80, derandomize=True)
@given(st.lists(block, min_size=1, max_size=5).map("\n\n".join))
def test_the_words_of_any_text_are_those_that_commonmark_finds(text: str) -> None:
    assert words_of(convert(text)).split() == words_of(OTHER.render(text)).split()
