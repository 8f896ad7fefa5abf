"""Writing to the embedded directory, with the counters that a domain controller keeps."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Concat, Length, Substr

from remoting.simulated.attributes import DISABLED, MULTIPLE, NORMAL_ACCOUNT, REFERENCES, WORKSTATION, check_values
from remoting.simulated.embedded_links import held_by, holders_of, set_links
from remoting.simulated.embedded_reading import EmbeddedReading
from remoting.simulated.embedded_rows import derive, policy_of, stamp
from remoting.simulated.faults import Fault
from remoting.simulated.group_rules import GLOBAL, SECURITY, assert_may_become, assert_may_hold
from remoting.simulated.models import SimulatedDomain, SimulatedLink, SimulatedObject, SimulatedPassword
from remoting.simulated.names import dn_key, fold, join_dn
from remoting.simulated.passwords import assert_acceptable, digest_of, is_password, new_salt
from remoting.simulated.store import NewObject, StoredObject
from remoting.simulated.store import Value as Kept
from remoting.simulated.times import NEVER, from_filetime, to_filetime

NAME_TAKEN = "An attempt was made to add an object to the directory with a name that is already in use"
ACCOUNT_TAKEN = "The specified account already exists"
ALREADY_MEMBER = "The specified account name is already a member of the group"
NOT_A_LEAF = "The directory service can perform the requested operation only on a leaf object"
NOT_INTO_ITSELF = "The server is unwilling to process the request: an object cannot be moved into itself."
DEFAULTS: dict[str, dict[str, Kept]] = {
    "user": {"userAccountControl": NORMAL_ACCOUNT | DISABLED, "primaryGroupID": 513},
    "computer": {"userAccountControl": WORKSTATION, "primaryGroupID": 515},
    "group": {"groupType": SECURITY | GLOBAL},
}
ACCOUNT: dict[str, Kept] = {"accountExpires": NEVER, "pwdLastSet": 0, "badPwdCount": 0}
_VALUES = ("attributes", "manager", "managed_by", "versions", "usn_changed", "when_changed")  # saved with each change
_PLACE = ("name", "dn", "parent", "deleted_at", "last_parent", "last_name")  # saved besides where an object moves
KEPT_WITHOUT_BIN = ("sAMAccountName", "userAccountControl", "primaryGroupID")


class EmbeddedWriting(EmbeddedReading):
    """What can be done to the embedded directory of one domain. Called within a transaction."""

    def _next_usn(self) -> int:
        SimulatedDomain.objects.filter(pk=self.domain_id).update(usn=F("usn") + 1)
        return SimulatedDomain.objects.values_list("usn", flat=True).get(pk=self.domain_id)

    def _save(self, row: SimulatedObject, *written: str) -> None:
        """Keep a row, after its attributes `written` were changed; with `name` also where it lies."""
        stamp(row, dict.fromkeys(written), usn=self._next_usn(), now=self._clock())
        row.save(update_fields=[*_VALUES, *(_PLACE if "name" in written else ()), *derive(row)])

    def add(self, new: NewObject) -> StoredObject:
        """Make an object as a domain controller does: with GUID, SID where its kind has one, empty counters."""
        parent = self.row_at(new.parent_dn)
        check_values({"name": new.name, **new.attributes})
        attributes = dict(new.attributes)
        account = attributes.get("sAMAccountName")
        if account and self.rows().filter(sam_key=fold(str(account))).exists():
            raise Fault("AlreadyExists", ACCOUNT_TAKEN)
        if new.kind in DEFAULTS:
            attributes = DEFAULTS[new.kind] | ({} if new.kind == "group" else ACCOUNT) | attributes
        now = self._clock()
        row = SimulatedObject(
            domain_id=self.domain_id, guid=new.guid or uuid.uuid4(), kind=new.kind, parent=parent, name=new.name,
            usn_created=0, usn_changed=0, when_created=now.replace(microsecond=0), when_changed=now,
        )  # fmt: skip
        row.dn = join_dn(new.kind, new.name, parent.dn)
        self._assert_place_free(row)
        row.sid = self._next_sid() if new.kind in DEFAULTS else None
        self._put(row, attributes)
        stamp(row, {"name": None, **attributes}, usn=self._next_usn(), now=now)
        row.usn_created = row.usn_changed
        derive(row)
        row.save()
        return self.objects([row])[0]

    def _next_sid(self) -> str:
        domain = self.domain()
        SimulatedDomain.objects.filter(pk=domain.pk).update(next_rid=F("next_rid") + 1)
        return f"{domain.sid}-{domain.next_rid}"

    def _assert_place_free(self, row: SimulatedObject) -> None:
        if self.rows().filter(place=dn_key(row.dn)).exclude(pk=row.pk).exists():
            raise Fault("AlreadyExists", NAME_TAKEN)

    def _put(self, row: SimulatedObject, changes: Mapping[str, Kept | None]) -> None:
        """Put values into a row: references become links, an empty value goes."""
        for name, value in changes.items():
            if name in REFERENCES:
                setattr(
                    row, "manager" if name == "manager" else "managed_by", self.row_at(str(value)) if value else None
                )
            elif value is None or value in ((), ""):
                row.attributes.pop(name, None)
            else:
                row.attributes[name] = list(value) if isinstance(value, tuple) and name in MULTIPLE else value

    def modify(self, guid: UUID, changes: Mapping[str, Kept | None]) -> None:
        """Give attributes these values; None clears."""
        row = self.row(guid)
        check_values(changes)
        written = dict(changes)
        if written.get("pwdLastSet") == -1:
            written["pwdLastSet"] = to_filetime(self._clock())
        if written.get("lockoutTime") == 0:
            written["badPwdCount"] = 0
        if "groupType" in written:
            self._assert_scope(row, int(str(written["groupType"])))
        self._assert_unique(row, written)
        self._put(row, written)
        self._save(row, *written)

    def _assert_scope(self, row: SimulatedObject, new: int) -> None:
        holders = self._group_types(holders_of([row.pk]))
        members = self._group_types(held_by([row.pk]))
        assert_may_become(int(row.attributes.get("groupType", 0)), new, holders=holders, members=members, name=row.name)

    def _group_types(self, ids: set[int]) -> list[int]:
        rows = self.rows().filter(pk__in=ids, kind="group")
        return [int(row.attributes.get("groupType", 0)) for row in rows]

    def _assert_unique(self, row: SimulatedObject, written: Mapping[str, Kept | None]) -> None:
        for name, column in (("sAMAccountName", "sam_key"), ("userPrincipalName", "upn_key")):
            value = written.get(name)
            if value and self.rows().filter(**{column: fold(str(value))}).exclude(pk=row.pk).exists():
                raise Fault("AlreadyExists", ACCOUNT_TAKEN)

    def rename(self, guid: UUID, name: str) -> None:
        row = self.row(guid)
        check_values({"name": name})
        assert row.parent is not None
        row.name = name
        self._place(row, row.parent)

    def move(self, guid: UUID, parent_dn: str) -> None:
        row = self.row(guid)
        parent = self.row_at(parent_dn)
        if parent.place.startswith(row.place):
            raise Fault("InvalidArgument", NOT_INTO_ITSELF)
        self._place(row, parent)

    def _place(self, row: SimulatedObject, parent: SimulatedObject) -> None:
        """Put an object into a parent under its name, and all that lies below it with it."""
        old_dn, old_place = row.dn, row.place
        row.parent, row.dn = parent, join_dn(row.kind, row.name, parent.dn)
        self._assert_place_free(row)
        self._save(row, "name")
        below = SimulatedObject.objects.filter(domain_id=self.domain_id, place__startswith=old_place).exclude(pk=row.pk)
        below.update(
            dn=Concat(Substr("dn", 1, Length("dn") - len(old_dn)), Value(row.dn)),
            place=Concat(Value(row.place), Substr("place", len(old_place) + 1)),
        )

    def delete(self, guid: UUID, *, recursive: bool = False) -> None:
        """Put an object into the recycle bin, or what is left of it where there is none."""
        row = self.row(guid)
        below = self.rows().filter(place__startswith=row.place).exclude(pk=row.pk).order_by("-place")
        if below.exists() and not recursive:
            raise Fault("Conflict", NOT_A_LEAF)
        has_bin = self.domain().recycle_bin
        for one in [*below, row]:
            self._bury(one, has_bin=has_bin)

    def _bury(self, row: SimulatedObject, *, has_bin: bool) -> None:
        row.deleted_at, row.last_parent, row.last_name, row.parent = self._clock(), row.parent, row.name, None
        row.name = f"{row.name}\nDEL:{row.guid}"
        row.dn = join_dn(row.kind, row.name, f"CN=Deleted Objects,{self.base_dn}")
        if not has_bin:
            row.attributes = {name: row.attributes[name] for name in KEPT_WITHOUT_BIN if name in row.attributes}
            row.manager = row.managed_by = None
            self._drop_links(row)
            SimulatedPassword.objects.filter(owner=row).delete()
        self._save(row, "isDeleted", "name")

    def _drop_links(self, row: SimulatedObject) -> None:
        now, usn = self._clock(), self._next_usn()
        for links in (row.member_links, row.group_links):
            links.filter(present=True).update(present=False, version=F("version") + 1, at=now, usn=usn)

    def restore(self, guid: UUID, *, name: str, parent_dn: str) -> None:
        """Take an object out of the recycle bin; without one it comes back disabled, without groups."""
        row = self.row(guid, deleted=True)
        parent = self.row_at(parent_dn)
        check_values({"name": name})
        row.name, row.parent, row.deleted_at, row.last_parent, row.last_name = name, parent, None, None, ""
        row.dn = join_dn(row.kind, name, parent.dn)
        self._assert_place_free(row)
        if "userAccountControl" in row.attributes and not self.domain().recycle_bin:
            row.attributes["userAccountControl"] |= DISABLED
        self._save(row, "isDeleted", "name")

    def set_password(self, guid: UUID, password: str) -> None:
        """Reset a password. What is kept of it is a salted hash."""
        row = self.row(guid)
        policy = policy_of(self.domain())
        if row.kind != "computer":
            names = row.attributes.get("sAMAccountName", ""), row.attributes.get("displayName", "")
            assert_acceptable(password, policy, account=str(names[0]), display_name=str(names[1]))
        kept = SimulatedPassword.objects.filter(owner=row).first() or SimulatedPassword(owner=row, salt=new_salt())
        if kept.digest:
            kept.history = [kept.digest, *kept.history][: policy.history]
        kept.digest = digest_of(password, kept.salt)
        kept.save()
        row.attributes["pwdLastSet"] = to_filetime(self._clock())
        self._save(row, "pwdLastSet", "unicodePwd")

    def has_password(self, guid: UUID, password: str) -> bool:
        """Whether this is the account's password."""
        kept = SimulatedPassword.objects.filter(owner__guid=guid).first()
        return kept is not None and is_password(password, kept.salt, kept.digest)

    def link(self, group: UUID, members: Sequence[str], *, minutes: int = 0) -> None:
        """Add members by their distinguished names. This directory ends no membership by itself."""
        if minutes:
            raise Fault("InvalidArgument", "Membership for a limited time is off in this forest.")
        row = self.row(group)
        added = [self.row_at(dn) for dn in members]
        rid = int((row.sid or "-0").rpartition("-")[2])
        inside = SimulatedLink.objects.filter(group=row, present=True, member__in=added).exists()
        if inside or any(one.primary_group == rid for one in added):
            raise Fault("AlreadyExists", ALREADY_MEMBER)
        if row in added:
            raise Fault(
                "InvalidArgument", "The server is unwilling to process the request: a group cannot hold itself."
            )
        types = [int(one.attributes.get("groupType", 0)) for one in added if one.kind == "group"]
        assert_may_hold(int(row.attributes.get("groupType", 0)), types, name=row.name)
        self._set_links(row, added, present=True)

    def unlink(self, group: UUID, members: Sequence[str]) -> None:
        self._set_links(self.row(group), [self.row_at(dn) for dn in members], present=False)

    def _set_links(self, row: SimulatedObject, members: Sequence[SimulatedObject], *, present: bool) -> None:
        self._save(row)
        set_links(row.pk, [one.pk for one in members], present=present, usn=row.usn_changed, now=self._clock())

    def lock_out(self, guid: UUID, *, tries: int | None = None) -> bool:
        """Somebody types wrong passwords: `tries` times, or until the account is locked. Whether it is locked then."""
        row = self.row(guid)
        policy = policy_of(self.domain())
        now = self._clock()
        if _is_locked(row, policy.lockout_duration, now):
            return True
        threshold = policy.lockout_threshold
        count = int(row.attributes.get("badPwdCount", 0)) + (max(threshold, 1) if tries is None else tries)
        locks = bool(threshold) and count >= threshold
        row.attributes["badPwdCount"] = threshold if locks else count
        row.attributes["badPasswordTime"] = to_filetime(now)
        if locks:
            row.attributes["lockoutTime"] = to_filetime(now)
            self._save(row, "lockoutTime")
        else:
            row.save(update_fields=["attributes"])
        return locks


def _is_locked(row: SimulatedObject, duration: timedelta, now: datetime) -> bool:
    locked = from_filetime(int(row.attributes.get("lockoutTime", 0)))
    return bool(locked and (not duration or now < locked + duration))
