"""People of the portal whose rights the directory has ended."""

from django.conf import settings
from django.db import models


class EndedPerson(models.Model):
    """Deactivated because the directory account is disabled or gone; comes back when that does."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user)
