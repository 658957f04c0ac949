"""A thing is the one that the ledger knows: by its id, by the same name in another case or form, or by its address if its file is gone."""

import unicodedata
from dataclasses import replace

import pytest

from digest.model.content.article import Article
from digest.model.diagnostic import Origin
from digest.model.ledger import Entry, EntryKind, Ledger
from digest.model.site import Asset, Content
from digest.planning.ledger.identity import keep_identities
from tests.planning.plans import article, incident_file, own_page


def entry(kind: EntryKind, identity: str, *addresses: str) -> Entry:
    return Entry(kind, identity, f"urn:{kind}:{identity}", addresses)


def known(*articles: Article, entries: tuple[Entry, ...], **others: object) -> tuple[Content, list[str]]:
    """Return the content as the ledger knows it, and the codes of all warnings."""
    content = Content(articles, (), (), (), Ledger(tuple(sorted(entries))))
    kept, found = keep_identities(replace(content, **others))  # type: ignore[arg-type]  # fields of `Content`
    return kept, [one.code for one in found]


QUAY = entry("article", "2024-quay", "articles/2024/03/old/", "articles/2024/03/quay/")


def ids(content: Content) -> list[str]:
    return [one.id for one in content.articles]


def written(one: Article, **fields: int) -> Article:
    """Return an article whose file has these fields, each in its line."""
    positions = " ".join(f"{name} {line}:1" for name, line in fields.items())
    return replace(one, origin=Origin(one.origin.file, positions))


def test_a_file_at_the_address_of_one_that_is_gone_is_the_same_thing() -> None:
    content, codes = known(article("quay-final", slug="quay"), entries=(QUAY,))
    assert (ids(content), codes) == (["2024-quay"], ["renamed-file"])
    assert content.written_ids == {content.articles[0].origin.file: "quay-final"}


def test_a_file_that_says_its_id_is_another_thing() -> None:
    content, codes = known(written(article("quay-final", slug="quay"), id=2), entries=(QUAY,))
    assert (ids(content), codes) == (["quay-final"], [])


def test_a_file_at_the_address_of_a_thing_that_is_there_is_another_one() -> None:
    content, codes = known(article("2024-quay", slug="x"), article("final", slug="quay"), entries=(QUAY,))
    assert (ids(content), codes) == (["2024-quay", "final"], [])


def test_a_former_address_is_no_identity() -> None:
    content, codes = known(article("final", slug="old"), entries=(QUAY,))
    assert (ids(content), codes) == (["final"], [])


@pytest.mark.parametrize(("old", "new"), [("Fire", "fire"), ("caf\u00e9", "cafe\u0301"), ("Caf\u00c9", "cafe\u0301")])
def test_names_that_differ_in_case_or_form_alone_are_one_id(old: str, new: str) -> None:
    content, codes = known(
        written(article(new, slug="x"), id=2),
        entries=(entry("article", old, "articles/2024/03/y/"),),
        incident_files=(incident_file(new),),
        own_pages=(own_page(new),),
    )
    assert (ids(content), codes) == ([old], [])
    content, codes = known(
        entries=(entry("incident", old, "incidents/y/"), entry("page", old, "y/")),
        incident_files=(incident_file(new),),
        own_pages=(own_page(new),),
    )
    assert ([content.incident_files[0].id, content.own_pages[0].id], codes) == ([old, old], [])


def test_of_two_entries_of_one_name_the_same_spelling_is_meant_or_else_the_one_at_the_address() -> None:
    entries = (entry("article", "FIRE", "articles/2024/03/a/"), entry("article", "Fire", "articles/2024/03/b/"))
    assert ids(known(article("Fire", slug="a"), entries=entries)[0]) == ["Fire"]
    assert ids(known(article("fire", slug="b"), entries=entries)[0]) == ["Fire"]
    assert ids(known(article("fire", slug="a"), entries=entries)[0]) == ["FIRE"]
    assert ids(known(article("fire", slug="c"), entries=entries)[0]) == ["FIRE"]


def test_a_published_thing_keeps_the_slug_that_an_earlier_version_made_of_its_name() -> None:
    old, name = "articles/2024/03/чаика/", "чайка"
    content, _ = known(article(name), entries=(entry("article", name, old),))
    assert [one.slug for one in content.articles] == ["чаика"]
    content, _ = known(written(article(name), slug=2), entries=(entry("article", name, old),))
    assert [one.slug for one in content.articles] == [name]
    dated = entry("article", "2024-03-01-pump", "articles/2024/03/2024-03-01-pump/")
    content, _ = known(article("2024-03-01-pump", slug="pump"), entries=(dated,))
    assert [one.slug for one in content.articles] == ["2024-03-01-pump"]


def test_a_pseudonym_is_nobodys_name() -> None:
    hidden = entry("article", "withheld-0123456789abcdef", "articles/2024/03/quay/")
    assert ids(known(article("a", slug="quay"), entries=(hidden,))[0]) == ["a"]


def test_media_keep_their_published_address_and_new_ones_are_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "media/bédé.png")
    media = (
        Asset("content/media/foto.jpg", "media/foto.jpg", 1, "k"),
        Asset(f"content/{decomposed}", decomposed, 1, "l"),
    )
    content, _ = known(entries=(entry("media", "media/Foto.JPG", "media/Foto.JPG"),), media=media)
    assert [(one.file, one.address) for one in content.media] == [
        ("content/media/foto.jpg", "media/Foto.JPG"),
        (f"content/{decomposed}", unicodedata.normalize("NFC", decomposed)),
    ]
