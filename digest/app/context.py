"""One build: the folder, how to build it, whom to tell how far it is, and where everything of it lies."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.adapters.profile import Profile
from digest.model.diagnostic import Diagnostic, has_errors
from digest.planning.content.visibility import VisibilityContext
from digest.reading.unchanged import InputSignature

if TYPE_CHECKING:
    from digest.writing.staging import Staging

STATE_DIRECTORY = ".digest"
SITE = "site"

# Called with the name of what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: seen from when, with how many processes; `fresh` trusts no cache, `strict` takes warnings for errors.

    If `publishes` is false, nothing is moved into the site: all there is in the end is the forecast of what subscribers would see,
    who have what stands in the site, or in the folder `against`. `profile` takes the times, if anybody wants to know them.
    `redactions` is the file of the private rules of what must be forgotten; else the settings may name it.
    """

    visibility: VisibilityContext
    jobs: int = 1
    fresh: bool = False
    strict: bool = False
    publishes: bool = True
    against: Path | None = None
    redactions: Path | None = None
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A build of the site in `folder`. `signs` are those of all that it reads, before it began, as far as there are any."""

    folder: Path
    options: Options
    progress: Progress
    signs: InputSignature | None = None

    @property
    def site(self) -> Path:
        """The output."""
        return self.folder / SITE

    @property
    def state_directory(self) -> Path:
        """The folder of everything that is remembered from one build to the next, and of what is not published yet."""
        return self.folder / STATE_DIRECTORY

    @property
    def staging(self) -> "Staging":
        """Where new files wait."""
        from digest.writing.staging import Staging

        return Staging(self.waiting)

    @property
    def waiting(self) -> Path:
        """The folder in which they wait: it is there only during a build, or after one that was killed."""
        return self.state_directory / "staging"

    def fails_with(self, diagnostics: tuple[Diagnostic, ...]) -> bool:
        """Return whether what was found ends the build."""
        return has_errors(diagnostics) or (self.options.strict and bool(diagnostics))

    @property
    def record(self) -> Path:
        """The file in which a build tells the next one what it left."""
        return self.state_directory / "record"

    @property
    def last_ledger(self) -> Path:
        """The copy of the ledger as digest wrote it last."""
        return self.state_directory / "ledger"

    @property
    def is_public(self) -> bool:
        """Whether this build publishes, and what everybody may see."""
        return self.options.publishes and not self.options.visibility.is_preview

    def workers_for(self, amount: int, few: int) -> int:
        """Return how many processes to use: with no more than a few things to do, a second one costs more than it saves."""
        return self.options.jobs if amount > few else 1
