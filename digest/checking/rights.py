"""Report texts of others that are shown whole without a recorded licence, and reports that nearly repeat another one."""

from collections.abc import Iterable, Iterator, Mapping

from digest.model.content.article import Article
from digest.model.diagnostic import Diagnostic, warning


def missing_licences(articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """Report articles without a licence. They are those of other outlets of which an editor wrote that they are shown whole."""
    for article in articles:
        if article.body.key and not article.source.licence:
            outlet = article.source.name or article.source.url
            yield warning(
                "missing-licence",
                article.origin.at("show" if "show" in article.origin.fields.split(" ") else "source"),
                f"the text of {outlet} is shown whole, and no licence is recorded",
                "write licence: below source:, in words or as a URL; or show: excerpt",
            )


def near_copies(articles: Iterable[Article], repeats: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report articles that have nearly the text of an earlier one, and that no page shows as one with it.

    `repeats` has the id of each near copy, and that of the earlier article. Two reports of one incident by two outlets are none: its
    page shows them together. Equal texts are what a build reports.
    """
    known = {article.id: article for article in articles}
    for identity, earlier in repeats.items():
        one, first = known[identity], known[earlier]
        is_shown_as_one = bool(set(one.incidents) & set(first.incidents)) and one.source.name != first.source.name
        if one.body.key != first.body.key and not is_shown_as_one:
            yield warning(
                "near-copy",
                one.origin.at("title"),
                f"{first.origin.file} has nearly the same text",
                "delete one of the two files, or give both the same incident; if both are meant, accept it",
            )
