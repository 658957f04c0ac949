"""Keys of other tools that say nothing of what digest publishes: how a page looks, where a menu lists it, what a service counts."""

import re

from digest.reading.dialects.names import plain_name

# By tool, in the spelling of its documentation. What decides whether a page is published, or where, is in `decisions.py`.
_BY_TOOL = {
    "Jekyll and its plugins": (
        "layout excerpt_separator render_with_liquid sidebar toc math mathjax mermaid pin image_scaling media_subpath img_path comments "
        "share related read_time author_profile classes class toc_label toc_icon toc_sticky breadcrumbs header footer sidebar_nav gallery "
        "feature_row entries_layout last_modified_at_override jsonld seo twitter facebook og amp sass liquid regenerate collection "
        "nav_order has_children has_toc parent grand_parent child_nav_order nav_exclude search_exclude parents ordinal "
        "translator translators translated_by previous_url next_url guid post_id paginate pagination pagination_next category_slug "
        "description_meta subcategory subcategories show_date show_sidebar full_width js css stylesheet script scripts styles"
    ),
    "Hugo and its themes": (
        "type weight cascade outputs markup menu menus params linkTitle link_title isCJKLanguage translationKey resources series "
        "series_order seriesOrder showToc TocOpen tocopen ShowReadingTime ShowBreadCrumbs ShowPostNavLinks ShowWordCount "
        "ShowCodeCopyButtons ShowRssButtonInSectionTermList disableHLJS disableShare disableAnchoredHeadings hideSummary hideMeta "
        "hideFooter hidemeta "
        "editPost UseHugoToc comment comments toc autonumbering math katex mathjax mermaid lightgallery code mapbox seo library "
        "featuredImagePreview readingTime wordCount license_note copyright simple_list no_list toc_hide hide_summary "
        "hide_feedback hide_readingtime reading_time share profile commentable show_related show_breadcrumb show_date "
        "projects slides url_code url_pdf url_slides url_video links highlight highlight_languages disqus disqusIdentifier "
        "disable_comments disableComments showDate showAuthor showTableOfContents showHero heroStyle groupByYear cascadeType "
        "frontpage topics_note newsletter author_image authorAvatar authorImage authorLink authorEmoji outputs styles scripts "
        "bookComments bookToc bookCollapseSection bookFlatSection bookHref geekdocNav lead_note layoutBackgroundBlur "
        "sharingLinks showSummary showComments showReadingTime showTaxonomies showLikes showViews sitemap_priority"
    ),
    "Zola": "template page_template extra weight sort_by paginate_by generate_feeds generate_feed insert_anchor_links transparent",
    "Eleventy": (
        "eleventyNavigation eleventyImport eleventyComputed eleventyDataSchema templateEngineOverride pagination override dynamicPermalink "
        "templateClass"
    ),
    "Docusaurus, VuePress, VitePress, Starlight, MkDocs": (
        "sidebar_label sidebar_position sidebar_class_name sidebar_custom_props displayed_sidebar hide_title hide_table_of_contents "
        "toc_min_heading_level toc_max_heading_level pagination_label pagination_prev pagination_next parse_number_prefixes "
        "custom_edit_url title_meta author_title author_url author_image_url hide_reading_time truncate last_update_author mdx "
        "sidebarDepth sidebar prev next editLink editLinks contributors navbar pageClass aside outline home heroText "
        "actions features footer tagline tableOfContents editUrl splash head meta template icon isOriginal order nav_title"
    ),
    "Pelican and Nikola": "save_as modified_by gallery cover_alt has_math template previewimage type hidetitle pretty_url enclosure "
    "comment comments language_note medium nocomments annotations status_note author_email authors_email",
    "Hexo and its themes": (
        "layout comments disableNunjucks top sticky toc mathjax mathjax2 katex copyright reward top_img "
        "aside highlight_shrink aplayer copyright_author copyright_author_href copyright_url copyright_info abbrlink urlname "
        "photos lightbox banner_img_height banner_mask_alpha archive index_img excerpt_separator toc_number toc_style_simple music "
        "quicklink reprint postImage sidebar description_source keywords_source password_hint message abstract_password wrong_pass_message "
        "wrong_hash_message"
    ),
    "Ghost, WordPress, Blogger, Medium and their exporters": (
        "guid wordpress_id post_type post_id post_author post_date_gmt post_modified_gmt post_parent menu_order comment_status "
        "ping_status to_ping pinged sticky is_sticky featured page custom_template codeinjection_head codeinjection_foot "
        "feature_image_caption comment_id uuid email_subject email_only meta_title og_title og_description twitter_title "
        "twitter_description twitter_image blogger_id blogger_blog blogger_permalink medium_id mediumUrl dsq_thread_id "
        "disqus_identifier disqus_url disqus_thread_id disqus_id geo geo_latitude geo_longitude format post_format wp_id attachments "
        "tumblr_id ghost_id original_id legacy_id"
    ),
    "Astro, Gatsby, Next, Nuxt, Lektor, nanoc, Metalsmith, Middleman": (
        "pin pinned featured ogTitle templateKey kind layout component components isPost timezone readingTime reading_time minutes "
        "wordcount words priority changefreq order position rank weight color colour icon emoji theme style styles badge "
        "navigation _model _template _slug body_class hero_text hero_link cta ctaText ctaLink socialTitle "
        "socialDescription setup imports hideAuthor comments_issue author_id author_slug author_photo author_avatar author_bio avatar "
        "author_twitter author_role author_link twitter_handle github github_username twitter_username email author_email"
    ),
    "cState": "section severity affected resolved resolvedWhen informational automated pin",
    "more than one": (
        "image_alt imageAlt image_caption imageCaption cover_caption coverCaption caption image_credit imageCredit photo_credit "
        "image_description image_position image_width image_height imageWidth imageHeight cover_alt coverAlt featured_image_alt "
        "featured_image_caption feature_image_alt thumbnail_alt hero_alt hero_image_alt hero_caption banner_alt header_image_alt "
        "version revision format filetype encoding charset editor editors generator generated copyright section sections columns "
        "read_more readmore more time_to_read estimated_time duration difficulty level part number_of_comments views likes "
        "shares mastodon mastodon_id bluesky threads discussion discuss discussion_url hn_url reddit_url comments_url issue_id issue "
        "issue_number gh_issue rights copyright_holder series series_title serie volume page_id nid tid uid parent_id logo logos"
    ),
}
_PASSED_OVER = frozenset(plain_name(key) for keys in _BY_TOOL.values() for key in keys.split())
# Families of keys: of a service, a sidebar, a table of contents, an export. Those that begin with `_` are private to a tool.
_FAMILIES = (
    *(
        "_",
        "sidebar",
        "toc_",
        "wordpress",
        "wp_",
        "wpcf",
        "yoast",
        "disqus",
        "eleventy",
        "twitter_",
        "twitter:",
        "og_",
        "og:",
    ),
    *(
        "facebook_",
        "fb_",
        "fb:",
        "seo_",
        "seo:",
        "dsq_",
        "blogger_",
        "medium_",
        "tumblr_",
        "ghost_",
        "livejournal_",
        "drupal_",
    ),
    *(
        "author_",
        "comments_",
        "comment_",
        "bookcollapse",
        "geekdoc",
        "algolia",
        "gitalk",
        "valine",
        "giscus",
        "utterances",
    ),
)

# Switches for parts of a page, and what is said of a picture, by plain name.
_SWITCH = re.compile(
    r"(?:enable|disable|show|hide|display|has|use|no)[a-z0-9]*?(?:comments?|discussion|toc|contents?table|tableofcontents|sidebar|title|"
    r"share|sharing|sharebuttons|navbar|nav|navigation|header|footer|meta|date|dates|time|authors?|breadcrumbs?|tags|categories|related|"
    r"relatedposts|image|images|cover|thumbnail|math|mathjax|katex|mermaid|banner|hero|ads?|newsletter|embed|menu|pagination|pager|"
    r"description|summary|excerpt|license|licence|likes|views|edit|editlink|feedback|copyright|reward|wordcount|lightbox|gallery|"
    r"subscribe|signup|anchors?|headings?|linenumbers|logo|social|socials|readmore)"
)
_OF_A_PICTURE = re.compile(
    r"(?:[a-z]*(?:image|img|cover|hero|banner|thumbnail|thumb|photo|picture|header|og))(?:alt|alttext|caption|credit|credits|creditlink|"
    r"creditlinks|width|height|position|description|class|style|link|title|attribution|source|size|fit|filter|opacity|color|license|author)"
)


def is_passed_over(key: str) -> bool:
    """Return whether a key is one of another tool that digest does not need."""
    name = plain_name(key)
    if name in _PASSED_OVER or key.lower().startswith(_FAMILIES):
        return True
    return bool(_SWITCH.fullmatch(name) or _OF_A_PICTURE.fullmatch(name))
