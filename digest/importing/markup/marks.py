"""Private-use characters that replace ASCII punctuation while a library converts a text, so that it takes no word for markup."""

from string import punctuation

_START = 0xF0000
#: Marks a line break, and a part that is converted on its own, with its number between two of them.
BREAK, PART = chr(_START + 1), chr(_START + 2)
_HIDE = {ord(sign): _START + ord(sign) for sign in punctuation}
_SHOW = {private: plain for plain, private in _HIDE.items()}
_FOREIGN = dict.fromkeys((*_SHOW, ord(BREAK), ord(PART)), 0xFFFD)


def marked(text: str) -> str:
    """Return a text with private signs in place of punctuation."""
    return text.translate(_HIDE)


def unmarked(text: str) -> str:
    """Return a text with punctuation in place of private signs."""
    return text.translate(_SHOW)


def without_marks(text: str) -> str:
    """Return a text from outside in which nothing is taken for one of the private signs."""
    return text.translate(_FOREIGN)
