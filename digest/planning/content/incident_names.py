"""Names of incidents: by id, by slug, or by any spelling that has the same slug."""

from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, error
from digest.model.url import slugify


def files_by_name(files: tuple[IncidentFile, ...]) -> tuple[dict[str, IncidentFile], list[Diagnostic]]:
    """Return incident files by each name that an article may use: the id, the slug, and the slug of the id."""
    named: dict[str, IncidentFile] = {}
    found = []
    for file in files:
        for name in dict.fromkeys((file.id, file.slug, slugify(file.id))):
            other = named.setdefault(name, file)
            if other is not file and other.id != file.id:
                found.append(
                    error(
                        "incident-name-taken",
                        file.origin.at("slug"),
                        f"the name “{name}” means the incident in {other.origin.file} as well",
                        "write another slug: or id: into one of the two",
                    )
                )
    return named, found


def incident_name(name: str, files: dict[str, IncidentFile]) -> str:
    """Return the id of the incident that an article names: that of its file, else the slug of the name."""
    file = _file_of(name, files)
    return file.id if file else slugify(name)


def incident_slug(name: str, files: dict[str, IncidentFile]) -> str:
    """Return the slug, for addresses, of the incident that an article names: that of its file, else the slug of the name."""
    file = _file_of(name, files)
    return file.slug if file else slugify(name)


def _file_of(name: str, files: dict[str, IncidentFile]) -> IncidentFile | None:
    return files.get(name) or files.get(slugify(name))
