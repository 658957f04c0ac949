"""Say what of the ledger was published, forget addresses that never were, and note that the site was deployed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from digest.adapters.git import GitError, committed_versions
from digest.app.context import STATE_DIRECTORY
from digest.app.publishing.permanent import bytes_of, permanent_of
from digest.app.publishing.state import dump_ledger
from digest.model.config import Config
from digest.model.diagnostic import has_errors
from digest.model.ledger import Entry, Ledger
from digest.model.reports.edit import Edited, EditedFile, RefusedError
from digest.model.reports.ledger import LedgerState
from digest.model.url import address_within, internal_target
from digest.planning.ledger.letting_go import addresses_of
from digest.reading.config.settings import read_config
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.ledger import FILE, entries_in, read_ledger
from digest.writing.lock import BusyError, lock
from digest.writing.staging import Staging

_DEPLOYED = Path(STATE_DIRECTORY, "deployed")
_LAST = Path(STATE_DIRECTORY, "ledger")


def say_what_is_published(folder: Path) -> LedgerState:
    """Return what of the ledger in a site's folder was published. Raise `RefusedError` if the ledger cannot be read."""
    ledger = _read(folder)
    try:
        versions = committed_versions(folder, FILE, bytes_of(folder / FILE))
    except GitError as problem:
        return LedgerState(len(ledger.entries), doubt=str(problem))
    permanent = permanent_of(map(entries_in, (*versions, bytes_of(folder / _DEPLOYED))))
    published = Ledger(tuple(permanent.entries.values()))
    return LedgerState(len(ledger.entries), addresses_of(ledger, published))


def drop_addresses(folder: Path, names: Iterable[str], *, write: bool) -> Edited:
    """Take addresses that were never online out of the ledger; without `write`, only return what would be written.

    If git or the last deployment knows one of them, nothing changes.
    """
    config, diagnostics = read_config(folder)
    if config is None or has_errors(diagnostics):
        return Edited(diagnostics)
    return _locked(folder, lambda: _drop(folder, config, tuple(names), write=write))


def keep_ledger(folder: Path) -> Edited:
    """Note that everything in the ledger is online: it was deployed from here. Return a note, or why that cannot be done."""
    return _locked(folder, lambda: _keep(folder))


def _locked(folder: Path, work: Callable[[], Edited]) -> Edited:
    """Return what some work returns, with the folder locked, or why it cannot be done."""
    try:
        with lock(folder / STATE_DIRECTORY):
            return work()
    except RefusedError as refused:
        return Edited(refused=refused)
    except BusyError:
        return Edited(refused=RefusedError("another digest is at work in this folder", "wait until it has ended"))
    except OSError as problem:
        hint = "make room on the disk, or mend the permissions"
        return Edited(refused=RefusedError(f"{problem.filename}: {problem.strerror or problem}", hint))


def _read(folder: Path) -> Ledger:
    collector = DiagnosticCollector()
    ledger = read_ledger(folder, collector)
    if has_errors(collector.all):
        raise RefusedError(f"{FILE} has mistakes", "digest build names them, and what to do")
    return ledger


def _write(folder: Path, files: dict[Path, bytes]) -> None:
    """Write files of the ledger, and the copy by which a build sees that it lost something: this loss is meant."""
    staging = Staging(folder / STATE_DIRECTORY / "staging")
    if folder / FILE in files and (folder / _LAST).exists():
        files[folder / _LAST] = files[folder / FILE]
    try:
        staging.make()
        staging.replace_files(files)
    finally:
        staging.remove()


def _keep(folder: Path) -> Edited:
    ledger = _read(folder)
    if not ledger.entries:
        raise RefusedError(f"there is nothing in {FILE}", "run digest build, and publish site/ first")
    known = entries_in(bytes_of(folder / _DEPLOYED))
    here = {entry.guid for entry in ledger.entries}
    both = Ledger(tuple(sorted((*ledger.entries, *(entry for entry in known if entry.guid not in here)))))
    _write(folder, {folder / _DEPLOYED: dump_ledger(both)})
    return Edited(notes=(f"{len(ledger.entries)} entries of the ledger are online, and permanent from now on",))


def _drop(folder: Path, config: Config, names: tuple[str, ...], *, write: bool) -> Edited:
    ledger = _read(folder)
    dropped = frozenset(_known_address(name, config, ledger) for name in names)
    _refuse_published(folder, dropped)
    left = Ledger(tuple(_without(ledger.entries, dropped)))
    file = EditedFile(FILE, bytes_of(folder / FILE), dump_ledger(left))
    if write:
        _write(folder, {folder / FILE: file.after})
    return Edited(files=(file,))


def _known_address(name: str, config: Config, ledger: Ledger) -> str:
    """Return the address of the ledger that an editor names: with or without slashes at its ends, or as a URL."""
    within = address_within(config.base_url, name)
    wanted = within if within is not None else internal_target(name)
    known = {address for entry in ledger.entries for address in entry.addresses}
    for address in (wanted or "", f"{wanted}/"):
        if address in known:
            return address
    near = get_close_matches(wanted or name, sorted(known), 1)
    hint = f"did you mean /{near[0]}?" if near else "write an address that a message of digest build names"
    raise RefusedError(f"the ledger has no address {name}", hint)


def _is_at(address: str, places: frozenset[str]) -> bool:
    """Return whether an address is one of these places, or an anchor there."""
    return address in places or address.partition("#")[0] in places


def _without(entries: Iterable[Entry], dropped: frozenset[str]) -> Iterator[Entry]:
    for entry in entries:
        left = tuple(address for address in entry.addresses if not _is_at(address, dropped))
        if left:
            yield entry if left == entry.addresses else replace(entry, addresses=left)


def _refuse_published(folder: Path, dropped: frozenset[str]) -> None:
    """Raise `RefusedError` if one of these addresses was published."""
    try:
        committed = committed_versions(folder, FILE, bytes_of(folder / FILE))
    except GitError:
        committed = ()
    for versions, how in (
        (committed, "git has it in the last commit"),
        ((bytes_of(folder / _DEPLOYED),), "it was deployed"),
    ):
        for entry in permanent_of(map(entries_in, versions)).entries.values():
            for address in entry.addresses:
                if _is_at(address, dropped):
                    raise RefusedError(
                        f"/{address} was published: {how}",
                        "digest withdraw leaves a notice at an article's address; aliases: gives an address to what replaces it; "
                        "gone: in config.yaml says that it shall be gone",
                    )
