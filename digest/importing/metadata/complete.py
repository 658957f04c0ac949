"""Metadata by evidence: what an article does not say in its fields, its text and its URL may. Nothing that is there is changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from digest.importing.metadata.context import MetadataContext, Observation, host_of, url_of
from digest.importing.metadata.datelines import find_dateline
from digest.importing.metadata.evidence import NOWHERE, Region, Regions
from digest.importing.metadata.languages import has_many, language_of
from digest.importing.metadata.mentions import bare_name, find_mentions
from digest.importing.metadata.moments import Stamps, day_in_url, day_of, doubt, stamps_of
from digest.importing.metadata.outlets import find_author, is_empty_tag, name_outlet, observe_name, tags_of_url
from digest.importing.metadata.people import suggest_people
from digest.importing.metadata.places import suggest_place
from digest.importing.record import NewArticle, Suggestion, Value
from digest.model.reports.imported import Note

# Where an outlet is at home is looked for in so many letters of a text.
_READ = 600


def complete(article: NewArticle, context: MetadataContext) -> NewArticle:
    """Return the article with what evidence suggests for fields that it has not, and with notes on what is doubtful.

    A text of the newsroom's own gets no more than a date: its metadata is what its authors wrote.
    """
    if article.kind != "articles":
        return article
    kept, notes = _without_empty_tags(article, context)
    moments, doubts = _moments(kept, context)
    suggestions = list(moments)
    if not article.is_own:
        suggestions += _all_but_dates(kept, context)
    fields = _with_values(kept.fields, [found for found in suggestions if found.written])
    return replace(
        kept,
        fields=fields,
        suggestions=(*kept.suggestions, *suggestions),
        notes=(*kept.notes, *notes, *doubts, *(_note(found) for found in suggestions if found.written)),
    )


def observe(article: NewArticle, context: MetadataContext) -> tuple[Observation, ...]:
    """Return what an article says of its outlet, to be counted over an import and given to `learn`."""
    host = host_of(article)
    if not host or article.is_own:
        return ()
    region = _region_of(article.text, context)
    name = observe_name(article.text, host, context.evidence.owners)
    return (*name, *((Observation(host, region),) if region.country else ()))


def _region_of(text: str, context: MetadataContext) -> Region:
    """Return the region that a text says it is about: in its dateline, or first of all beside a town's name; else `NOWHERE`.

    `CHICAGO — ` and `Chicago police` say the state too: newspapers leave it out where everybody knows it.
    """
    regions, standalone = context.regions, context.evidence.places.standalone
    dateline = find_dateline(text, context.evidence, regions)
    if dateline and dateline.region.country:
        return dateline.region
    mentions = find_mentions(text[:_READ], context.patterns.places)
    found = [regions.named(mention.region) for mention in mentions if mention.region]
    towns = ([dateline.town.title()] if dateline else []) + [bare_name(mention.name) for mention in mentions]
    codes = [standalone[town] for town in towns if town in standalone]
    found += [regions.coded("US", code) for code in codes]
    return next((region for region in found if region.country), NOWHERE)


def observe_places(article: NewArticle, regions: Regions) -> tuple[Observation, ...]:
    """Return where an article that is here already says its outlet reports from: the region of its places, `Cicero, Illinois`."""
    host, places = host_of(article), article.fields.get("places")
    if not host or not isinstance(places, list):
        return ()
    names = (place.get("name") if isinstance(place, dict) else place for place in places)
    found = {regions.named(name.rpartition(", ")[2]) for name in names if isinstance(name, str) and ", " in name}
    return tuple(Observation(host, region) for region in sorted(found) if region.country)


def _all_but_dates(article: NewArticle, context: MetadataContext) -> Iterator[Suggestion]:
    """Yield suggestions for the fields that the article has not; evidence for the others is not looked for."""
    text, host, people = article.text, host_of(article), context.evidence.people
    title = article.fields.get("title")
    headline = title if isinstance(title, str) else ""
    finders: dict[str, Callable[[], Suggestion | None]] = {
        "places": lambda: suggest_place(headline, text, host, context),
        "source.name": lambda: name_outlet(host, context),
        "source.author": lambda: find_author(text, people.no_names),
        "lang": lambda: _language(text, context),
        "tags": lambda: _tags(article, context),
        "people": lambda: suggest_people(text, people, context.patterns.titled),
    }
    for name, find in finders.items():
        suggestion = find() if _value_at(article.fields, name) is None else None
        if suggestion:
            yield suggestion


def _language(text: str, context: MetadataContext) -> Suggestion | None:
    site = context.language.partition("-")[0]
    common = context.evidence.common_words.get(site, "")
    language = site if has_many(text, common) else language_of(text)
    if language in {"", site}:
        return None
    return Suggestion("lang", language, "from the letters and words of the text")


def _tags(article: NewArticle, context: MetadataContext) -> Suggestion | None:
    tags = tags_of_url(url_of(article), context.evidence.tags)
    return Suggestion("tags", list(tags), "from the sections in the URL") if tags else None


def _without_empty_tags(article: NewArticle, context: MetadataContext) -> tuple[NewArticle, tuple[Note, ...]]:
    """Leave out the sections of an outlet that say nothing, such as `News`; one's own tags stay."""
    tags = article.fields.get("tags")
    if article.is_own or not isinstance(tags, list):
        return article, ()
    empty = [tag for tag in tags if isinstance(tag, str) and is_empty_tag(tag, context.evidence.tags)]
    if not empty:
        return article, ()
    fields = {**article.fields, "tags": [tag for tag in tags if tag not in empty]}
    if not fields["tags"]:
        del fields["tags"]
    named = ", ".join(f"“{tag}”" for tag in empty)
    return replace(article, fields=fields), (
        Note("passed-over", "empty-tag", f"{named} names a section of the outlet and says nothing of the text"),
    )


def _moments(article: NewArticle, context: MetadataContext) -> tuple[list[Suggestion], list[Note]]:
    """Return `date` and `updated` by evidence, and what is doubtful about the date that the source gives."""
    patterns, url = context.patterns.dates, url_of(article)
    stamps = Stamps() if article.is_own else stamps_of(article.text, patterns)
    written = article.fields.get("date")
    given = day_of(written) if isinstance(written, str) else None
    found: list[Suggestion] = []
    notes: list[Note] = []
    if given:
        doubtful = doubt(given, url, stamps.published, context.now, patterns.months)
        notes += [Note("unknown", *doubtful)] if doubtful else []
        published: date | None = given
    else:
        suggestion = _published(day_in_url(url, context.now, patterns.months), stamps)
        found += [suggestion] if suggestion else []
        published = day_of(str(suggestion.value)) if suggestion else None
    updated = stamps.updated
    if updated and published and "updated" not in article.fields and published < updated.day <= context.now.date():
        found.append(Suggestion("updated", str(updated), f"from “{updated.words}”"))
    return found, notes


def _published(in_url: date | None, stamps: Stamps) -> Suggestion | None:
    """Return the date by the URL or the text; the text is more exact if both name the same day."""
    stamp = stamps.published
    if in_url and not (stamp and stamp.day == in_url):
        return Suggestion("date", in_url.isoformat(), "from the URL")
    stamp = stamp or stamps.updated
    return Suggestion("date", str(stamp), f"from “{stamp.words}” in the text") if stamp else None


def _value_at(fields: Mapping[str, Value], name: str) -> Value:
    """Return the value of a field such as `lang` or `source.name`; None for an empty one too."""
    value: Value = dict(fields)
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value or None


def _with_values(fields: Mapping[str, Value], suggestions: list[Suggestion]) -> dict[str, Value]:
    new = dict(fields)
    for suggestion in suggestions:
        group, _, name = suggestion.field.rpartition(".")
        if group:
            inner = new.get(group)
            new[group] = {**(inner if isinstance(inner, dict) else {}), name: suggestion.value}
        else:
            new[name] = suggestion.value
    return new


def _note(suggestion: Suggestion) -> Note:
    """Return that a field was guessed. What the evidence is differs from text to text, and is in the file."""
    code = f"{suggestion.field.replace('.', '-')}-by-evidence"
    return Note("guessed", code, f"`{suggestion.field}`, with its evidence beside it")
