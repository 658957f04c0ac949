"""Each generator is known by the files that only its sites have."""

import pytest

from digest.importing.sites.detect import detect_site
from tests.importing.sites.folders import MemoryFolder


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"_config.yml": "title: x\n"}, "jekyll"),
        ({"_posts/2024-03-26-a.md": ""}, "jekyll"),
        ({"news/_posts/2024-03-26-a.md": ""}, "jekyll"),
        ({"hugo.toml": ""}, "hugo"),
        ({"config/_default/hugo.yaml": ""}, "hugo"),
        ({"config.toml": 'baseURL = "https://a.example"\n'}, "hugo"),
        ({"config.yaml": "baseurl: https://a.example\n"}, "hugo"),
        ({"config.toml": 'base_url = "https://a.example"\n'}, "zola"),
        ({"zola.toml": ""}, "zola"),
        ({".eleventy.js": ""}, "eleventy"),
        ({"eleventy.config.mjs": ""}, "eleventy"),
        ({"package.json": '{"devDependencies": {"@11ty/eleventy": "3"}}', "_posts/a.md": ""}, "eleventy"),
        ({"pelicanconf.py": ""}, "pelican"),
        ({"conf.py": "BLOG_TITLE = 'x'\n"}, "nikola"),
        ({"_config.yml": "", "source/_posts/a.md": ""}, "hexo"),
        ({"docusaurus.config.js": "", "blog/a.md": ""}, "docusaurus"),
        ({"astro.config.mjs": "", "src/content/blog/a.md": ""}, "astro"),
        ({"config.yaml": "id: x\ntitle: A digest\n", "content/articles/a.md": ""}, None),
        ({"conf.py": "project = 'a manual'\n", "index.rst": ""}, None),
        ({"a.md": "---\ntitle: A\n---\n", "export.json": "{}"}, None),
    ],
)
def test_a_folder_is_of_the_generator_whose_files_it_has(files: dict[str, str], expected: str | None) -> None:
    assert detect_site(MemoryFolder(files)) == expected
