"""The files for hosts: where addresses that once were lead, one table in the words of each host, and the headers that they send.

At each such address stands a page as well that sends browsers on, for hosts that can do no better.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.model.config import Config, Host
from digest.model.diagnostic import Diagnostic, warning
from digest.model.page import Page, PublishPhase, ReadyFile
from digest.model.url import base_path
from digest.model.views.host import Rule, RulesView
from digest.model.views.security_policy import HEADERS
from digest.planning.site.sections import SITE_ORIGIN


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a host wants: the file's address and renderer, how many rules it takes, and whether it can say that something is gone.

    `headers` are address and renderer of its file of headers: the same one, another, or none that it would understand.
    """

    address: str
    renderer: str
    most: int | None
    says_gone: bool
    headers: tuple[str, str] | None = None


# By the hosts' own documentation: Cloudflare Pages (Redirects), Netlify (Redirects and rewrites: a deploy may fail beyond some 10,000
# rules), Amazon S3 (Configuring advanced conditional redirects).
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
    """Plan the files for the host that the settings name, and warn if it does not take all of its rules.

    `targets` say where old addresses lead (None: nowhere any more), and `pages` are all that will be published.
    """
    kind = _KINDS.get(config.host)
    if kind is None:
        return [], []
    rules = [Rule(address, targets[address]) for address in sorted(targets)]
    if not kind.says_gone:
        rules = [rule for rule in rules if rule.target is not None]
    rules.sort(key=lambda rule: not _is_feed(rule.address))
    if kind.renderer == "s3":
        rules = list(_that_catch_nothing_else(rules, sorted(page.address for page in pages)))
    diagnostics = []
    if kind.most is not None and len(rules) > kind.most:
        diagnostics = [_too_many(config.host, len(rules), kind.most)]
        rules = rules[: kind.most]
    return list(_files(kind, base_path(config.base_url), tuple(rules))), diagnostics


def _files(kind: _Kind, base: str, rules: tuple[Rule, ...]) -> Iterator[Page]:
    """Return one file for both, or one each; a file that would say nothing is none."""
    file = kind.address, kind.renderer
    if rules and kind.headers != file:
        yield _file(*file, RulesView(base, rules))
    if kind.headers is not None:
        yield _file(*kind.headers, RulesView(base, rules if kind.headers == file else (), HEADERS))


def _file(address: str, renderer: str, view: RulesView) -> Page:
    return Page(address, renderer, ReadyFile(view), PublishPhase.FEED, SITE_ORIGIN)


def _is_feed(address: str) -> bool:
    """Return whether this is a document of a feed: such a rule counts most, since readers of feeds do not follow what is in a page."""
    return not address.endswith(("/", ".html")) and address.rpartition("/")[2].startswith("feed")


def _that_catch_nothing_else(rules: Sequence[Rule], present: Sequence[str]) -> Iterator[Rule]:
    """Return the rules that hold for a whole prefix, as those of S3 do, without catching what stands elsewhere.

    Rules of feeds come first, so that the rule of their page, which is their prefix, does not catch them.
    """
    before = set[str]()
    for rule in rules:
        start = bisect_left(present, rule.address)
        caught = (address for address in present[start:] if address != rule.address)
        first = next((address for address in caught if address not in before), "")
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
