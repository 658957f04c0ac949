"""The files for hosts: redirects of old addresses, and HTTP headers, in the format of each host.

At each old address there is also a page that redirects browsers, for hosts without such files. Files list what was withdrawn: those that a
host does not read from the site itself are kept out of it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.model.config import Config, Host
from digest.model.diagnostic import Diagnostic, warning
from digest.model.page import Page, PublishPhase, ReadyFile
from digest.model.url import base_path
from digest.model.views.host import Rule, RulesView
from digest.model.views.security_policy import HEADERS
from digest.planning.content.picture_copies import FOLDER
from digest.planning.site.sections import SITE_ORIGIN

# The renderers of files that operators or settings include, and that no reader should find in the site.
_KEPT_OUT = frozenset({"nginx", "nginx-headers", "s3"})


@dataclass(frozen=True, slots=True)
class _Kind:
    """A host's file of redirects: its address and renderer, how many rules the host accepts, and whether it can answer "gone" (HTTP 410).

    `headers` are the address and the renderer of the file of headers, which may be the same file; None if the host has no such file.
    """

    address: str
    renderer: str
    most: int | None
    says_gone: bool
    headers: tuple[str, str] | None = None


# Limits are from the hosts' documentation: Cloudflare Pages (Redirects), Netlify (Redirects and rewrites: a deploy may fail with more than
# about 10,000 rules), Amazon S3 (Configuring advanced conditional redirects).
_KINDS: dict[Host, _Kind] = {
    "apache": _Kind(".htaccess", "apache", None, says_gone=True, headers=(".htaccess", "apache")),
    "cloudflare": _Kind("_redirects", "cloudflare", 2_000, says_gone=False, headers=("_headers", "headers")),
    "netlify": _Kind("_redirects", "netlify", 10_000, says_gone=False, headers=("_headers", "headers")),
    "nginx": _Kind(
        "redirects-nginx.conf", "nginx", None, says_gone=True, headers=("headers-nginx.conf", "nginx-headers")
    ),
    "s3": _Kind("redirects-s3.json", "s3", 50, says_gone=False),
}


def plan_host_files(
    targets: Mapping[str, str | None], pages: Iterable[Page], config: Config
) -> tuple[list[Page], list[Diagnostic]]:
    """Plan the files for the host in the settings, and warn if the host does not accept all rules.

    `targets` are the new addresses of old ones (None: it is gone), and `pages` are all pages of the site.
    """
    kind = _KINDS.get(config.host)
    if kind is None:
        return [], []
    rules = [Rule(address, targets[address]) for address in sorted(targets)]
    if not kind.says_gone:
        rules = [rule for rule in rules if rule.target is not None]
    rules.sort(key=lambda rule: not _is_feed(rule.address))
    if kind.renderer == "s3":
        rules = list(_without_wrong_matches(rules, sorted(page.address for page in pages)))
    diagnostics = []
    if kind.most is not None and len(rules) > kind.most:
        diagnostics = [_too_many(config.host, len(rules), kind.most)]
        rules = rules[: kind.most]
    view = RulesView(base_path(config.base_url), tuple(rules), lasting=_lasting(pages))
    return list(_files(kind, view)), diagnostics


def _lasting(pages: Iterable[Page]) -> str:
    """Return the beginning of the addresses of copies of pictures; nothing if an own page is there, which may change."""
    folder = f"{FOLDER}/"
    return "" if any(page.title is not None and page.address.startswith(folder) for page in pages) else folder


def is_published(file: Page) -> bool:
    """Return whether the host reads a file from the site, and hides it from readers."""
    return file.renderer not in _KEPT_OUT


def _files(kind: _Kind, view: RulesView) -> Iterator[Page]:
    """Return the files of redirects and of headers, which may be one; a file without content is left out."""
    file = kind.address, kind.renderer
    if view.rules and kind.headers != file:
        yield _file(*file, RulesView(view.base_path, view.rules))
    if kind.headers is not None:
        yield _file(*kind.headers, replace(view, rules=view.rules if kind.headers == file else (), headers=HEADERS))


def _file(address: str, renderer: str, view: RulesView) -> Page:
    return Page(address, renderer, ReadyFile(view), PublishPhase.FEED, SITE_ORIGIN)


def _is_feed(address: str) -> bool:
    """Return whether this is a document of a feed. These rules come first: feed readers do not follow a redirect in an HTML page."""
    return not address.endswith(("/", ".html")) and address.rpartition("/")[2].startswith("feed")


def _without_wrong_matches(rules: Sequence[Rule], present: Sequence[str]) -> Iterator[Rule]:
    """Return those rules that match no other page, if a rule matches every address that begins with its own, as in S3.

    Rules of feeds come first: the address of their page is their prefix, and its rule must not match them.
    """
    before = set[str]()
    for rule in rules:
        start = bisect_left(present, rule.address)
        matched = (address for address in present[start:] if address != rule.address)
        first = next((address for address in matched if address not in before), "")
        if not first.startswith(rule.address):
            yield rule
        before.add(rule.address)


def _too_many(host: Host, number: int, most: int) -> Diagnostic:
    return warning(
        "too-many-redirects",
        SITE_ORIGIN,
        f"{number} old addresses lead on, and {host} takes {most} rules: those beyond, pages after feeds, are left out",
        "at each of them stands a page that sends browsers on; for real redirects choose a host without such a limit",
    )
