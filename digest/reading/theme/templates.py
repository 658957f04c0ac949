"""Read templates and static files: those of the default theme, each replaced by the file of the same name in the site's `templates/`."""

import re
from pathlib import Path

from digest.adapters.serialization import fingerprint
from digest.model.diagnostic import Position
from digest.model.site import Asset, Template
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.assets import read_assets
from digest.reading.files.decode import decode
from digest.reading.files.program import default_theme
from digest.reading.files.walk import walk

_STATIC = "templates/static/"
_WORDS = "templates/words/"
# The name of a default template that a template of the site extends or imports, though one of its own replaces it.
_OF_DIGEST = re.compile(r"""["']digest/([\w./-]+)["']""")


def read_theme(folder: Path, findings: DiagnosticCollector) -> tuple[tuple[Template, ...], tuple[Asset, ...]]:
    """Return all templates and static files, each kind sorted by name. The site's own files replace the default ones."""
    theme = default_theme()
    templates, static = _read(theme, findings, themed=True)
    if folder.resolve() != theme.resolve():
        own_templates, own_static = _read(folder, findings, themed=False)
        templates = _extended(templates, own_templates) | own_templates
        static |= own_static
    return tuple(templates[name] for name in sorted(templates)), tuple(static[name] for name in sorted(static))


def _extended(defaults: dict[str, Template], own: dict[str, Template]) -> dict[str, Template]:
    """Return the default templates. Those that the site's own extend or import as `digest/NAME` have this name as well."""
    wanted = {name for template in own.values() for name in _OF_DIGEST.findall(template.source)}
    again = [
        Template(f"digest/{name}", f"digest/{name}", default.source, fingerprint(b"digest/", default.key.encode()))
        for name, default in defaults.items()
        if name in wanted
    ]
    return defaults | {template.name: template for template in again}


def _read(folder: Path, findings: DiagnosticCollector, *, themed: bool) -> tuple[dict[str, Template], dict[str, Asset]]:
    found = walk(folder, "templates", findings)
    static = tuple(file for file in found if file.path.startswith(_STATIC))
    templates: dict[str, Template] = {}
    for file in found:
        if file.path.startswith((_STATIC, _WORDS)):
            continue
        try:
            raw = (folder / file.path).read_bytes()
        except OSError as problem:
            findings.error(
                "unreadable",
                Position(file.path),
                f"the file cannot be read: {problem.strerror}",
                "check its permissions",
            )
            continue
        source = decode(raw, file.path, findings)
        if source is not None:
            name = file.path.removeprefix("templates/")
            templates[name] = Template(name, file.path, source, fingerprint(name.encode(), raw))
    assets = read_assets(folder, static, "templates/", findings, themed=themed)
    return templates, {asset.address: asset for asset in assets}
