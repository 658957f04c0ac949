"""How a criminal case ended, as the free words of an incident's file tell it.

Outcomes are sentences that editors write ("Convicted on two counts"). A table of words in the languages of the interface tells what they
say. Words that it does not know, or that contradict each other, say nothing: then the case counts as not decided.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from digest.model.content.incident import Charge, Note

# `mixed` is decided, but not alike on all counts. `ended`: nobody can be tried any more.
Verdict = Literal["", "convicted", "acquitted", "dropped", "mixed", "ended"]

# What only seems to be a verdict: pleas, conditions and denials. It is taken out before the words below are searched for.
_NO_VERDICT = re.compile(
    r"\b(?:plead(?:s|ed|ing)?|pled) not[ -]guilty\b|\bnot[ -]guilty pleas?\b|\bplea of not[ -]guilty\b"
    r"|\bif (?:he is |she is |they are )?(?:found |proven )?(?:convicted|guilty)\b|\b(?:faces|could face|up to)\b[^.;]*"
    r"|\b(?:not|never|nobody|no one|neither)(?: yet)?(?: been| was| were)? (?:convicted|acquitted|cleared|sentenced|tried)\b"
    r"|\b(?:denies|denied|rejects?|seeks?|asks? for|asked for|demands?|wants|moves for) [^.;]*"
    r"|\bpreviously convicted\b|\bjudge (?:declines|refuses) [^.;]*|\bmotion to dismiss\b[^.;]*"
    r"|\bse declar[aó] inocente\b|\bplaide non coupable\b|\bwird vorgeworfen\b",
    re.IGNORECASE,
)
# A case that was decided and is open again.
_REOPENED = re.compile(
    r"\b(?:overturn(?:s|ed)|quash(?:es|ed)|vacat(?:es|ed)|set aside|annul(?:s|led)|retrial|new trial|mistrial|hung jury|re-?opened)\b"
    r"|\b(?:aufgehoben|neu verhandelt|anulad[ao]|nuevo juicio|cassée?|annulée?|renvoyée? devant)\b|نقض الحكم|إعادة المحاكمة",
    re.IGNORECASE,
)
_WORDS: dict[Verdict, str] = {
    "acquitted": r"\bacquit(?:s|ted|tal)\b|\bnot[ -]guilty\b|\bcleared (?:of|by)\b|\bexonerated\b|\bfreigesprochen\b|\bFreispruch\b"
    r"|\babsuelt[oa]s?\b|\bacquittée?s?\b|\brelaxée?s?\b|\bبراءة\b|\bتبرئة\b|\bبرّأت\b",
    "dropped": r"\b(?:charges?|case|count|prosecution|indictment|proceedings|complaint)\b[^.;]*"
    r"\b(?:dropped|dismissed|withdrawn|discontinued|abandoned|thrown out)\b"
    r"|\b(?:dropped|dismissed|discontinued|nolle prosequi|released without charge|no charges|no further action)\b"
    r"|\b(?:prosecutors?|court|judge|state|grand jury) (?:\w+ ){0,2}(?:drops?|dismiss(?:es)?|withdr[ae]ws?|discontinues?)\b"
    r"|\b(?:eingestellt|fallen ?gelassen|sobreseíd[ao]|sobreseimiento|archivad[ao]|non-lieu|classée? sans suite)\b"
    r"|حفظ القضية|إسقاط التهم|أسقطت التهم",
    "convicted": r"\bconvict(?:s|ed|ion)\b|\b(?<!not )(?<!not-)guilty\b|\bsentenced\b|\bjailed for\b|\bimprisoned for\b|\bfined\b"
    r"|\bverurteilt\b|\bschuldig gesprochen\b|\bcondenad[ao]s?\b|\bculpables?\b|\bcondamnée?s?\b|\breconnue?s? coupables?\b"
    r"|\bأدين(?:ت|وا)?\b|\bأدانت\b|\bحكم عليه[ام]?\b",
    "ended": r"\b(?:died|dies|died of [^.;]*) (?:before|while|awaiting|in (?:custody|prison|jail))\b"
    r"|\b(?:defendant|suspect|accused|he|she) (?:has )?(?:died|dies)\b|\b(?:abated|statute of limitations|time-barred)\b"
    r"|\b(?:vor Prozessbeginn gestorben|verjährt|prescrit[ao]?e?|prescripción|murió antes|décédée? avant)\b|توفي المتهم",
}
_VERDICTS = {verdict: re.compile(words, re.IGNORECASE) for verdict, words in _WORDS.items()}


def verdict_of(text: str) -> Verdict | Literal["reopened"]:
    """Return what one outcome says, in English, German, Spanish, French or Arabic; empty if the words decide nothing."""
    said = _NO_VERDICT.sub(" ", text)
    if _REOPENED.search(said):
        return "reopened"
    found = [verdict for verdict, words in _VERDICTS.items() if words.search(said)]
    if found[1:] and "ended" in found:
        found.remove("ended")
    if len(found) > 1:
        return "mixed"
    return found[0] if found else ""


def verdict_on(charge: Charge, until: date | None = None) -> Verdict:
    """Return how a charge was decided: what the newest outcome says that says anything. With `until`, later outcomes do not count."""
    return _newest(note for note in charge.outcomes if until is None or note.date.day <= until)


def _newest(outcomes: Iterable[Note]) -> Verdict:
    verdict: Verdict = ""
    for outcome in outcomes:
        said = verdict_of(outcome.text)
        if said:
            verdict = "" if said == "reopened" else said
    return verdict
