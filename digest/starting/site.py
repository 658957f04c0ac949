"""The files of a new site: settings, an example that teaches, three pages, and what its host needs."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from digest.model.reports.start import Answers, Host, SiteSeed, Texts

CONFIG = "config.yaml"
# What pip cannot install: the workflow fails at this step, with this name in the message.
UNKNOWN_PROGRAM = "news-digest[search] @ git+https://replace-this.example/digest.git"

_FILES = {
    "site/gitignore": ".gitignore",
    "site/gitattributes": ".gitattributes",
    "site/incident.md": "content/incidents/mill-footbridge.md",
    "site/footbridge-closed.md": "content/articles/footbridge-closed.md",
    "site/footbridge-crossing.md": "content/articles/footbridge-crossing.md",
    "site/about.md": "content/pages/about.md",
    "site/corrections-policy.md": "content/pages/corrections-policy.md",
    "site/naming-policy.md": "content/pages/naming-policy.md",
    "site/config.yaml": CONFIG,
}
EMPTY_FOLDERS = ("content/media", "templates")


class _HostFiles(NamedTuple):
    """What a host needs: its files, the value of `host:`, and how the public address is made."""

    files: dict[str, str]
    setting: str
    address: str


_HOSTS: dict[Host, _HostFiles] = {
    "github": _HostFiles(
        {"hosts/github.yml": ".github/workflows/pages.yml"},
        "any",
        "https://OWNER.github.io/REPOSITORY/ unless you have a domain of your own.",
    ),
    "gitlab": _HostFiles(
        {"hosts/gitlab.yml": ".gitlab-ci.yml"},
        "any",
        "https://GROUP.gitlab.io/PROJECT/ unless you have a domain of your own.",
    ),
    "netlify": _HostFiles(
        {"hosts/netlify.toml": "netlify.toml"},
        "netlify",
        "https://NAME.netlify.app/ unless you have a domain of your own.",
    ),
    "cloudflare": _HostFiles(
        {"hosts/cloudflare.sh": "cloudflare.sh", "hosts/python-version": ".python-version"},
        "cloudflare",
        "https://NAME.pages.dev/ unless you have a domain of your own.",
    ),
    "server": _HostFiles({"hosts/server.sh": "publish.sh"}, "any", "such as https://news.example.org/."),
    "later": _HostFiles({}, "any", "such as https://news.example.org/."),
}
_SHOWN: dict[Texts, tuple[str, str]] = {
    "own": ("full", "All texts are your own words, and a source is what you drew on: so they are shown whole."),
    "others": (
        "excerpt",
        "The texts are other people's. To show one whole, write its licence: or show: full into its file.",
    ),
    "both": ("excerpt", "A text without a source is your own, and is always shown whole."),
}
_DAY = re.compile(r"@DAY-(\d+)@")


def site_files(answers: Answers, seed: SiteSeed, program: str, data: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a new site's files by their paths; `config.yaml` is the last, and lacks its id and title.

    `program` is what `pip install` takes to install digest on the host; empty if that is not known. `data` has the files below
    `starting/data/` by their paths there.
    """
    host = _HOSTS[answers.host]
    shown, why = _SHOWN[answers.texts]
    known = "where digest is installed from"
    unknown = "PLACEHOLDER: the address of the git repository that you installed digest from"
    words = {
        "@ADDRESS@": host.address,
        "@HOST@": host.setting,
        "@SHOWN@": shown,
        "@RIGHTS@": why,
        "@DIGEST@": program or UNKNOWN_PROGRAM,
        "@EXPLAINED@": known if program else unknown,
    }
    return {path: _filled(data[source], words, seed) for source, path in (*host.files.items(), *_FILES.items())}


def placeholders(files: Mapping[str, str]) -> Iterator[str]:
    """Return the files that have a placeholder, which an editor has to replace before publishing."""
    return (path for path, text in files.items() if "PLACEHOLDER" in text)


def _filled(text: str, words: Mapping[str, str], seed: SiteSeed) -> str:
    for word, value in words.items():
        text = text.replace(word, value)
    return _DAY.sub(lambda found: (seed.now - timedelta(days=int(found[1]))).date().isoformat(), text)
