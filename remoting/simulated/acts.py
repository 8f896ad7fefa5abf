"""What is kept of the life of the simulated machines: who works there, what people did, who was locked out."""

from typing import ClassVar

from django.db import models

from remoting.simulated.models import SimulatedDomain


class SimulatedWorld(models.Model):
    """The population that a domain was filled with, and up to when its life has been carried into the directory."""

    domain = models.OneToOneField(SimulatedDomain, models.CASCADE, related_name="world")
    seed = models.BigIntegerField()
    people = models.IntegerField()
    made_at = models.DateTimeField()
    lived_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.domain}, {self.people} people, seed {self.seed}"


class SimulatedRegular(models.Model):
    """Somebody who works on a farm of terminal servers, day after day."""

    world = models.ForeignKey(SimulatedWorld, models.CASCADE, related_name="regulars")
    ordinal = models.IntegerField()
    farm = models.CharField(max_length=100)
    guid = models.UUIDField()
    account = models.CharField(max_length=64)
    client_name = models.CharField(max_length=64)
    client_address = models.CharField(max_length=64)
    hours = models.IntegerField()
    stale_on = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["ordinal"]

    def __str__(self) -> str:
        return self.account


class SimulatedAct(models.Model):
    """Something that was done to a machine, and takes effect at `at`."""

    domain = models.ForeignKey(SimulatedDomain, models.CASCADE, related_name="acts")
    server = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    at = models.DateTimeField()
    value = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["domain", "server", "at"], name="simulated_act_server")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} on {self.server}"


class SimulatedLockout(models.Model):
    """An account that wrong passwords locked, as the PDC emulator logs it."""

    domain = models.ForeignKey(SimulatedDomain, models.CASCADE, related_name="lockouts")
    guid = models.UUIDField()
    account = models.CharField(max_length=64)
    sid = models.CharField(max_length=80)
    computer = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["domain", "at"], name="simulated_lockout_at")]

    def __str__(self) -> str:
        return f"{self.account} from {self.computer}"
