"""Rules and headers for hosts in the words of each: Apache, Cloudflare Pages, Netlify, nginx, Amazon S3.

Addresses are safe ones (`model/url.py`): they hold neither white space nor quotation marks, backslashes or percent signs.
"""

import json
import re
from collections.abc import Callable

from digest.model.url import quote_address
from digest.model.views.host import Rule, RulesView


def render_rules(view: RulesView, recipe: str) -> bytes:
    """Render all rules, or headers, in the words of a host."""
    return _HOSTS[recipe](view).encode()


def _netlify(view: RulesView) -> str:
    """Write `_redirects`: paths are percent-encoded, and `!` lets a rule hold although a page stands there (Netlify, Redirect options)."""
    return _redirects(view, "301!")


def _cloudflare(view: RulesView) -> str:
    """Write `_redirects`: a rule always goes before a page (Cloudflare Pages, Redirects)."""
    return _redirects(view, "301")


def _redirects(view: RulesView, status: str) -> str:
    lines = [
        f"{_path(view, rule.address)} {_path(view, rule.target)} {status}"
        for rule in view.rules
        if rule.target is not None
    ]
    return "\n".join([*lines, ""])


def _headers(view: RulesView) -> str:
    """Write `_headers`: one rule for all addresses, since both hosts join what several rules say (Cloudflare Pages, Netlify: Headers)."""
    return "\n".join([f"{view.base_path}*", *(f"  {name}: {value}" for name, value in view.headers), ""])


# These two hosts say by themselves that nothing is shown again unasked; of a web server, browsers would guess how long a page holds, and
# what was corrected or withdrawn would stay on the screen. To ask is cheap: files that did not change keep their dates.
_FRESH = ("Cache-Control", "no-cache")


def _apache(view: RulesView) -> str:
    """Write `.htaccess`: headers for every answer, also those that say what is wrong (Apache 2.4, mod_headers: `always`), and rules."""
    headers = [f'Header always set {name} "{value}"' for name, value in (*view.headers, _FRESH)]
    lines = [
        "# Written by digest: what browsers may do with the pages.",
        "<IfModule mod_headers.c>",
        *headers,
        "</IfModule>",
    ]
    if view.rules:
        lines += _apache_rules(view)
    return "\n".join([*lines, ""])


def _apache_rules(view: RulesView) -> list[str]:
    """Return lines for mod_rewrite; patterns are matched against the decoded path below the file's folder (Apache 2.4, mod_rewrite).

    What answers that something is gone shows the page that stands there, if there is one: the rules pass over that second look.
    """
    lines = [
        "# Where addresses that once were lead.",
        "RewriteEngine On",
        "RewriteCond %{ENV:REDIRECT_STATUS} .",
        "RewriteRule ^ - [END]",
        *(_apache_rule(view, rule) for rule in view.rules),
    ]
    if any(rule.target is None for rule in view.rules):
        lines.append("ErrorDocument 410 /%{REQUEST_URI}")
    return lines


def _apache_rule(view: RulesView, rule: Rule) -> str:
    index = r"(?:index\.html)?" if rule.address.endswith("/") else ""
    pattern = f'"^{_SPECIAL.sub(_escaped, rule.address)}{index}$"'
    if rule.target is None:
        return f"RewriteRule {pattern} - [G]"
    target = _path(view, rule.target).replace("%", r"\%")
    return f'RewriteRule {pattern} "{target}" [R=301,NE,L]'


# What PCRE takes for more than itself.
_SPECIAL = re.compile(r"[$()*+.?\[\]^{|}#&-]")


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _nginx(view: RulesView) -> str:
    """Write two maps of the decoded path, for the http block (nginx, ngx_http_map_module); docs/deploy.md says what uses them."""
    size = max((len(_decoded(view, rule.address).encode()) for rule in view.rules), default=0)
    lines = [
        "# Written by digest: where addresses that once were lead. Include it in the http block; docs/deploy.md tells the rest.",
        f"map_hash_bucket_size {_power_of_two(size + 32)};",
        f"map_hash_max_size {_power_of_two(4 * len(view.rules) + 2048)};",
        "map $uri $digest_moved {",
        *(
            f'    "{_decoded(view, rule.address)}" "{_path(view, rule.target)}";'
            for rule in view.rules
            if rule.target is not None
        ),
        "}",
        "map $uri $digest_gone {",
        *(f'    "{_decoded(view, rule.address)}" 1;' for rule in view.rules if rule.target is None),
        "}",
    ]
    return "\n".join([*lines, ""])


def _nginx_headers(view: RulesView) -> str:
    """Write headers for the server block, for every answer (nginx, ngx_http_headers_module: `always`)."""
    lines = [
        "# Written by digest: what browsers may do with the pages. Include it in the server block; docs/deploy.md tells the rest.",
        *(f'add_header {name} "{value}" always;' for name, value in (*view.headers, _FRESH)),
    ]
    return "\n".join([*lines, ""])


def _power_of_two(least: int) -> int:
    return max(64, 1 << (least - 1).bit_length())


def _s3(view: RulesView) -> str:
    """Write routing rules, as a website's configuration takes them (Amazon S3, Configuring advanced conditional redirects).

    Keys have no leading slash. A site below a path of its host is kept in the bucket below that path.
    """
    rules = [
        {
            "Condition": {"KeyPrefixEquals": _decoded(view, rule.address)[1:]},
            "Redirect": {"HttpRedirectCode": "301", "ReplaceKeyWith": _decoded(view, rule.target)[1:]},
        }
        for rule in view.rules
        if rule.target is not None
    ]
    return json.dumps(rules, ensure_ascii=False, indent=1) + "\n"


def _path(view: RulesView, address: str) -> str:
    return view.base_path + quote_address(address)


def _decoded(view: RulesView, address: str) -> str:
    return view.base_path + address


_HOSTS: dict[str, Callable[[RulesView], str]] = {
    "apache": _apache,
    "cloudflare": _cloudflare,
    "netlify": _netlify,
    "headers": _headers,
    "nginx": _nginx,
    "nginx-headers": _nginx_headers,
    "s3": _s3,
}
