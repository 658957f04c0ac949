"""Redirect rules and headers in the format of each host: Apache, Cloudflare Pages, Netlify, nginx, Amazon S3.

Addresses are safe (`model/url.py`): they contain no white space but inner blanks, no quotation marks, backslashes or percent signs.
"""

import json
import re
from collections.abc import Callable

from digest import DOCUMENTATION
from digest.model.url import quote_address
from digest.model.views.host import Rule, RulesView


def render_rules(view: RulesView, recipe: str) -> bytes:
    """Return all rules, or headers, in the format of a host."""
    return _HOSTS[recipe](view).encode()


def _netlify(view: RulesView) -> str:
    """Return `_redirects`: paths are percent-encoded; with `!` a rule applies even if a page exists there (Netlify, Redirect options)."""
    return _redirects(view, "301!")


def _cloudflare(view: RulesView) -> str:
    """Return `_redirects`: a rule always takes precedence over a page (Cloudflare Pages, Redirects)."""
    return _redirects(view, "301")


def _redirects(view: RulesView, status: str) -> str:
    lines = [
        f"{_path(view, rule.address)} {_path(view, rule.target)} {status}"
        for rule in view.rules
        if rule.target is not None
    ]
    return "\n".join([*lines, ""])


def _headers(view: RulesView) -> str:
    """Return `_headers`: a rule for all addresses, since both hosts combine rules that match (Cloudflare Pages, Netlify: Headers)."""
    lines = [f"{view.base_path}*", *(f"  {name}: {value}" for name, value in view.headers)]
    if view.lasting:
        lines += [f"{view.base_path}{view.lasting}*", "  {}: {}".format(*_LASTING)]
    return "\n".join([*lines, ""])


# Cloudflare and Netlify send this by default. With other web servers, browsers would guess how long a page is fresh, and a page that
# was corrected or withdrawn would still be shown. Checking is cheap, since unchanged files keep their dates.
_FRESH = ("Cache-Control", "no-cache")
# For files whose names are made of their content: browsers need never ask again (RFC 8246).
_LASTING = ("Cache-Control", "public, max-age=31536000, immutable")


def _apache(view: RulesView) -> str:
    """Return `.htaccess`: headers for every response, errors included (Apache 2.4, mod_headers: `always`), and rules."""
    headers = [f'Header always set {name} "{value}"' for name, value in (*view.headers, _FRESH)]
    if view.lasting:
        path = _SPECIAL.sub(_escaped, f"{view.base_path}{view.lasting}")
        found = f"%{{REQUEST_STATUS}} -in {{'200', '304'}} && %{{REQUEST_URI}} =~ m\"^{path}\""
        headers.append('Header always set {} "{}" '.format(*_LASTING) + f'"expr={_quoted(found)}"')
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
    """Return lines for mod_rewrite. Patterns match the decoded path below the folder of the file (Apache 2.4, mod_rewrite).

    A response 410 shows the page at that address, if there is one. Apache requests it internally; the rules skip that request.
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


# Characters with a special meaning in PCRE.
_SPECIAL = re.compile(r"[$()*+.?\[\]^{|}#&-]")


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _quoted(expression: str) -> str:
    return expression.replace("\\", "\\\\").replace('"', '\\"')


def _nginx(view: RulesView) -> str:
    """Return two maps of the decoded path, for the http block (nginx, ngx_http_map_module). docs/deploy.md shows how to use them."""
    size = max((len(_decoded(view, rule.address).encode()) for rule in view.rules), default=0)
    lines = [
        "# Written by digest: where addresses that once were lead. Include it in the http block.",
        f"# {DOCUMENTATION}deploy/ tells the rest.",
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
    """Return headers for the server block, for every response (nginx, ngx_http_headers_module: `always`)."""
    lines = [
        "# Written by digest: what browsers may do with the pages. Include it in the server block.",
        f"# {DOCUMENTATION}deploy/ tells the rest.",
        *(f'add_header {name} "{value}" always;' for name, value in view.headers),
        *(_nginx_caching(view) if view.lasting else ['add_header {} "{}" always;'.format(*_FRESH)]),
    ]
    return "\n".join([*lines, ""])


def _nginx_caching(view: RulesView) -> list[str]:
    """Return lines that tell lasting files from others: nginx leaves out a header that is empty, and without `always` one of an error."""
    path = _SPECIAL.sub(_escaped, f"{view.base_path}{view.lasting}")
    return [
        f'set $digest_fresh "{_FRESH[1]}";',
        'set $digest_lasting "";',
        f'if ($uri ~ "^{path}") {{ set $digest_fresh ""; set $digest_lasting "{_LASTING[1]}"; }}',
        f"add_header {_FRESH[0]} $digest_fresh always;",
        f"add_header {_LASTING[0]} $digest_lasting;",
    ]


def _power_of_two(least: int) -> int:
    return max(64, 1 << (least - 1).bit_length())


def _s3(view: RulesView) -> str:
    """Return routing rules for a website configuration (Amazon S3, Configuring advanced conditional redirects).

    Keys have no leading slash. If the site is below a path of its host, its files are below that path in the bucket.
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
