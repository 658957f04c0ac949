"""The names that other tools give to what digest has a field for, and digest's own fields."""

from collections.abc import Mapping
from typing import Literal

Kind = Literal["articles", "incidents", "pages"]


def plain_name(key: str) -> str:
    """Return a key without capitals and without what joins its words, so that `publishDate`, `publish_date` and `Publish-Date` are one."""
    return key.lower().translate(_JOINTS) if not key.isalpha() or not key.islower() else key


_JOINTS = str.maketrans("", "", " _-.:\u00a0")

_COMMON = "title summary image noindex slug aliases id tags accept"
OWN: Mapping[Kind, frozenset[str]] = {
    "articles": frozenset(
        f"{_COMMON} date incident incidents source updated updates corrections places people lang show status withdrawal publish_at "
        "expires announce translation_of".split()
    ),
    "incidents": frozenset(
        f"{_COMMON} date place kind status people facts timeline related not_related number merged_into follow_up disputed pin".split()
    ),
    "pages": frozenset("title summary updated nav noindex layout slug aliases lang id accept".split()),
}

_DATES = (
    "datepublish publishdate datepublished pubdate pubdatetime publisheddate publishedat publishedon publishedtime publicationdate "
    "publishtime published articlepublishedtime postdate postedat posted postedon dateposted createdat created createdon createddate "
    "datecreated publishingdate creationdate issued dcdate dateissued originaldate datetime timestamp"
)
_UPDATES = (
    "datemodify datemodified lastmod lastmodified lastmodifiedat lastmodifieddate modified modifiedat modifieddate modifiedtime "
    "moddatetime moddate updatedat updateddate updatedon update updatetime updatedate dateupdated lastupdate lastupdated lastupdatedat "
    "lastupdatedate lastedited editedat revised revisiondate articlemodifiedtime"
)
_SUMMARIES = (
    "description excerpt customexcerpt metadescription subtitle subheading subheadline dek deck lead lede standfirst abstract teaser "
    "intro synopsis snippet ogdescription seodescription"
)
_TAGS = (
    "tag categories category keywords metakeywords keyword topics topic subjects subject labels label hashtags hashtag newskeywords "
    "taxonomies"
)
_LANGUAGES = "language metalang locale lng inlanguage contentlanguage"
_PICTURES = (
    "cover coverimage coverimg featuredimage featureimage featureimg featuredimg heroimage heroimg hero headerimage headerimg header "
    "banner bannerimage bannerimg thumbnail thumbnailimage thumbnailimg thumb ogimage socialimage shareimage sharingimage leadimage "
    "mainimage postimage teaserimage previewimage metaimage photo picture img images photos gallery headimg indeximg topimg"
)
_ADDRESSES = "alias redirectfrom redirectsfrom redirects permalink path oldurl oldurls oldpath oldpaths previousurl previousurls legacyurl"

# By digest's field: the names that mean it, by `plain_name`, the surest first.
_READ_AS: Mapping[Kind, Mapping[str, str]] = {
    "articles": {
        "title": "headline posttitle",
        "date": _DATES,
        "updated": _UPDATES,
        "summary": _SUMMARIES,
        "tags": _TAGS,
        "lang": _LANGUAGES,
        "slug": "postname urlslug",
        "image": _PICTURES,
        "aliases": _ADDRESSES,
        "source.name": (
            "sitename sourcehostname metasitename sourcedomain hostname sourcename outlet publisher publication newspaper ogsitename "
            "provider"
        ),
        "source.url": "url sourceurl canonicallink canonicalurl originalurl sourcelink articleurl link externalurl externallink ogurl",
        "source.author": "author authors byline creator authorname authornames dccreator writer writers contributor contributors",
        "source.licence": "licence license",
        "source.retrieved": "datedownload filedate retrieved accessed accessdate datescraped",
    },
    "incidents": {
        "title": "headline",
        "summary": _SUMMARIES,
        "tags": _TAGS,
        "image": _PICTURES,
        "aliases": f"{_ADDRESSES} url",
    },
    "pages": {
        "title": "headline",
        "summary": _SUMMARIES,
        "updated": _UPDATES,
        "lang": _LANGUAGES,
        "aliases": f"{_ADDRESSES} url",
    },
}
# By kind and plain name: digest's field, and the rank of the name, the surest first.
READ_AS: Mapping[Kind, Mapping[str, tuple[str, int]]] = {
    kind: {
        name: (field, rank)
        for field, names in fields.items()
        for rank, name in enumerate((plain_name(field.rpartition(".")[2]), *names.split()))
        if "." not in field or rank  # `name`, `url` and so on belong to the group `source`
    }
    for kind, fields in _READ_AS.items()
}

# Keys that extraction tools alone write, by plain name: texts beside them may have entities, as in the HTML that they come from.
OF_TOOLS = frozenset(
    "hostname sitename sourcehostname fingerprint maintext rawtext datedownload datepublish datemodify titlepage titlerss localpath "
    "articlehtml texthtml textcleaned metalang metadata metakeywords metadescription metafavicon metaimg metasitename topimage topimg "
    "canonicallink isparsed downloadstate downloadexceptionmsg linkhash sourceurl sourcedomain filedate pagetype keywordscores".split()
)

# Fields that trafilatura, newspaper4k and news-please write and that digest does not need.
IGNORED_FIELDS = frozenset(
    "additional_data article_html authors_raw body canonical comments commentsbody doc_id download_exception_msg download_state "
    "download_url feed_url filename fingerprint history html images is_parsed keyword_scores "
    "is_media_news keyword link_hash localpath meta_data meta_favicon meta_img movies pagetype publish_timestamp raw-text "
    "read_more_link scraped_at tags_html text_cleaned text_html title_page title_rss top_img version videos image_url "
    "top_image meta_description date_modify_raw".split()
)
