"""Check the texts of all articles and incidents: their wording, links, pictures and quotations."""

from collections import defaultdict
from collections.abc import Iterator

from digest.adapters.serialization import read_toml
from digest.app.context import Job
from digest.app.publishing.publish import Planned
from digest.app.publishing.tasks import Texts
from digest.checking.cases import Case, case_of
from digest.checking.innocence import unfair_wording
from digest.checking.links import tracking_links, without_tracking
from digest.checking.passages import LineOf, Passage, passages_of
from digest.checking.pictures import missing_descriptions
from digest.checking.quotes import unsourced_quotes, words_of
from digest.checking.rendered import InnerLink, inner_links
from digest.checking.wording import Wording, WordingRules
from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic
from digest.model.site import ContentItem, OwnPage
from digest.planning.content.excerpts import is_foreign
from digest.planning.content.incident_names import incident_name
from digest.planning.pages.data import TRACKING
from digest.reading.content.body import ChangedWhileReadError
from digest.reading.files.program import read_wording

# Fewer words are a summary, in which nobody's words need be.
_FEWEST_WORDS = 40


class TextChecks:
    """The checks of texts, with what they need to know of the whole site. Afterwards, `inner` are the links of texts into themselves."""

    def __init__(self, planned: Planned, texts: Texts, line_of: LineOf) -> None:
        """Compile the rules of wording, and find the reports of each incident."""
        self.inner: list[InnerLink] = []
        self._texts = texts
        self._line_of = line_of
        self._config = planned.plan.settings.config
        self._content = planned.content
        self._files = planned.assembly.files
        self._wording = Wording(read_toml(read_wording(), WordingRules))
        self._clean = without_tracking(TRACKING)
        self._reports: dict[str, list[Article]] = defaultdict(list)
        self._words: dict[str, str] = {}
        for incident in planned.assembly.incidents:
            self._reports[incident.id] = list(incident.articles)
        self._newest = {
            one.id
            for incident in planned.assembly.incidents
            for one in (incident.articles[-1], *([] if incident.file.title else incident.articles[:1]))
        }

    def check(self, job: Job) -> Iterator[Diagnostic]:
        """Return what is suspicious in texts. A withdrawn article and an incident that was merged into another are not looked at."""
        items: list[ContentItem] = [one for one in self._content.articles if one.status != "withdrawn"]
        items += (one for one in self._content.incident_files if not one.merged_into)
        items += self._content.own_pages
        for done, item in enumerate(items, 1):
            yield from self._check(item)
            if done % 100 == 0 or done == len(items):
                job.progress("check", done, len(items))

    def _check(self, item: ContentItem) -> Iterator[Diagnostic]:
        passages = tuple(passages_of(item, self._text(item)))
        is_newest = isinstance(item, IncidentFile) or item.id in self._newest
        case = self._case(item)
        yield from unfair_wording(item, passages, case, self._wording, self._line_of, is_newest=is_newest)
        yield from tracking_links(item, passages, self._clean, self._line_of)
        yield from missing_descriptions(item, passages, self._line_of)
        yield from self._check_quotes(item, passages)
        self.inner += inner_links(item, passages, self._line_of)

    def _text(self, item: ContentItem) -> str:
        try:
            return self._texts.read(item.body)[0] if item.body.key else ""
        except ChangedWhileReadError:  # the next check finds it
            return ""

    def _case(self, item: ContentItem) -> Case:
        if isinstance(item, IncidentFile):
            return case_of([item])
        if isinstance(item, OwnPage):
            return Case()
        names = dict.fromkeys(incident_name(name, self._files) for name in item.incidents)
        return case_of([self._files[name] for name in names if name in self._files])

    def _check_quotes(self, item: ContentItem, passages: tuple[Passage, ...]) -> Iterator[Diagnostic]:
        """Check the quotations of an incident's file, and of one's own article, if there are reports with which to compare them."""
        if isinstance(item, Article):
            if not item.incidents or is_foreign(item, self._config):
                return
            names = dict.fromkeys(incident_name(name, self._files) for name in item.incidents)
            reports = [one for name in names for one in self._reports.get(name, ()) if is_foreign(one, self._config)]
        elif isinstance(item, IncidentFile):
            reports = self._reports.get(item.id, [])
        else:
            return
        if any(one.body.words >= _FEWEST_WORDS for one in reports):
            known = (self._words_of(one) for one in reports if one is not item)
            yield from unsourced_quotes(item, passages, known, self._line_of)

    def _words_of(self, article: Article) -> str:
        if article.id not in self._words:
            self._words[article.id] = words_of(f"{article.title}\n{article.summary}\n{self._text(article)}")
        return self._words[article.id]
