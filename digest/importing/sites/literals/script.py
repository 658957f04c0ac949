"""The plain values of a settings file in JavaScript or TypeScript, such as `docusaurus.config.js`: they are found, and nothing is run."""

import re

_TOKEN = re.compile(
    r"(?P<text>\"(?:\\.|[^\"\\\n])*+\"|'(?:\\.|[^'\\\n])*+'|`(?:\\.|[^`\\])*+`)|(?P<comment>//[^\n]*+|/\*.*?(?:\*/|\Z))",
    re.DOTALL,
)
_VALUE = r"[\"'`](?P<value>(?:\\.|[^\"'`\\$])*+)[\"'`]"
_OPENING, _CLOSING = "([{", ")]}"


def without_comments(text: str) -> str:
    """Return a script without its comments; what looks like one within a text, such as `https://`, stays."""
    return _TOKEN.sub(lambda found: found["text"] or " ", text)


def text_setting(script: str, name: str) -> str | None:
    """Return the text that a name first has as `name: "text"` or `name = "text"`; None if there is none that is plain."""
    found = re.search(rf"(?<![\w$.-])[\"']?{re.escape(name)}[\"']?\s*[:=]\s*{_VALUE}", script)
    return re.sub(r"\\(.)", r"\1", found["value"]) if found else None


def texts_setting(script: str, name: str) -> list[str]:
    """Return the texts of the first list `name: ["a", "b"]`; an empty list if there is none."""
    found = re.search(rf"(?<![\w$.-])[\"']?{re.escape(name)}[\"']?\s*:\s*(?=\[)", script)
    return re.findall(r"[\"'`]([^\"'`$]*)[\"'`]", block_at(script, found.end())) if found else []


def blocks_after(script: str, pattern: str) -> list[str]:
    """Return what is between braces after each match of a pattern: `path: "news"` for `blog: {path: "news"}`."""
    blocks = []
    for found in re.finditer(pattern, script):
        start = re.compile(r"\s*(?=\{)").match(script, found.end())
        if start:
            blocks.append(block_at(script, start.end()))
    return blocks


def block_at(script: str, start: int) -> str:
    """Return the text between the bracket at an offset and the one that closes it; to the end if none does."""
    depth = 0
    here = start
    while here < len(script):
        quoted = _TOKEN.match(script, here)
        if quoted:
            here = quoted.end()
            continue
        if script[here] in _OPENING:
            depth += 1
        elif script[here] in _CLOSING:
            depth -= 1
            if depth == 0:
                return script[start + 1 : here]
        here += 1
    return script[start + 1 :]
