"""One name for a fragment: the part of a page's template, the URL that serves it, and its element on the page."""

import re
from pathlib import Path

from django.urls import get_resolver

from tests.sources import ROOT, at, lines_of, product_files, short, templates

PART = re.compile(r"[\"'f]((?:[\w-]+/)*[\w-]+\.html)#([\w-]+)[\"']")
DEFINED = re.compile(r"\{%\s*(?:partialdef|startpartial)\s+([\w-]+)")


def parts_of(path: Path) -> set[str]:
    return set(DEFINED.findall(path.read_text("utf-8")))


def test_asks_for_parts_that_there_are():
    found = []
    for path in product_files():
        for number, line in enumerate(lines_of(path), 1):
            for name, part in PART.findall(line):
                template = ROOT / "templates" / name
                if name != "page.html" and (not template.exists() or part not in parts_of(template)):
                    found.append(f"{at(path, number)}: {name}#{part}")
    assert found == []


def test_includes_templates_that_there_are():
    found = []
    for path in templates():
        names = re.findall(r"\{%\s*(?:include|extends)\s+\"([^\"#]+)\"", path.read_text("utf-8"))
        ours = (name for name in names if not name.startswith(("admin/", "django/")))
        found += [f"{short(path)}: {name}" for name in ours if not (ROOT / "templates" / name).exists()]
    assert found == []


def url_names() -> set[str]:
    """Names of all addresses, without their namespace."""

    def walk(resolver):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern)
            elif pattern.name:
                yield pattern.name

    return set(walk(get_resolver()))


def test_gives_each_part_an_element_of_its_name():
    """`job.html#row` has an element whose id begins with `job-row`, so that htmx knows what to put it in place of."""
    found = []
    for path in templates():
        text = path.read_text("utf-8")
        for part in parts_of(path):
            url = f"{path.stem.replace('_', '-')}-{part}"
            if url in url_names() and not re.search(rf'\bid="{url}\b', text):
                found.append(f"{short(path)}#{part} has no element {url}")
    assert found == []
