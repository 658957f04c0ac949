"""What other tools' keys decide: that a text is not published, not listed, not indexed, or only from or until a moment.

The rule: if in doubt, a text is not published, and an index does not list it.
"""

from collections.abc import Iterable
from typing import Literal

from digest.reading.dialects.names import plain_name
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence

# `unclear`: neither yes nor no, where one of the two is needed.
Decision = Literal["", "draft", "unlisted", "noindex", "unclear"]

_YES = frozenset("true yes on 1 y t always".split())
_NO = frozenset("false no off 0 n f never none null nil nan undefined ~".split()) | {""}

# Not published if it says yes.
_HIDES = frozenset(
    "draft drafts isdraft indraft draftpost private isprivate secret confidential protected encrypted encrypt unpublished unpublish wip "
    "workinprogress trashed deleted isdeleted removed expired archived isarchived archive embargoed disabled isdisabled future scheduled "
    "schedule embargo inactive retracted".split()
)
# Not published if it says no.
_SHOWS = frozenset(
    "published publish ispublished public ispublic active isactive enabled live islive online approved render output ready "
    "finished publishable".split()
)
# Reached by its address only, if it says yes.
_UNLISTS = frozenset(
    "hidden ishidden hide unlisted isunlisted headless eleventyexcludefromcollections excludefromcollections excludefromcollection "
    "hiddeninhomelist hiddenfromhomepage hiddenfromhome hidefromhome hidefromhomepage hidefromlist hidefromlists hideinlist "
    "hiddenfromlist hidefromindex hidefromblog hidepost hidefromfeed hiddenfromfeed hiddenfromrss hidefromrss excludefromfeed "
    "excludefromrss excludefromfeeds nofeed norss exclude excluded skip ignore ignored invisible donotlist nolist noindexlist "
    "excludefromlist excludefromindex excludefromarchive hidefromarchive hideinfeed hideinrss norssfeed hidefromall feedexclude rssexclude "
    "rssignore feedignore".split()
)
# Reached by its address only, if it says no.
_LISTS = frozenset(
    "listed islisted list visible isvisible rss feed infeed inrss inlist inlists showinlist showinlists showinfeed showinrss showinindex "
    "showinhome showonhome showonhomepage includeinfeed includeinrss show rssfeed display".split()
)
_UNINDEXES = frozenset(
    "noindex robotsnoindex seonoindex metanoindex nosearch excludefromsearch searchexclude searchhidden hiddenfromsearch hidefromsearch "
    "sitemapexclude sitemapignore excludefromsitemap hidefromsitemap sitemapdisable sitemapexcluded nositemap noarchive "
    "excludefromindexing disableindexing excludesearch unsearchable".split()
)
_INDEXES = frozenset(
    "insearchindex searchable searchindex indexable indexed index insitemap pagefind search sitemap allowindex allowindexing "
    "includeinsitemap includeinsearch showinsearch showinsitemap robotsindex seoindex".split()
)
# With any value: nobody may read it freely, or it is no text, but a signpost to another page.
_LOCKS = frozenset("password passwords passphrase passcode".split())
_LEADS_AWAY = frozenset(
    "redirectto redirect redirecturl redirectlink redirecttarget externalredirect redirecturi forwardto".split()
)
_ACCESS = frozenset("visibility access privacy audience".split())
_STATES = frozenset(
    "status poststatus publishstatus publicationstatus pagestatus state workflowstate publishstate".split()
)

_PUBLISHED = frozenset("published publish public live featured".split())
_DRAFTS = frozenset(
    "draft drafts autodraft private pending pendingreview inreview review trash trashed scheduled future skip sent archived unpublished "
    "notpublished inactive offline deleted idea todo wip embargoed internal rejected disabled protected password secret".split()
)
_UNLISTED = frozenset("hidden unlisted nolist".split())

_EXPIRES = frozenset(
    "expires expirydate expiry expire expiresat expireat expireson expiredate expiration expirationdate expirydatetime expiresdate "
    "unpublishdate unpublishat unpublishon unpublish depublish depublishat depublishon takedown takedownat takedowndate offlineat "
    "validuntil visibleuntil publisheduntil publishuntil archivedate archiveat expired".split()
)
_APPEARS = frozenset(
    "publishat publishdate publishedat publishedon publishon datepublish datepublished pubdate pubdatetime publicationdate "
    "publisheddate published publish scheduled scheduledat schedule scheduledfor scheduledate scheduleddate embargo embargountil "
    "embargodate embargoeduntil golive goliveat golivedate releaseat availablefrom visiblefrom publishfrom publishtime "
    "livefrom".split()
)
# Groups in which themes and plug-ins keep their own settings, decisions among them.
GROUPS = frozenset("extra params param seo custom meta options settings attributes data eleventy metadata".split())


_DECIDING_GROUPS = frozenset({"build", "sitemap", "robots", "googlebot", "head", "search", "index"}) | GROUPS


def is_yes(word: str) -> bool:
    """Return whether a word is one with which some tool says yes."""
    return word.strip().lower() in _YES


def is_no(word: str) -> bool:
    """Return whether a word is one with which some tool says no, or nothing."""
    return word.strip().lower() in _NO


def decision_of(key: str, node: Node) -> Decision:
    """Return what a key of any tool decides; an empty text if nothing, or if it allows what is done anyway."""
    if isinstance(node, Scalar) and node.is_null:
        return ""
    return _decision_of(plain_name(key), node)


def _decision_of(name: str, node: Node) -> Decision:
    if name in _DECIDING_GROUPS and not isinstance(node, Scalar):
        return _of_group(name, node)
    if not isinstance(node, Scalar):
        return "draft" if name in _LOCKS or (name in _ACCESS and _words(node)) else ""
    word = node.value.strip().lower()
    if name in _ACCESS or name in _STATES:
        found = decision_of_status(word) if name in _STATES else _of_access(word)
        return "" if found == "unclear" and name in {"state", "workflowstate"} else found  # of a country, perhaps
    if name in {"robots", "googlebot", "metarobots", "seorobots"}:
        return "noindex" if {"noindex", "none"} & {*word.replace(",", " ").split()} else ""
    if name == "permalink":
        return "draft" if word == "false" else ""
    return _of_flag(name, word)


def _of_flag(name: str, word: str) -> Decision:
    yes, no = word in _YES, word in _NO
    if (name in _LOCKS and not no) or (name in _HIDES and yes) or (name in _SHOWS and no and word):
        return "draft"
    if (name in _UNLISTS and yes) or (name in _LISTS and no and word) or (name in _LEADS_AWAY and not no):
        return "unlisted"
    if (name in _UNINDEXES and yes) or (name in _INDEXES and no and word):
        return "noindex"
    return "unclear" if name in _MUST and not yes and not no and not _is_date(name, word) else ""


# Nothing but yes, no or a date can be meant.
_MUST = frozenset("draft isdraft private isprivate unpublished published publish ispublished public ispublic".split())


def _is_date(name: str, word: str) -> bool:
    return name in _EXPIRES | _APPEARS | {"archive", "future"} and any(character.isdigit() for character in word)


def _of_access(word: str) -> Decision:
    if is_no(word) or word in _PUBLISHED or word in {"everyone", "all", "anyone", "open", "free"}:
        return ""
    return "unlisted" if plain_name(word) in _UNLISTED else "draft"


def decision_of_status(word: str) -> Decision:
    """Return what a status of WordPress, Pelican, Nikola, Ghost and others decides; `unclear` for a word that none of them has."""
    name = plain_name(word)
    if name in _PUBLISHED or not name:
        return ""
    if name in _UNLISTED:
        return "unlisted"
    return "draft" if name in _DRAFTS else "unclear"


def _of_group(name: str, node: Node) -> Decision:
    """Return what a list or a group decides: `build: {render: never}` of Hugo, `sitemap: {exclude: true}`, `robots: [noindex]`."""
    if not isinstance(node, Mapping):
        return "noindex" if name in {"robots", "googlebot", "meta", "head"} and "noindex" in _words(node) else ""
    found: list[Decision] = []
    for key, (_, _, value) in node.pairs.items():
        inner = plain_name(key)
        word = value.value.strip().lower() if isinstance(value, Scalar) else ""
        if name == "build" and inner == "render":
            found.append("draft" if word in {"never", "false", "link"} else "")
        elif name == "build" and inner == "list":
            found.append("unlisted" if word in {"never", "false", "local"} else "")
        elif name in {"sitemap", "search", "robots"}:
            off = (
                inner in {"exclude", "excluded", "disable", "disabled", "ignore", "noindex", "hidden", "hide"}
                and word in _YES
            )
            off = off or (inner in {"include", "index", "enabled", "enable"} and word in _NO and bool(word))
            found.append("noindex" if off else "")
        elif name in GROUPS:
            found.append(_in_group(key, value))
    return strictest(found)


def _in_group(key: str, value: Node) -> Decision:
    """Return what a key within a theme's settings decides. What is unclear there has another meaning."""
    name = plain_name(key)
    if name in _AMBIGUOUS_INSIDE:
        return ""
    found = decision_of(key, value)
    return "" if found == "unclear" else found


# Within a theme's settings, these say how parts of the page look.
_AMBIGUOUS_INSIDE = (
    _LISTS - {"listed", "islisted"} | _INDEXES - {"searchable", "insearchindex", "indexable"} | _ACCESS
) | frozenset(
    "active enabled live online output ready finished archive removed disabled ignore skip exclude hide state".split()
)


def strictest(decisions: Iterable[Decision]) -> Decision:
    """Return the decision that shows least."""
    found = set(decisions)
    return next((one for one in _BY_STRENGTH if one in found), "")


_BY_STRENGTH: tuple[Decision, ...] = ("draft", "unlisted", "unclear", "noindex")


def decides(key: str) -> bool:
    """Return whether a key decides anything in any tool."""
    name = plain_name(key)
    return name in _DECIDING


_DECIDING = (
    _HIDES | _SHOWS | _UNLISTS | _LISTS | _UNINDEXES | _INDEXES | _LOCKS | _LEADS_AWAY | _ACCESS | _STATES
) | frozenset("build robots googlebot metarobots seorobots".split())


def is_expiry(key: str) -> bool:
    """Return whether the value of this key is the moment from which a text is no longer published."""
    return plain_name(key) in _EXPIRES


def is_appearance(key: str) -> bool:
    """Return whether the value of this key is the moment from which a text is published."""
    return plain_name(key) in _APPEARS


def looks_like_a_decision(key: str) -> bool:
    """Return whether an unknown key may decide whether a text is published, so that no hint may lead to deleting it."""
    name = plain_name(key)
    return any(part in name for part in _SUSPECT)


# The keys that editors write, of which another key may be a slip of the pen.
USUAL_DECISIONS = frozenset("draft published publish private hidden unlisted listed password visibility".split())

_SUSPECT = (
    *(
        "draft",
        "publi",
        "privat",
        "hidden",
        "hide",
        "list",
        "index",
        "expir",
        "embargo",
        "secret",
        "password",
        "visib",
        "robot",
    ),
    *(
        "noindex",
        "release",
        "schedul",
        "archiv",
        "exclu",
        "confiden",
        "withdr",
        "retract",
        "redirect",
        "feed",
        "sitemap",
        "approv",
    ),
)


def _words(node: Node) -> set[str]:
    if isinstance(node, Scalar):
        return {*node.value.lower().replace(",", " ").split()}
    values = node.items if isinstance(node, Sequence) else [value for _, _, value in node.pairs.values()]
    return {word for value in values for word in _words(value)}
