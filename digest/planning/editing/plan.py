"""Plan an edit: the changes of each file for a new address, a merge or a split, or a correction, update or withdrawal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from digest.model.config import Config
from digest.model.content.article import Article, Citation, Correction, Update, Withdrawal
from digest.model.content.incident import IncidentFile, Note
from digest.model.moment import Moment, in_zone
from digest.model.reports.edit import AppendEntry, EditRequest, Edits, FileChange, RefusedError, RemoveField, SetField
from digest.model.site import Content
from digest.model.text.characters import clean
from digest.planning.content.visibility import VisibilityContext, visibility_of
from digest.planning.editing.lookup import Catalogue, Match, Mention
from digest.planning.editing.merge_split import merge, split
from digest.planning.editing.rename import empty_file, new_file, rename

NO_SOURCE = Citation()


def plan_edits(
    intent: EditRequest,
    call: Callable[[str], Mention],
    content: Content,
    config: Config,
    now: datetime,
    source: Citation = NO_SOURCE,
    date: Moment | None = None,
) -> Edits:
    """Return the changes that a request asks for. `call` makes a `Mention` of a name from the command line.

    `source` and `date` are what the request's mean to a reader of the file; without a date, an entry is dated now.

    Raise `RefusedError` if the request cannot be carried out.
    """
    things = Catalogue(content, config.base_url)
    names = tuple(map(call, intent.names))
    match intent.command:
        case "rename":
            return rename(names[0], intent.into, things)
        case "merge":
            return merge(names, call(intent.into), things)
        case "split":
            return split(names[0], names[1:], call(intent.into), things)
        case "status":
            return Edits(
                (_status(things.resolve(names[0], "incident"), intent, _Now(now, config, date), source, things),)
            )
        case command:
            article = things.article(names[0])
            if command == "withdraw" and article.status == "draft" and not things.was_published(article):
                raise RefusedError(
                    f"{article.origin.file} is a draft: it was not published, so that there is nothing to withdraw",
                    "delete the file",
                )
            return Edits((_AMENDMENTS[command](article, intent, _Now(now, config)),))


class _Now:
    """The minute of an edit, or another `date`, as content writes it: with the offset of the site's time zone at that moment."""

    def __init__(self, now: datetime, config: Config, date: Moment | None = None) -> None:
        at = in_zone(date.at if date else now, config.zone).replace(second=0, microsecond=0)
        self.visibility = VisibilityContext(now)
        self.moment = date if date and date.bare else Moment(datetime.fromisoformat(at.isoformat()))
        self.text = date.iso if date and date.bare else at.isoformat(timespec="minutes")


def _withdraw(article: Article, intent: EditRequest, now: _Now) -> FileChange:
    if article.status == "withdrawn":
        raise RefusedError(
            f"{article.origin.file} is withdrawn already", "to give another reason, mend withdrawal: in that file"
        )
    reason = " ".join(_text_of(intent).split())
    group = (("date", now.text), ("reason", reason))
    meant = replace(article, status="withdrawn", withdrawal=Withdrawal(now.moment, reason))
    return FileChange(article.origin.file, (SetField("status", "withdrawn"), SetField("withdrawal", group)), meant)


def _restore(article: Article, intent: EditRequest, now: _Now) -> FileChange:
    del intent, now
    if article.status != "withdrawn":
        raise RefusedError(f"{article.origin.file} is not withdrawn: its status is {article.status}")
    meant = replace(article, status="published", withdrawal=None)
    return FileChange(article.origin.file, (RemoveField("status"), RemoveField("withdrawal")), meant)


def _correct(article: Article, intent: EditRequest, now: _Now) -> FileChange:
    _check_readers(article, now)
    text = _text_of(intent)
    meant = replace(article, corrections=(*article.corrections, Correction(now.moment, text, "")))
    entry = (("date", now.text), ("text", text))
    return FileChange(article.origin.file, (AppendEntry("corrections", entry),), meant)


def _update(article: Article, intent: EditRequest, now: _Now) -> FileChange:
    _check_readers(article, now)
    text, title = _text_of(intent), " ".join(clean(intent.title).split())
    meant = replace(article, updates=(*article.updates, Update(now.moment, title, text, "")))
    entry = (("date", now.text), *((("title", title),) if title else ()), ("text", text))
    return FileChange(article.origin.file, (AppendEntry("updates", entry),), meant)


def _status(found: Match, intent: EditRequest, now: _Now, source: Citation, things: Catalogue) -> FileChange:
    """Return the change that adds where matters stand to an incident; its file is made if there is none."""
    file = found.thing if isinstance(found.thing, IncidentFile) else empty_file(found.id)
    if file.merged_into:
        target = things.incident(file.merged_into)
        raise RefusedError(f"“{found.id}” is merged into “{target}”", f"write digest status {target}")
    text = _text_of(intent)
    written = source.url or source.name
    entry = (("date", now.text), ("text", text), *((("source", written),) if written else ()))
    change = AppendEntry("status", entry)
    meant = replace(file, status=(*file.status, Note(now.moment, text, source)))
    return FileChange(file.origin.file, (change,), meant) if found.thing else new_file(meant, change, things)


_AMENDMENTS: dict[str, Callable[[Article, EditRequest, _Now], FileChange]] = {
    "withdraw": _withdraw,
    "restore": _restore,
    "correct": _correct,
    "update": _update,
}


def _text_of(intent: EditRequest) -> str:
    text = clean(intent.text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise RefusedError("the text is empty", "write it in quotes, as one argument")
    return text


def _check_readers(article: Article, now: _Now) -> None:
    """Refuse an update or correction of a text that is not published."""
    told = {
        "draft": "is a draft: it has no readers yet; change its text",
        "embargoed": "is not published yet; change its text",
        "gone": "is withdrawn" if article.status == "withdrawn" else "has expired",
    }.get(visibility_of(article, now.visibility))
    if told:
        hint = "digest restore brings it back" if article.status == "withdrawn" else ""
        raise RefusedError(f"{article.origin.file} {told}", hint)
