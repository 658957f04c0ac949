"""One build: the folder, the options, the progress callback, and the paths of all its files."""

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
PREVIEW = f"{STATE_DIRECTORY}/preview"
# The smaller copies of pictures, by their content: of the site and of previews.
PICTURES = f"{STATE_DIRECTORY}/pictures"

# Called with the name of the stage, how many things of it are done, and how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a build: `visibility` contains the current time, `jobs` is the number of processes.

    `fresh` trusts no cache; `strict` makes warnings fail. If `publishes` is false, the site stays as it is, and the result is a forecast
    of what subscribers would see: compared with the site, or with the copy of it in the folder `against`. `profile` measures
    times. `redactions` is the file of the private redaction rules; otherwise the settings may name it.
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
    """A build of the site in `folder`. `signatures` are those of all input files before the build; None if a file has none."""

    folder: Path
    options: Options
    progress: Progress
    signatures: InputSignature | None = None

    @property
    def is_preview(self) -> bool:
        """Whether this build shows what is not public. It has folders of its own, and changes nothing of the published site."""
        return self.options.visibility.is_preview

    @property
    def site_name(self) -> str:
        """The path of the folder that this build writes, from the site's folder."""
        return PREVIEW if self.is_preview else SITE

    @property
    def site(self) -> Path:
        """The folder that this build writes: that of the site, or of the preview."""
        return self.folder / self.site_name

    @property
    def state_directory(self) -> Path:
        """The folder of what one build keeps for the next, and of staged files."""
        return self.folder / STATE_DIRECTORY

    @property
    def output_state(self) -> Path:
        """The folder of what is known about the files that this build writes: previews never mix theirs with that of the site."""
        return self.state_directory / "preview-state" if self.is_preview else self.state_directory

    @property
    def staging(self) -> "Staging":
        """The staging folder, where new files are written first."""
        from digest.writing.staging import Staging

        return Staging(self.staging_folder)

    @property
    def staging_folder(self) -> Path:
        """The path of the staging folder. It exists only during a build, or after one that was killed."""
        return self.state_directory / "staging"

    def fails_with(self, diagnostics: tuple[Diagnostic, ...]) -> bool:
        """Return whether these diagnostics make the build fail."""
        return has_errors(diagnostics) or (self.options.strict and bool(diagnostics))

    @property
    def record(self) -> Path:
        """The build record: the file in which a build notes what it read and wrote."""
        return self.state_directory / "record"

    @property
    def published(self) -> Path:
        """The record of the last publication: what subscribers have. Builds without anything to do never read it."""
        return self.state_directory / "published"

    @property
    def hosts(self) -> Path:
        """The folder of the rules that web servers include: they list what was withdrawn, so they are no part of the site."""
        return self.state_directory / "hosts"

    @property
    def last_ledger(self) -> Path:
        """The copy of the ledger as digest last wrote it."""
        return self.state_directory / "ledger"

    @property
    def deployed(self) -> Path:
        """The copy of the ledger as it was when the site was last deployed from here."""
        return self.state_directory / "deployed"

    @property
    def is_public(self) -> bool:
        """Whether this build publishes, and is no preview."""
        return self.options.publishes and not self.is_preview

    def workers_for(self, amount: int, few: int) -> int:
        """Return how many processes to use: one for up to `few` things, since starting a second would cost more than it saves."""
        return self.options.jobs if amount > few else 1
