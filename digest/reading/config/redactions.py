"""Read the private `redactions.yaml` as rules. Its messages contain no names, although only the editor of the file sees them."""

import re
import secrets
from collections import Counter
from zoneinfo import ZoneInfo

from digest.model.diagnostic import Diagnostic
from digest.model.redaction import WITHHELD, Level, Rule, Scope
from digest.model.text.letters import plain_letters
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.decode import decode, one_line
from digest.reading.yaml.parser import parse_mapping
from digest.reading.yaml.schema import Fields

LEVELS: tuple[Level, ...] = ("name", "noindex", "piece")
LEAST_LETTERS = 3
LEAST_SALT = 16
_LETTER = re.compile(r"[^\W\d_]")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# Characters with a meaning in Markdown, HTML or URLs: the words are inserted into all of these.
_MARKUP = re.compile(r"[<>&*_`\[\]\\#|{}~\n]|://|@")


def read_redactions(raw: bytes, file: str, zone: ZoneInfo) -> tuple[tuple[Rule, ...], str, tuple[Diagnostic, ...]]:
    """Return the rules of a file, its salt, and diagnostics. Dates without a time zone are in `zone`.

    A rule with an error is left out. The caller must not publish then, since the name in it would be published.
    """
    findings = DiagnosticCollector()
    text = decode(raw, file, findings)
    mapping = None if text is None else parse_mapping(text, file, findings)
    if mapping is None:
        return (), "", findings.all
    fields = Fields(mapping, findings, zone)
    count = Counter[str]()
    places: list[tuple[Rule, Fields]] = []

    def read(group: Fields) -> Rule | None:
        count["rules"] += 1
        rule = _rule(group, count["rules"])
        if rule is not None:
            places.append((rule, group))
        return rule

    rules = fields.groups("rules", read)
    salt = _salt(fields)
    fields.finish()
    _check_replacements(places)
    return rules, salt, findings.all


def _salt(fields: Fields) -> str:
    """Return the secret salt of the hashes that replace redacted addresses in the ledger. It must never change."""
    salt = fields.text("salt")
    if len(salt) < LEAST_SALT:
        fields.fail(
            "no-salt",
            "salt",
            "`salt` is missing or short; forgotten addresses stand in the ledger as hashes that are made with it",
            f"write this line and never change it: salt: {secrets.token_hex(16)}",
        )
    return salt


def _rule(fields: Fields, number: int) -> Rule | None:
    name = one_line(fields.required("missing-name", "write name: and the name as it was published", "name"))
    aliases = tuple(filter(None, [one_line(alias) for alias in fields.texts("aliases")]))
    level = fields.choice("level", LEVELS, "name")
    instead = _instead(fields, level)
    reason = one_line(
        fields.required("missing-reason", "write why, for whoever reads this file in ten years", "reason")
    )
    rule = Rule(
        number,
        name,
        tuple(dict.fromkeys(alias for alias in aliases if alias != name)),
        instead,
        level,
        reason,
        fields.moment("from"),
        fields.groups("except", lambda group: _scope(group, near=True)),
        fields.groups("only", lambda group: _scope(group, near=False)),
    )
    _check_names(rule, fields)
    return rule if name and reason and (instead or level == "noindex") else None


def _instead(fields: Fields, level: Level) -> str:
    """Return the words that replace the name. They may be missing for a withdrawn piece, which has a default notice."""
    hint = 'write instead: "a resident", or initials such as "J.E."'
    given = one_line(fields.required("missing-instead", hint, "instead") if level == "name" else fields.text("instead"))
    if level == "noindex":
        if given:
            fields.fail(
                "needless-instead",
                "instead",
                "a name that is only kept out of search is not replaced",
                "delete this line, or write level: name",
            )
        return ""
    if _MARKUP.search(given):
        fields.fail(
            "bad-instead",
            "instead",
            "`instead` holds a sign that means something in Markdown, HTML or an address",
            'write plain words, such as "a resident", or initials, such as "J.E."',
        )
        return ""
    return given or (WITHHELD if level == "piece" else "")


def _scope(fields: Fields, *, near: bool) -> Scope | None:
    scope = Scope(
        one_line(fields.text("article")),
        one_line(fields.text("incident")),
        one_line(fields.text("near")) if near else "",
    )
    if [scope.article, scope.incident, scope.near].count("") == 2:
        return scope
    choices = "article:, incident: or near:" if near else "article: or incident:"
    fields.fail("bad-scope", "article", "an entry names exactly one thing", f"write one of {choices}")
    return None


def _check_names(rule: Rule, fields: Fields) -> None:
    """Report names with too few letters: they would be found everywhere."""
    for field, name in (("name", rule.name), *(("aliases", alias) for alias in rule.aliases)):
        letters = "".join(_LETTER.findall(plain_letters(name)))
        enough = len(letters) >= LEAST_LETTERS or (len(letters) == 2 and ("." in name or _UNSPACED.search(letters)))
        if name and not enough:
            fields.fail(
                "name-too-short",
                field,
                "this name has too few letters to be told from other words",
                "write it whole; initials need their full stops, such as J.E.",
            )


def _check_replacements(places: list[tuple[Rule, Fields]]) -> None:
    """Report replacements that contain a redacted name: it would be published again."""
    names = set(filter(None, (_letters_only(name) for rule, _ in places if rule.replaces for name in rule.names)))
    # Many rules have the same replacement: each one is compared with all names only once.
    holding = {
        words for words in {_letters_only(rule.instead) for rule, _ in places} if any(name in words for name in names)
    }
    for rule, fields in places:
        if _letters_only(rule.instead) in holding:
            fields.fail(
                "instead-holds-name",
                "instead",
                "`instead` holds a name that a rule of this file forgets",
                'write a role, such as "a resident", or initials that are no alias',
            )


def _letters_only(text: str) -> str:
    return _NOT_LETTERS.sub("", plain_letters(text)).casefold()
