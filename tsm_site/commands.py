"""The command palette: one registry of what can be done from the keyboard. Nothing runs from it: acts open dialogs."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.requests import TsmRequest
from directory.models import DirectoryObject
from directory.normalise import fold
from remoting.jobs.offers import buttons_for
from remoting.jobs.targets import Target, target_of_object, target_of_server
from remoting.servers.models import Server
from tsm_site.frame import Frame


@dataclass(frozen=True, slots=True)
class Command:
    group: str
    text: str | Promise
    url: str
    icon: str
    sub: str = ""
    keys: tuple[str, ...] = ()
    dialog: bool = False


def commands_for(request: TsmRequest, here: str) -> list[Command]:
    """Acts on the object of the page `here` (a path), then places, then settings."""
    frame = Frame(request.user)
    acts = list(_acts(request, here)) if frame.rights.directory else []
    places = [Command(_("Go to"), place.word, place.url, place.icon, keys=("g", place.key)) for place in frame.places]
    return [*acts, *places, *_settings()]


def _acts(request: TsmRequest, here: str) -> Iterable[Command]:
    """What the page's object or server offers, as far as a grant allows it: in the order of its buttons."""
    target, found = _target(request.user, here)
    if target is None:
        return
    buttons = buttons_for(request.user, target, found=found)
    for button in (*buttons.first, *buttons.more, *buttons.apart, *buttons.dangerous):
        title = button.operation.title
        yield Command(
            target.name, button.label, button.url, "bolt", "" if title == button.label else title, dialog=True
        )


def _target(user: User, here: str) -> tuple[Target | None, DirectoryObject | None]:
    """What the page `here` is about, and its row of the mirror where it has one."""
    try:
        match = resolve(here)
    except Resolver404:
        return None, None
    if match.view_name.startswith("directory:object"):
        row = DirectoryObject.objects.present().visible_to(user).filter(guid=match.kwargs["guid"]).first()
        return (target_of_object(row), row) if row else (None, None)
    if match.view_name == "remoting:server":
        server = Server.objects.visible_to(user).filter(host=match.kwargs["host"]).first()
        return (target_of_server(server), None) if server else (None, None)
    return None, None


def _settings() -> list[Command]:
    group = _("Settings")
    return [
        Command(group, _("Theme, language, keys"), reverse("accounts:profile"), "user-cog"),
        Command(group, _("All keys"), reverse("help"), "keyboard", keys=("?",)),
    ]


def matching(commands: list[Command], query: str) -> list[tuple[str, list[Command]]]:
    """By group, those in which every typed word begins a word."""
    typed = fold(query).split()

    def fits(command: Command) -> bool:
        words = fold(f"{command.text} {command.sub} {command.group}").split()
        return all(any(word.startswith(part) for word in words) for part in typed)

    found = [command for command in commands if fits(command)]
    return [(group, list(rows)) for group, rows in groupby(found, key=lambda command: command.group)]
