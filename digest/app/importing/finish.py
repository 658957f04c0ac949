"""The second pass of an import: clean each article of the spool, complete it, see whether it is here already, and write its file."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from digest.adapters.serialization import pack_lines
from digest.app.importing.collect import failed_at, note_of
from digest.app.importing.known import SpooledNames, Taken, find_duplicate, name_at, note_keys, note_taken
from digest.app.importing.media import MediaCopier
from digest.app.importing.report import MEDIA, MISSING, QUIET
from digest.app.importing.stages import Kept, Stages, unknown_in, unpack_kept
from digest.importing.identity import Keys
from digest.importing.placing import path_of, stem_of
from digest.importing.record import MediaFile, NewArticle, Skipped
from digest.model.reports.imported import Note, Removal
from digest.model.url import fold
from digest.writing.files import append, create_whole
from digest.writing.spool import Outcome, Spool, Spooled, SpooledNote

# What differs from text to text in the message of a note: how many lines it is about, dates, and the words of the text.
_VARYING = re.compile(r"“[^”]*”|\d[\d:.T+-]*")
_COUNT = re.compile(r" \([0-9,]+ [a-z]+\)$")
# So many articles are decided on before their files are written.
_AT_ONCE = 200
EXPLAINED = "removed.jsonl"
# A date beyond all others: nothing is announced.
NEVER = "9999"


class Target(NamedTuple):
    """Where an import writes: the site's folder and `state`, its folder of what is kept, which is None if nothing is to be written."""

    folder: Path
    state: Path | None


class _Decision(NamedTuple):
    """What becomes of an article, the bytes of its file, and its media with the folder that they are in."""

    outcome: Outcome
    raw: bytes = b""
    media: tuple[MediaFile, ...] = ()
    root: str = ""
    removed: tuple[Removal, ...] = ()
    key: str = ""


def line_key(outlet: str, line: str) -> int:
    """Return the key of a normalised line of an outlet, as the spool counts it."""
    return int.from_bytes(blake2b(f"{outlet}\n{line}".encode(errors="surrogatepass"), digest_size=8).digest()) >> 1


@dataclass(frozen=True, slots=True)
class Finisher:
    """Makes files of the articles in the spool. Those before `announced_from`, a date, are marked `announce: false`."""

    spool: Spool
    stages: Stages
    target: Target
    announced_from: str
    on_removal: Callable[[Removal], None]
    names: SpooledNames

    def finish(self) -> Iterator[int]:
        """Write the files; return the number of articles that are done now and then."""
        self._settle_killed()
        count = 0
        while batch := self.spool.unfinished(_AT_ONCE):
            decisions = [self._decide(one) for one in batch]
            self.spool.save()
            self._write(decisions)
            self.spool.save()
            count += len(batch)
            yield count

    def _settle_killed(self) -> None:
        """Decide anew on articles that a killed import had decided on and not written."""
        for number, path in self.spool.planned():
            if os.path.lexists(self.target.folder / path):
                self.spool.mark(number, "written")
            else:
                self.spool.forget(number, path)
        self.spool.save()

    def _decide(self, one: Spooled) -> _Decision:
        """Decide what becomes of an article, and note it in the spool, so that the next one knows it."""
        kept = unpack_kept(one.packed)
        decision = self._known(one)
        if decision is None:
            decision = self._finished(one, kept)
        self.spool.finish(decision.outcome)
        return decision

    def _finished(self, one: Spooled, kept: Kept) -> _Decision:
        try:
            article = self.stages.finish(
                kept.article, lambda line: self.spool.articles_with(line_key(one.outlet, line))
            )
            if isinstance(article, Skipped):
                return _skipped(one, article)
            keys = self.stages.keys_of(article)
            known = self._repeated(one, article, keys) or self._page_there(one, article)
            return known or self._new(one, article, keys, kept.folder)
        except Exception as problem:  # noqa: BLE001 - our bug, or a library's: it does not keep all other texts out
            return _skipped(one, failed_at(kept.article.place, problem))

    def _known(self, one: Spooled) -> _Decision | None:
        """Return that what was collected is here, exactly as it was when it was imported; None if it is not."""
        path = self.spool.path_of_record(one.key)
        if path and (self.spool.is_planned(path) or os.path.lexists(self.target.folder / path)):
            return _Decision(Outcome(one.number, "known", path))
        return None

    def _repeated(self, one: Spooled, article: NewArticle, keys: Keys) -> _Decision | None:
        """Return that an article is here already, from another URL or under another headline; None if it is not."""
        found = find_duplicate(self.spool, keys)
        if found is None:
            return None
        if not found.is_plain or self.spool.is_planned(found.path):
            place = f"{article.place} (here as {found.path})"
            note = SpooledNote("repeated", "already-here", found.reason, "", "", place)
            return _Decision(Outcome(one.number, "repeated", found.path, (note,)), key=one.key)
        return _Decision(Outcome(one.number, "known", found.path), key=one.key)

    def _page_there(self, one: Spooled, article: NewArticle) -> _Decision | None:
        """Return that a page has the address of one to import, such as `about` of a new site; None if there is none."""
        path = self.spool.holder_of(fold(stem_of(article))) if article.kind == "pages" else ""
        if not path.startswith("content/pages/"):
            return None
        message, hint = "a page has its address", "delete the file here, and import again, to have the other one"
        note = SpooledNote("repeated", "page-there", message, hint, "", f"{article.place} (here as {path})")
        return _Decision(Outcome(one.number, "repeated", path, (note,)), key=one.key)

    def _new(self, one: Spooled, article: NewArticle, keys: Keys, root: str) -> _Decision:
        """Return the file that an article becomes."""
        article = self._with_free_id(article)
        keys = keys if "id" in article.fields else keys._replace(id="")
        announced, outlet = self._announced(article), one.outlet
        quiet = [SpooledNote(QUIET, "", "", "", "", "")] if announced is not article else []
        article = self._copier.placed(announced, root) if announced.media else announced
        path = path_of(article, self.names)
        told = [note for note in article.notes if note.kind != "removed"]
        notes = [
            *(
                SpooledNote(told_.kind, told_.code, _shared(told_), "", outlet, _place(article, told_))
                for told_ in told
            ),
            *(SpooledNote(MISSING, field, "", "", outlet, article.place) for field in unknown_in(article)),
        ]
        removed = tuple(
            Removal(article.place, note.line, note.text, note.code, note.message, path)
            for note in article.notes
            if note.kind == "removed"
        )
        self.spool.add_record(one.key, path)
        note_keys(self.spool, keys, path)
        outcome = Outcome(one.number, "planned", path, [*notes, *quiet], len(removed))
        raw = self.stages.file_of(article).encode(errors="replace")
        return _Decision(outcome, raw, article.media, root, removed, one.key)

    def _with_free_id(self, article: NewArticle) -> NewArticle:
        """Return an article without its id if another one has it: the outlets of two collections may both count from 1."""
        given = article.fields.get("id")
        if not isinstance(given, str) or given not in self.names:
            return article
        fields = {key: value for key, value in article.fields.items() if key != "id"}
        note = Note("passed-over", "id-taken", "another article has the same id")
        return replace(article, fields=fields, notes=(*article.notes, note))

    def _announced(self, article: NewArticle) -> NewArticle:
        date = article.fields.get("date")
        is_dated = isinstance(date, str) and date != "?"
        is_old = self.announced_from == NEVER or (is_dated and str(date)[:10] < self.announced_from)
        if not is_old or "announce" in article.fields or article.kind != "articles":
            return article
        return replace(article, fields={**article.fields, "announce": False})

    def _write(self, decisions: Sequence[_Decision]) -> None:
        """Write what was decided: the report of removed lines first, so that none is lost, then the media, then the articles."""
        removed = [removal for one in decisions for removal in one.removed]
        for removal in removed:
            self.on_removal(removal)
        planned = [one for one in decisions if one.outcome.outcome == "planned"]
        state = self.target.state
        if state is not None:
            if removed:
                append(state / EXPLAINED, pack_lines(removed))
            taken = [one for one in decisions if one.outcome.outcome in {"planned", "repeated"}]
            note_taken(state, [Taken(one.key, one.outcome.path) for one in taken])
        for one in planned:
            if state is not None and not self._written(one, state):
                # Somebody has just made a file of that name.
                self.spool.forget(one.outcome.number, one.outcome.path)
                self.spool.take_name(name_at(one.outcome.path), one.outcome.path)
            else:
                self.spool.mark(one.outcome.number, "written")

    def _written(self, one: _Decision, state: Path) -> bool:
        self._copy(one, state)
        try:
            create_whole(self.target.folder / one.outcome.path, one.raw, state)
        except FileExistsError:
            return False
        return True

    def _copy(self, one: _Decision, state: Path) -> None:
        """Copy the media of an article; a file that is there stays."""
        notes = []
        for medium, problem in self._copier.copy(one.media, one.root, state):
            if problem:
                reason = f"a file of an article cannot be copied: {problem}"
                notes.append(SpooledNote("skipped", "medium", reason, "", "", medium.source))
            else:
                notes.append(SpooledNote(MEDIA, "", "", "", "", ""))
        self.spool.add_notes(notes)

    @property
    def _copier(self) -> MediaCopier:
        return MediaCopier(self.spool, self.target.folder)


def _skipped(one: Spooled, skipped: Skipped) -> _Decision:
    return _Decision(Outcome(one.number, "skipped", "", (note_of(skipped),)))


def _shared(note: Note) -> str:
    """Return a note's message without what differs from text to text, so that those of one kind are one entry of the report."""
    message = _COUNT.sub("", note.message)
    if note.kind not in {"guessed", "unknown"}:
        return message
    return _VARYING.sub("…", message).partition(": ")[0]


def _place(article: NewArticle, note: Note) -> str:
    return f"{article.place}: line {note.line} of the text" if note.line else article.place
