"""What people call the object of a distinguished name."""

import pytest

from directory.names import first_name


@pytest.mark.parametrize(
    ("dn", "name"),
    [
        ("CN=Zoë O'Brien,OU=People,DC=corp", "Zoë O'Brien"),
        (r"CN=Comma\, Ada \+ \"Plus\" = \<One\>\; \\End,OU=People", 'Comma, Ada + "Plus" = <One>; \\End'),
        (r"CN=J\C3\BCrgen\2C Dr.,OU=People", "Jürgen, Dr."),
        (r"CN=Back\\41,OU=People", r"Back\41"),
        (r"CN=Carmen Martínez\0ADEL:75650139-6daa-42d1-820c-56b91da83d45,CN=Deleted Objects", "Carmen Martínez"),
        ("", ""),
    ],
)
def test_reads_the_first_value(dn: str, name: str) -> None:
    assert first_name(dn) == name
