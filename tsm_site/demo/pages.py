"""The portal's pages as a person without JavaScript has them: links to follow, forms to fill in, words to read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

TIMEOUT = 30.0  # seconds a page may take


@dataclass(slots=True)
class Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """One page. `states` are the words of the state marks of its main part, in their order."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address = address
        self.text = text
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.states: list[str] = []
        self.heading = ""
        self._open: list[tuple[str, bool]] = []  # Elements around the text that comes, and whether each is a state.
        self._area = ""  # The text field whose text comes.
        self._is_below = False  # Below the main part.
        self.feed(text)

    def link(self, *parts: str) -> str | None:
        """The first address that has all these parts in it."""
        return next((each for each in self.links if all(part in each for part in parts)), None)

    def form_to(self, part: str) -> Form | None:
        """The first form that is posted to such an address."""
        return next((form for form in self.forms if part in urljoin(self.address, form.action)), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in has:
            self.links.append(urljoin(self.address, has["href"]))
        elif tag == "form":
            self.forms.append(Form(has.get("action", ""), has.get("method", "get").lower()))
        elif self.forms and "name" in has and "disabled" not in has:
            self._note_field(tag, has)
        if tag == "main":
            self.states.clear()  # What stands above it belongs to the frame and not to this page.
        if "state" in has.get("class", "").split() and not self._is_below:
            self.states.append("")
            self._open.append((tag, True))
        elif tag in ("h1", "span"):
            self._open.append((tag, False))

    def _note_field(self, tag: str, has: Mapping[str, str]) -> None:
        fields, name = self.forms[-1].fields, has["name"]
        if tag == "textarea":
            self._area = name
            fields[name] = ""
        elif tag == "select":
            fields.setdefault(name, "")
        elif tag == "input" and (has.get("type") not in ("checkbox", "radio", "submit") or "checked" in has):
            fields[name] = has.get("value", "on" if "checked" in has else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "main":
            self._is_below = True
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area] += data
        if any(is_state for _, is_state in self._open):
            self.states[-1] = f"{self.states[-1]} {data}".strip()
        elif self._open and self._open[-1][0] == "h1":
            self.heading += data


class Visitor:
    """Somebody with a session, who reads English."""

    def __init__(self, portal: str) -> None:
        self.portal = portal
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, address: str) -> Page:
        return self._ask(urljoin(self.portal, address), None)

    def send(self, page: Page, form: Form, values: Mapping[str, str]) -> Page:
        return self._ask(urljoin(page.address, form.action or page.address), {**form.fields, **values})

    def _ask(self, address: str, data: Mapping[str, str] | None) -> Page:
        """Ask, follow to where the portal leads; what it refuses comes as urllib.error.HTTPError."""
        body = None if data is None else urlencode(data).encode()
        headers = {"Accept-Language": "en", "Referer": address}
        with self._opener.open(Request(address, data=body, headers=headers), timeout=TIMEOUT) as answer:  # noqa: S310  http only
            return Page(answer.geturl(), answer.read().decode())
