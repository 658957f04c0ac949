"""Names of incidents: by id, by slug, or by any spelling that has the same slug."""

from digest.model.content.article import BodyLocation
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Origin, error
from digest.model.site import Content
from digest.model.url import slugify


def files_by_name(content: Content) -> tuple[dict[str, IncidentFile], list[Diagnostic]]:
    """Return incident files by each name that an article may use: the id, the slug, the slug of the id, and the name of a renamed file.

    An incident that an earlier version gave another id, and that has no file, gets an empty one that is nowhere.
    """
    named: dict[str, IncidentFile] = {}
    found = []
    for file in content.incident_files:
        written = content.written_ids.get(file.origin.file, file.id)
        for name in dict.fromkeys((file.id, file.slug, slugify(file.id), written, slugify(written))):
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
    for slug, identity in content.former_incidents.items():
        named.setdefault(
            slug, named.get(identity) or IncidentFile(Origin(""), identity, identity, "", BodyLocation(""))
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
