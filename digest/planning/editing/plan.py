"""Plan an edit: the changes of each file for a new address, a merge or a split, or a correction, update or withdrawal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from digest.model.config import Config
from digest.model.content.article import Article, Correction, Update, Withdrawal
from digest.model.moment import Moment, in_zone
from digest.model.reports.edit import AppendEntry, EditRequest, Edits, FileChange, RefusedError, RemoveField, SetField
from digest.model.site import Content
from digest.model.text.characters import clean
from digest.planning.content.visibility import VisibilityContext, visibility_of
from digest.planning.editing.lookup import Catalogue, Mention
from digest.planning.editing.merge_split import merge, split
from digest.planning.editing.rename import rename


def plan_edits(
    intent: EditRequest, call: Callable[[str], Mention], content: Content, config: Config, now: datetime
) -> Edits:
    """Return the changes that a request asks for. `call` makes a `Mention` of a name from the command line.

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
        case command:
            article = things.article(names[0])
            if command == "withdraw" and article.status == "draft" and not things.was_published(article):
                raise RefusedError(
                    f"{article.origin.file} is a draft: it was not published, so that there is nothing to withdraw",
                    "delete the file",
                )
            return Edits((_AMENDMENTS[command](article, intent, _Now(now, config)),))


class _Now:
    """The minute of an edit as content writes it: with the offset of the site's time zone at that moment."""

    def __init__(self, now: datetime, config: Config) -> None:
        at = in_zone(now, config.zone).replace(second=0, microsecond=0)
        self.visibility = VisibilityContext(now)
        self.moment = Moment(datetime.fromisoformat(at.isoformat()))
        self.text = at.isoformat(timespec="minutes")


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
