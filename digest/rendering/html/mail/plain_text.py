"""The e-mail of an edition as plain text: lines of at most 72 characters, and each link on a line of its own, whole however long it is."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from digest.adapters.localization import word_count, word_counted, word_moment, word_span
from digest.model.moment import Moment
from digest.model.url import absolute
from digest.model.views.common import ArticleCard, IncidentCard, SiteView
from digest.model.views.mail import MailReport, MailSection, MailView
from digest.rendering.markup.body import brief_words

# RFC 3676, section 4.2, has at most 78 characters in a line; 72 leave room for the signs of a reply that quotes them.
_WIDTH = 72
# Texts that templates/mail.html has as well.
_SAME_REPORTS = "{n} more report says the same", "{n} more reports say the same"
_MORE_INCIDENTS = "{n} more incident in this edition", "{n} more incidents in this edition"


class PlainText:
    """Writes editions as plain text, in the words of a site."""

    def __init__(self, site: SiteView) -> None:
        """Keep the site."""
        self._site = site
        self._words = site.words

    def write(self, view: MailView) -> str:
        """Return the text of an e-mail; it ends with a line end."""
        parts = [_block(self._site.title, view.title, self._url(view.address))]
        parts += [self._section(section) for section in view.sections]
        if view.more:
            parts.append(_block(self._counted(view.more, *_MORE_INCIDENTS), self._url(view.address)))
        if view.corrections:
            parts.append("\n\n".join([_headed(self._words.say("Corrections")), *self._corrections(view)]))
        parts.append(self._footer(view))
        return "\n\n\n".join(parts) + "\n"

    def _section(self, section: MailSection) -> str:
        say, incident = self._words.say, section.incident
        blocks = [_headed(incident.title if incident else say("Other reports"))]
        if incident:
            blocks[0] += "\n" + self._standing(incident, is_new=section.is_new)
        above = incident.title if incident else ""
        blocks += [self._report(report, above) for report in section.reports]
        for update in section.updates:
            title = f"{say('Update')}: {update.title or update.article.text}"
            told = self._date(update.date), brief_words(update.text)
            blocks.append(_entry(title, *told, self._url(update.article.address)))
        if section.more:
            more = say("and {number} more", number=word_count(section.more, self._site.language))
            blocks.append(_block(more, self._url(incident.address) if incident else ""))
        return "\n\n".join(blocks)

    def _standing(self, card: IncidentCard, *, is_new: bool) -> str:
        """Return the place and date of an incident, its status, and the URL of its page."""
        say = self._words.say
        when = word_span(card.span, self._site.language, say("about {date}"))
        line = " · ".join(filter(None, (say("New incident") if is_new else "", card.kind, card.place, when)))
        status = ""
        if card.status and card.as_of:
            status = f"{say('As of {date}:', date=self._date(card.as_of))} {brief_words(card.status)}"
        return _block(line, status, self._url(card.address))

    def _report(self, report: MailReport, above: str) -> str:
        """Return a report: without its headline, if the heading above it is the same."""
        card = report.card
        head = [self._credit(card)] if card.title == above else [card.title, self._credit(card)]
        copies = self._counted(len(report.repeats), *_SAME_REPORTS) if report.repeats else ""
        return _entry(*head, card.summary, copies, self._url(card.address))

    def _credit(self, card: ArticleCard) -> str:
        return ", ".join(filter(None, (card.source.name, self._date(card.date))))

    def _corrections(self, view: MailView) -> Iterator[str]:
        for entry in view.corrections:
            told = self._date(entry.date), brief_words(entry.text)
            yield _entry(entry.article.text, *told, self._url(entry.article.address))
        if view.more_corrections:
            number = word_count(view.more_corrections, self._site.language)
            yield _block(self._words.say("and {number} more", number=number), self._url("corrections/"))

    def _footer(self, view: MailView) -> str:
        say, site = self._words.say, self._site
        lines = (
            "-" * _WIDTH,
            _wrapped(say("You get this e-mail because you subscribed to {site}.", site=site.title)),
            f"{say('Read this edition on the web')}:\n{self._url(view.address)}",
            f"{say('Feeds')}:\n{self._url('feeds/')}",
            f"{say('Unsubscribe')}:\n{view.unsubscribe}",
            _block(say("Published by {publisher}.", publisher=site.publisher_name), view.postal_address),
        )
        return "\n\n".join(lines)

    def _url(self, address: str) -> str:
        return absolute(self._site.base_url, address)

    def _date(self, moment: Moment) -> str:
        return word_moment(moment, self._site.language)

    def _counted(self, number: int, one: str, many: str) -> str:
        """Return a text with a number, in the form that the language has for that number."""
        return word_counted(number, one, many, self._words, self._site.language)


def _headed(title: str) -> str:
    """Return a heading, underlined."""
    lines = _wrapped(title)
    return f"{lines}\n{'-' * min(_WIDTH, max(map(len, lines.split(chr(10)))))}"


def _entry(title: str, *lines: str) -> str:
    """Return an entry of a list: a headline after an asterisk, and below it, indented, the lines that are not empty."""
    return "\n".join([_wrapped(title, "* "), *(_wrapped(line, "  ") for line in lines if line)])


def _block(*lines: str) -> str:
    """Return the lines that are not empty."""
    return "\n".join(_wrapped(line) for line in lines if line)


def _wrapped(text: str, indent: str = "") -> str:
    """Return a text in lines of at most 72 characters; a longer word, such as a URL, stays whole."""
    rest = " " * len(indent)
    lines: Iterable[str] = wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines) or indent.rstrip()
