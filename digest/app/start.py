"""Begin: the files of a new site, and of a new article, incident or page."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from digest.app.edit import mistakes_of_new, read_content
from digest.editing.edit import edit
from digest.model.config import Config
from digest.model.diagnostic import has_errors
from digest.model.moment import in_zone
from digest.model.reports.edit import EditedFile, RefusedError, SetField
from digest.model.reports.start import Answers, NewRequest, NotStarted, SiteSeed, Started
from digest.model.site import Content, ContentItem
from digest.model.text.characters import clean, unseen_in, without_stray
from digest.model.url import fold, is_slug, slugify
from digest.planning.editing.lookup import Catalogue, Mention
from digest.reading.config.settings import read_config
from digest.reading.files.program import program_source, read_starting_files
from digest.starting.content import NewFile, new_file
from digest.starting.site import CONFIG, EMPTY_FOLDERS, placeholders, site_files
from digest.writing.files import create_folder


def start_site(folder: Path, answers: Answers, seed: SiteSeed) -> Started | NotStarted:
    """Write the files of a new site into a folder, which is made if it is missing. If one of them exists, write nothing."""
    title = _one_line(answers.title)
    if not title:
        return NotStarted("the name of the site is empty", "write it, such as --title “Harbour Digest”")
    texts = site_files(answers, seed, program_source(), read_starting_files())
    texts[CONFIG] = edit(texts[CONFIG], (SetField("id", seed.id), SetField("title", title)))
    there = [path for path in texts if _exists(folder, path)]
    if CONFIG in there:
        message = "nothing was written, because config.yaml is there already: this folder is a site"
        return NotStarted(message, "digest new begins an article in it; for another site, name another folder")
    if there:
        return NotStarted(
            f"nothing was written, because {_joined(there)} {'is' if len(there) == 1 else 'are'} there already",
            "digest init never changes a file: move what is there away, or name another folder",
        )
    failed = _write(folder, texts, EMPTY_FOLDERS)
    return failed or Started(tuple(texts), tuple(placeholders(texts)))


def make_file(folder: Path, request: NewRequest, now: datetime) -> Started | NotStarted:
    """Write the file of a new article, incident or page."""
    config, diagnostics = read_config(folder)
    if config is None or has_errors(diagnostics):
        return NotStarted("nothing was written: mend config.yaml first", diagnostics=diagnostics)
    title = _one_line(request.title)
    if not title:
        return NotStarted("the title is empty", "write it in quotes, as one argument")
    if request.slug and (not is_slug(request.slug) or slugify(request.slug) != request.slug):
        near = slugify(request.slug) or "bridge-collapse"
        return NotStarted(f"“{request.slug}” cannot be the last part of an address", f"write --slug {near}")
    try:
        return _make(folder, config, NewRequest(request.kind, title, request.incident, request.slug), now)
    except RefusedError as refused:
        return NotStarted(str(refused), refused.hint)


def _make(folder: Path, config: Config, request: NewRequest, now: datetime) -> Started | NotStarted:
    _, content, _ = read_content(folder, config)
    incident = _incident(request.incident, content, config) if request.incident else ""
    moment = in_zone(now, config.zone).replace(second=0, microsecond=0).isoformat(timespec="minutes")
    new = new_file(NewRequest(request.kind, request.title, incident, request.slug), moment, read_starting_files())
    _refuse_second(new, content)
    text = new.text(edit(new.template, new.fields))
    mistakes = mistakes_of_new(folder, config, now, content, new.kind, EditedFile(new.path, None, text.encode()))
    if mistakes:
        return NotStarted(
            f"nothing was written: {new.path} would be wrong", "choose another title, or --slug", mistakes
        )
    return _write(folder, {new.path: text}) or Started((new.path,))


def _refuse_second(new: NewFile, content: Content) -> None:
    """Refuse a file whose name is that of another one of its kind: the name is its id."""
    kinds: dict[str, tuple[ContentItem, ...]] = {
        "articles": content.articles,
        "incidents": content.incident_files,
        "pages": content.own_pages,
    }
    for item in kinds[new.kind]:
        file = item.origin.file
        if fold(item.id) == fold(new.stem):
            raise RefusedError(f"{file} is there already", "choose another title, or another name with --slug")


def _incident(called: str, content: Content, config: Config) -> str:
    """Return the id of the one incident that is meant: by any of its names, or by how its id or slug begins."""
    catalogue = Catalogue(content, config.base_url)
    try:
        return catalogue.resolve(Mention(called), "incident").id
    except RefusedError as unknown:
        begins = {
            one.id
            for one in catalogue.of("incident")
            if slugify(called) and any(name.startswith(slugify(called)) for name in (one.id, one.address.split("/")[1]))
        }
        if len(begins) == 1:
            return begins.pop()
        if begins:
            raise RefusedError(f"“{called}” may be {_joined(sorted(begins), 'or')}", "write more of it") from None
        hint = f"{unknown.hint}. For a new one: digest new incident “Title”"
        raise RefusedError(str(unknown), hint) from None


def _write(folder: Path, texts: Mapping[str, str], empty_folders: tuple[str, ...] = ()) -> NotStarted | None:
    try:
        create_folder(folder, {path: text.encode() for path, text in texts.items()}, empty_folders)
    except FileExistsError as there:
        return NotStarted(f"nothing was written, because {there.filename} is there already", "choose another name")
    except OSError as problem:
        return NotStarted(f"nothing was written: {problem.filename or folder}: {problem.strerror or problem}")
    return None


def _exists(folder: Path, path: str) -> bool:
    """Return whether a file could not be made, because it or a file in the place of its folder exists."""
    parents = [parent for parent in Path(path).parents if parent != Path()]
    return os.path.lexists(folder / path) or any(
        os.path.lexists(folder / parent) and not (folder / parent).is_dir() for parent in parents
    )


def _one_line(text: str) -> str:
    """Return a text in one line, without invisible characters that mean nothing; empty if nothing of it can be seen."""
    seen = " ".join(without_stray(clean(text)).split())
    return "" if unseen_in(seen) else seen


def _joined(words: list[str], last: str = "and") -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
