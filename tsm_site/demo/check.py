"""`./tsm demo --check`: helpdesk unlocks somebody through the pages, one line a step."""

import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar
from urllib.error import HTTPError, URLError

from tsm_site.demo.pages import Page, Visitor

WHO = "helpdesk"
ACT = "/operations/unlock-user/"
REASON = "The demo checks itself."
WAIT = 60.0  # seconds for the job
GLANCE = 0.3
TRIES = 10  # people to look at until one can be unlocked


Thing = TypeVar("Thing")


class Stuck(Exception):
    """A step did not work; the text says what was there instead."""


def check(portal: str, *, say: Callable[[str], None]) -> bool:
    """Go through it; False, after a line that says why, where it is stuck."""
    try:
        for line in walk(Visitor(portal)):
            say(f"ok    {line}")
    except (Stuck, HTTPError, URLError) as problem:
        say(f"FAIL  {problem}")
        return False
    say("ok    the demo works")
    return True


def walk(visitor: Visitor) -> Iterator[str]:
    home = sign_in(visitor)
    yield f"signed in as {WHO}"
    locked = visitor.get(wanted(home.link("/users/", "state=locked"), "a list of locked accounts on the home page"))
    person, offers = find_locked(visitor, locked)
    yield f"found {person.heading.strip()}, who is locked"
    job = order(visitor, offers)
    yield f"ordered to unlock, as {job.address.removeprefix(visitor.portal)}"
    yield f"the job ended: {wait_for(visitor, job)}"
    after = visitor.get(person.address)
    if is_locked(after):
        raise Stuck(f"{person.address} still says that the account is locked")
    yield f"the page of {person.heading.strip()} says so too"


def sign_in(visitor: Visitor) -> Page:
    gate = visitor.get("/")
    form = wanted(next((form for form in gate.forms if "password" in form.fields), None), "a form to sign in")
    home = visitor.send(gate, form, {"username": WHO, "password": WHO})
    if any("password" in form.fields for form in home.forms):
        raise Stuck(f"{WHO} may not sign in with the password {WHO}")
    return home


def find_locked(visitor: Visitor, listed: Page) -> tuple[Page, Page]:
    """The first person of the list who is still locked, and the page of what can be done there."""
    people = list(dict.fromkeys(link for link in listed.links if "/objects/" in link))
    for address in people[:TRIES]:
        person = visitor.get(address)
        offers = person.link("/offers/")
        if is_locked(person) and offers:
            page = visitor.get(offers)
            if page.form_to(ACT):
                return person, page
    raise Stuck(f"none of {len(people)} listed people is locked and may be unlocked")


def order(visitor: Visitor, offers: Page) -> Page:
    """Press the button; where it asks for a reason, give one. The page of the job."""
    answer = offers
    for _ in range(2):
        form = wanted(answer.form_to(ACT), f"a form to unlock at {answer.address}")
        answer = visitor.send(answer, form, {"reason": REASON})
        if "/jobs/" in answer.address:
            return answer
    raise Stuck(f"the order was not taken; still at {answer.address}")


def wait_for(visitor: Visitor, job: Page) -> str:
    """The word of the state in which the job has ended; any but the good one is a failure."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        state = wanted(next(iter(visitor.get(job.address).states), None), "a state on the job's page").strip()
        if state == "Succeeded":
            return state.lower()
        if state not in ("Queued", "Running", "Uncertain"):
            raise Stuck(f"the job ended as {state!r}; see {job.address}")
        time.sleep(GLANCE)
    raise Stuck(f"the job has not ended after {WAIT:g} s; see {job.address}")


def is_locked(person: Page) -> bool:
    return any(state.startswith("Locked") for state in person.states)


def wanted(thing: Thing | None, what: str) -> Thing:
    if thing is None:
        raise Stuck(f"there is no {what}")
    return thing


if __name__ == "__main__":
    sys.exit(0 if check(sys.argv[1], say=lambda line: print(line, flush=True)) else 1)
