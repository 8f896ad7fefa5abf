"""What belongs to no kind of object: a made password, whether a text is an e-mail address."""

from collections.abc import Iterator

from remoting.simulated.addresses import is_email_address
from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import exported, operation
from remoting.simulated.declared import DeclaredParameter
from remoting.simulated.faults import Fault
from remoting.simulated.passwords import classes_of, make_password, make_phrase


@operation("New-TsmPassword")
def new_password(call: Call) -> Iterator[Output]:
    classes = classes_of(
        upper=call.flag("Upper"),
        lower=call.flag("Lower"),
        digit=call.flag("Digit"),
        symbol=call.flag("Symbol"),
        exclude_look_alike=call.flag("ExcludeLookAlike"),
    )
    if not classes:
        raise Fault("InvalidArgument", "A password needs at least one class of characters.")
    if call.what_if:
        yield {"secret": None, "bits": None}
        return
    phrase = call.flag("Phrase")
    secret, bits = make_phrase(call.number("Words")) if phrase else make_password(call.number("Length"), classes)
    yield {"secret": secret, "bits": bits}


@exported("Test-TsmEmailAddress", [DeclaredParameter("Address")])
def test_email_address(call: Call) -> Iterator[Output]:
    yield is_email_address(call.text("Address"))
