"""Make records of the texts of a site: with a date, old addresses, authors, ties between translations, pictures and links."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from digest.importing.record import Folder, MediaFile, Record, Skipped, Value
from digest.importing.sites.copies import body_in, without_copies
from digest.importing.sites.dates import date_in_address, date_of_folder, is_impossible, read_moment, read_name
from digest.importing.sites.generators.astro import read_astro
from digest.importing.sites.generators.docusaurus import read_docusaurus
from digest.importing.sites.generators.eleventy import read_eleventy
from digest.importing.sites.generators.hexo import read_hexo
from digest.importing.sites.generators.hugo import read_hugo
from digest.importing.sites.generators.jekyll import read_jekyll
from digest.importing.sites.generators.nikola import read_nikola
from digest.importing.sites.generators.pelican import read_pelican
from digest.importing.sites.generators.zola import read_zola
from digest.importing.sites.links import Linker, links_led
from digest.importing.sites.naming import Named, names_of
from digest.importing.sites.settings import first_of, folder_of, group, text_of
from digest.importing.sites.site import Site, SiteName, Text
from digest.model.reports.imported import Note

_READERS: Mapping[SiteName, Callable[[Folder], Site]] = {
    "astro": read_astro,
    "docusaurus": read_docusaurus,
    "eleventy": read_eleventy,
    "hexo": read_hexo,
    "hugo": read_hugo,
    "jekyll": read_jekyll,
    "zola": read_zola,
    "nikola": read_nikola,
    "pelican": read_pelican,
}


def read_site(site: SiteName, folder: Folder) -> Iterator[Record | Skipped]:
    """Yield a record for each text of a site's folder, and what is skipped, with the reason.

    Nothing of a body is kept: the fields of all texts are read first, for addresses and translations, and then one text after the other.
    """
    known = _READERS[site](folder)
    left_out = [text.path for text in known.texts if known.leaves_out(text.path)]
    texts = [text for text in known.texts if not known.leaves_out(text.path)]
    known = replace(known, texts=tuple(sorted(texts, key=lambda text: (_is_translated(text, known), text.path))))
    yield from (*known.skipped, *_unread_settings(folder))
    yield from (Skipped(path, "the site's settings leave it out") for path in left_out)
    known, repeated = without_copies(known, folder)
    yield from repeated
    linker, names = Linker(known, tuple(folder.files())), names_of(known)
    for text in known.texts:
        yield _record(text, known, folder, linker, names[text.path])


_SETTINGS = re.compile(r"(?:_config|hugo|config|zola|config/_default/[\w.-]+)\.(?:toml|ya?ml|json)")


def _unread_settings(folder: Folder) -> Iterator[Skipped]:
    """Yield the settings that cannot be read: addresses are then those that the generator gives without any."""
    for path in folder.files():
        if _SETTINGS.fullmatch(path) and folder.document(path) is None:
            yield Skipped(
                path,
                "these settings cannot be read, so that old addresses may be wrong",
                "mend the file, and import again",
            )


def _is_translated(text: Text, site: Site) -> bool:
    return bool(text.lang) and text.lang != site.language


def _record(text: Text, site: Site, folder: Folder, linker: Linker, named: Named) -> Record | Skipped:
    body = body_in(folder, text)
    if body is None:
        return Skipped(
            text.path, "its front matter cannot be read", "mend it, or save the file as UTF-8, and import it again"
        )
    body, told = site.read_body(body, text, linker.texts)
    notes = [*told]
    fields: dict[str, Value] = {
        key: value for key, value in text.fields.items() if key not in site.consumed or value is False
    }
    if text.kind == "articles":
        _date(text, site, folder, fields, notes)
    else:
        fields.pop("layout", None)  # that of the other generator's theme; digest has a field of this name for pages
    _title(text, body, fields, notes)
    body, media = links_led(body, text, linker)
    shown = _picture(text, site, fields, linker, notes)
    _authors(site, fields)
    fields |= named.fields
    lang = text.lang or (site.language if "id" in named.fields else "")
    if lang and (lang != site.language or "id" in named.fields):
        fields["lang"] = lang  # also of the original, if there are translations: the new site may have another language
    if text.is_draft:
        fields["draft"] = True
    if named.aliases:
        fields["aliases"] = list(named.aliases)
    elif text.kind == "articles" and not (text.is_draft or text.addresses or text.fields.get("permalink") is False):
        said = "its old address cannot be known from the settings: if it had one, write it into `aliases:`"
        notes.append(Note("unknown", "old-address", said))
    return Record(
        text.path,
        fields,
        body,
        text.form,
        text.kind,
        is_own=True,
        dialect=site.dialect,
        media=tuple(dict.fromkeys((*media, *shown))),
        notes=tuple(notes),
    )


def _date(text: Text, site: Site, folder: Folder, fields: dict[str, Value], notes: list[Note]) -> None:
    """Write the date if no field says it: from the name, the path, the folder or git, in this order."""
    written = [name for name in site.dates if any(map(str.isdigit, text_of(fields.get(name))))]
    impossible = [name for name in written if is_impossible(text_of(fields[name]))]
    if len(written) > len(impossible):
        _mend_time(written, fields, notes)
        return
    said = text.date or read_name(text.path.rpartition("/")[2].rpartition(".")[0]).date
    said = said or next((day for address in text.addresses if (day := date_in_address(address))), "")
    if said and impossible:
        day = text_of(fields.pop(impossible[0]))
        notes.append(
            Note(
                "mended",
                "impossible-date",
                f"there is no day {day}; the date is that of the file's name or address: {said}",
            )
        )
    if not said and (said := date_of_folder(folder_of(text.path))):
        notes.append(Note("guessed", "date-of-folder", f"the date {said} is that of its folder"))
    if not said and (said := folder.committed(text.path)):
        notes.append(Note("guessed", "date-of-commit", f"the date {said} is that of its first commit in git"))
    if said:
        fields["date"] = said


def _mend_time(written: list[str], fields: dict[str, Value], notes: list[Note]) -> None:
    """Leave the day of a moment whose time or offset cannot be read: `2023-01-29 19:56:50 -06000`."""
    for name in written:
        value = text_of(fields[name])
        day = _DAY.match(value)
        if day and read_moment(value) is None:
            fields[name] = day[0]
            notes.append(Note("mended", "unread-time", f"{value} is no moment; the day is taken", text=value))


_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=[T ])")


def _title(text: Text, body: str, fields: dict[str, Value], notes: list[Note]) -> None:
    """Write a title if no field says it, and the text does not begin with a heading: its name in words."""
    if text_of(first_of(fields, "title", "headline", "Title")) or body.lstrip().startswith("# "):
        return
    words = text.name.replace("-", " ").replace("_", " ").strip()
    fields["title"] = words[:1].upper() + words[1:]
    notes.append(Note("guessed", "title-of-name", f"the title is made of the file's name: {fields['title']}"))


_PICTURES = (
    *(
        "image",
        "cover",
        "cover_image",
        "coverImage",
        "featured_image",
        "featuredImage",
        "featuredimage",
        "feature_image",
        "featured",
    ),
    *(
        "header",
        "hero",
        "heroImage",
        "hero_image",
        "banner",
        "thumbnail",
        "thumb",
        "teaser",
        "images",
        "img",
        "og_image",
        "socialImage",
    ),
    *("social_image", "preview", "photo", "picture", "post_image", "bigimg", "header-img", "background", "feature"),
)
_PARTS = (
    "src",
    "path",
    "url",
    "image",
    "feature",
    "teaser",
    "overlay_image",
    "relative",
    "file",
    "filename",
    "thumb",
    "img",
)


def _picture(
    text: Text, site: Site, fields: dict[str, Value], linker: Linker, notes: list[Note]
) -> tuple[MediaFile, ...]:
    """Write `image` if a field names a file of the site as the text's picture, and return the file; leave out one that is not there."""
    for names in (fields, *(group(fields.get(name)) for name in ("extra", "params", "seo", "meta"))):
        for name in (*site.images, *_PICTURES):
            value = names.get(name)
            for link in _links_in(value):
                where = linker.picture(link, text)
                if where is not None:
                    alt = text_of(first_of(group(value), "alt", "image_alt", "title")) or text_of(
                        first_of(names, f"{name}_alt", f"{name}Alt", "image_alt", "imageAlt", "alt")
                    )
                    image: dict[str, Value] = {"src": f"media/{where.target}"}
                    fields["image"] = {**image, "alt": alt} if alt else image
                    return (where,)
    for name in (*site.images, *_PICTURES):
        missing = [link for link in _links_in(fields.get(name)) if _IS_PICTURE.search(link) and "//" not in link]
        if missing:
            del fields[name]
            notes.append(
                Note("passed-over", "missing-picture", f"`{name}` names {missing[0]}, and the site has no such file")
            )
    return ()


_IS_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)\Z", re.IGNORECASE)


def _links_in(value: Value) -> Iterator[str]:
    """Yield what may be the path of a picture in the value of a field."""
    if isinstance(value, dict):
        for part in _PARTS:
            yield from _links_in(value.get(part))
    elif isinstance(value, list):
        yield from (link for item in value[:1] for link in _links_in(item))
    elif text := text_of(value):
        yield text


def _authors(site: Site, fields: dict[str, Value]) -> None:
    """Write the names of authors in place of their ids."""
    for name in ("author", "authors"):
        if site.authors and name in fields:
            fields[name] = _named(fields[name], site.authors)


def _named(value: Value, names: Mapping[str, str]) -> Value:
    if isinstance(value, list):
        return [_named(item, names) for item in value]
    if isinstance(value, str):
        return names.get(value.strip(), value)
    key = text_of(first_of(group(value), "id", "key", "username")) if "name" not in group(value) else ""
    return {**group(value), "name": names[key]} if key in names else value
