"""Grammar around a name: titles, ages and possessives that belong to it, and the form of the words that replace it.

It works on the visible characters of a text. Titles and ages are known in English and the large European languages;
in other languages they stay in the sentence.
"""

import re

_TITLES = (
    "adm|admiral|attorney|bishop|bro|brother|capt|captain|cardinal|chancellor|chief|cllr|coach|col|colonel|commissioner|congressman|"
    "congresswoman|constable|cpl|corporal|councillor|councilman|councilwoman|councilmember|dame|dean|dep|deputy|det|detective|"
    "director|doctor|don|dona|dott|dottoressa|dr|dra|father|fr|frau|gen|general|gov|governor|herr|hon|insp|inspector|judge|justice|"
    "lady|lieutenant|lord|lt|m|madame|mademoiselle|maj|major|marshal|master|mayor|minister|miss|mister|mlle|mme|monsieur|mr|mrs|ms|mx|"
    "officer|pastor|patrolman|pfc|pres|president|principal|prof|professor|profesor|profesora|pvt|private|rabbi|ranger|rep|"
    "representative|rev|reverend|sen|senator|senhor|senhora|senor|senora|senorita|sergeant|sgt|sheriff|sig|signor|signora|sir|sister|"
    "sr|sra|srta|superintendent|supt|superintendant|trooper|warden|pan|pani|fru|mevrouw|meneer"
)
_TITLE = re.compile(rf"(?<![^\W_])(?:(?:{_TITLES})\.?[ ]+|(?:mr|mrs|ms|dr|sr|sra|prof|rev|sgt|det)\.)+$", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"(?<![^\W_])\d{1,3}[ -](?:years?|yrs?)[ -]old,?[ ]$", re.IGNORECASE)
_YEARS = r"(?:[ -]years?[ -]old|[ ]anos(?:[ ]de[ ]edad)?|[ ]ans|[ ]anni|[ ]jahre(?:[ ]alt)?)"
_NUMBER = r"(?:1[0-2]\d|\d{1,2})(?![\d.,:]\d)(?!\w)"
_AGE = rf"(?:(?:aged?|de|im alter von)[ ])?{_NUMBER}{_YEARS}?"
_AGE_AFTER = re.compile(
    rf"(?P<bracket>[ ]?\({_AGE}\))"
    rf"|(?P<comma>[ ]?,[ ]?{_AGE}(?P<closing>[ ]?,(?!\d))?(?=$|[\n,.;:!?)\]\"'“”’—–]|[ ][—–(-]|(?<=,)[ ]|(?<=old)[ ]))"
    rf"|(?P<words>[ ]aged?[ ]{_NUMBER}(?!\w))",
    re.IGNORECASE,
)
# Before these words, the comma after an age stays.
_GOES_ON = re.compile(
    r"[ ](?:of|from|who|whom|whose|which|a|an|the|and|or|but|formerly|both|his|her|their|de|del|da|do|que|y|e|und|aus|der|die|et)\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"(?:[ ]?,)?[ ](?:jr|sr|esq|ph\.?d|m\.?d|i{2,3}|iv)(?!\w)(?:\.(?![ ]?(?:\n|$|[\"”’)])|[ ](?-i:[A-Z])))?",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’‘ʼ`]s(?![^\W_])", re.IGNORECASE)
_BARE_POSSESSIVE = re.compile(r"['’ʼ](?=[ ][^\W_])")
_ARTICLE = re.compile(
    r"(?:an?|the|un|une|una|uno|el|la|le|il|lo|ein|eine|einen|einer|einem|der|die|das|den|dem|um|uma|o|os|as|een|de|het|en|ett|et)[ ]",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?<![^\W_])(?P<determiner>an?|the|this|that|my|our|your|his|her|its|their|un|une|una|el|la|le|ein|eine|der|die|das)"
    r"(?P<between>[ ](?:(?:late|former|alleged|accused|convicted|young|elderly|missing|injured|ex)[ -])*)$",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"(?<![^\W_])(?:late|former|alleged|accused|convicted|young|elderly|missing|injured)[ ]$", re.IGNORECASE
)
_INDEFINITE = re.compile(r"(?<![^\W_])(an?)[ ]$", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_a-z]\.?(?:[ -]?[^\W\d_a-z]\.?){0,4}")
_QUOTES = ("“”", "‘’", "„“", "«»", '""', "()", "[]")
_OPENED = re.compile(r"[\"'“‘«„(\[¿¡]+[ ]?$")
_SENTENCE_END = re.compile(r"(?:[.!?…。！？][\"'”’»)\]]*[ ]|\n|[。！？])$")
_ABBREVIATED = re.compile(r"(?<![^\W_])(?:vs?|e\.g|i\.e|cf|st|no|al|approx|ca|[a-z])\.[ ]$", re.IGNORECASE)

_LINE_OPENED = re.compile(r"(?:^|\n)[ ]?(?:[-+*#>]+|\d{1,3}[.)])[ ]$")


def is_initials(instead: str) -> bool:
    """Return whether initials replace the name: then a title before them stays."""
    return _INITIALS.fullmatch(instead) is not None


def with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of a name, including a quotation mark outside it whose partner is inside: `"Jane" Example`."""
    found = text[start:end]
    for pair in _QUOTES:
        opened, closed = pair[0], pair[1]
        if start and text[start - 1] == opened and found.count(closed) % 2 and closed not in found[-1:]:
            return start - 1, end
        if text[end : end + 1] == closed and found.count(opened) % 2 and found[0] != opened:
            return start, end + 1
    return start, end


def title_before(text: str, start: int) -> int:
    """Return the start of the titles before a name, and of an age before these; `start` if there are none."""
    title = _TITLE.search(text, max(0, start - 80), start)
    if title is not None and text[title.start()].islower():
        title = None
    return age_before(text, start if title is None else title.start())


def age_before(text: str, start: int) -> int:
    """Return the start of an age such as `34-year-old` before a name; `start` if there is none."""
    age = _AGE_BEFORE.search(text, max(0, start - 20), start)
    return start if age is None else age.start()


def suffix_after(text: str, end: int) -> int:
    """Return the end of a suffix of the name, such as `Jr.` or `III`; `end` if there is none."""
    suffix = _SUFFIX.match(text, end)
    return end if suffix is None else suffix.end()


def age_after(text: str, end: int) -> int:
    """Return the end of an age after a name, with the comma that belongs to the age; `end` if there is none."""
    age = _AGE_AFTER.match(text, end)
    if age is None:
        return end
    if age["comma"] and age["closing"] and _GOES_ON.match(text, age.end()):
        return age.start("closing")
    return age.end()


def possessive_after(text: str, start: int, end: int) -> int:
    """Return the end of a possessive ending after a name; `end` if there is none."""
    match = _POSSESSIVE.match(text, end)
    if match is None and text[end - 1] in "sSxXzZ" and text[max(0, start - 1) : start] not in {"'", "‘", "’"}:
        match = _BARE_POSSESSIVE.match(text, end)
    return end if match is None else match.end()


def inflect(instead: str, text: str, start: int, found: str, possessive: str) -> str:
    """Return the words that replace the name `found`; the replaced part of `text` begins at `start`, with titles before the name.

    They are in capitals if the name was, begin with a capital at the start of a sentence, drop their article after another
    one, and end as a possessive if the name did.
    """
    before = text[max(0, start - 80) : start]
    article = _ARTICLE.match(instead)
    if article and (_DETERMINED.search(before) or _MODIFIED.search(before)):
        instead = instead[article.end() :]
    if possessive:
        instead += possessive[0] if instead[-1] in "sS" and not instead.lower().endswith("ss") else f"{possessive[0]}s"
    if _is_in_capitals(found):
        return instead.upper()
    if _begins_sentence(before, is_whole=start <= 80):
        return instead[0].upper() + instead[1:]
    return instead


def article_before(text: str, start: int, words: str) -> tuple[int, str] | None:
    """Return the start of the English article directly before `words`, and the article needed now; None if it may stay."""
    match = _INDEFINITE.search(text, max(0, start - 4), start)
    if match is None or not words[0].isalpha() or (len(match[1]) == 2) == (words[0].lower() in "aeiou"):
        return None
    letter = match[1][0]
    return match.start(), letter if len(
        match[1]
    ) == 2 else f"{letter}{'N' if words.isupper() and letter == 'A' else 'n'}"


def _is_in_capitals(found: str) -> bool:
    letters = [character for character in found if character.isalpha()]
    return len(letters) > 3 and "".join(letters).isupper()


def _begins_sentence(before: str, *, is_whole: bool) -> bool:
    stripped = _OPENED.sub("", before)
    if stripped != before and re.search(r"[,:][ ]$", stripped):
        return True
    if not stripped.strip(" "):
        return is_whole
    if _LINE_OPENED.search(stripped):
        return True
    return _SENTENCE_END.search(stripped) is not None and not _ABBREVIATED.search(stripped)
