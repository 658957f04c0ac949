"""The HTML elements, and what becomes of each in a text: the one table by which texts are both read and cleaned.

Source: https://html.spec.whatwg.org/multipage/indices.html#elements-3, and the obsolete elements of section 16.2. A name in angle brackets
that is not in `HTML` is no element: it is text, such as `<name withheld>`.
"""

# Kept in every text that takes Markdown, also in one of a single line.
INLINE = frozenset(
    "a abbr b bdi br cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var wbr".split()
)
# Kept in short texts and in whole ones.
BLOCKS = frozenset("blockquote dd dl dt hr li ol p pre ul".split())
# Kept in whole texts only.
WHOLE = frozenset(
    "aside caption col colgroup details div figcaption figure h2 h3 h4 h5 h6 img rp rt ruby section summary "
    "table tbody td tfoot th thead time tr".split()
)
# Shows something of another file: a link to it stays, with the words within. A picture of this site is shown.
EMBEDDED = frozenset("audio embed frame iframe img object video".split())
# Taken out with all that is in it.
REMOVED = frozenset("math noscript script style svg template textarea title".split())
# Says nothing by itself: it goes with what it belongs to, or its place is taken by something else (a first heading).
NEEDLESS = frozenset("area bdo body h1 head html link map meta param picture source track".split())
# Its tags are taken out, its words stay.
UNWRAPPED = frozenset(
    "acronym address applet article base basefont bgsound big blink button canvas center command content data datalist "
    "dialog dir fencedframe fieldset font footer form frameset geolocation header hgroup image input isindex keygen label "
    "legend listing main marquee menu menuitem meter multicol nav nextid nobr noembed noframes optgroup option output "
    "plaintext portal progress rb rtc search select selectedcontent shadow slot spacer strike tt xmp".split()
)
HTML = INLINE | BLOCKS | WHOLE | EMBEDDED | REMOVED | NEEDLESS | UNWRAPPED
