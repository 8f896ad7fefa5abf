"""What the search looks things up in: folded tokens with a rank, and words with their misspelt forms.

The collation of the text columns is set to "C" on PostgreSQL by migration 0002, so that a range of tokens with a
common start is a range of the index; SQLite compares bytes anyway.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Func


class Start(Func):
    """The first letters of a column. The number stands in the SQL, or SQLite would not know its index again."""

    function = "substr"
    template = "%(function)s(%(expressions)s, 1, %(letters)d)"

    def __init__(self, column: str, *, letters: int) -> None:
        super().__init__(column, letters=letters, output_field=models.TextField())


class Token(models.Model):
    """One folded word of one object. Rank and place are copies: an index in rank order can stop at its limit."""

    object = models.ForeignKey(
        "directory.DirectoryObject",
        models.CASCADE,
        related_name="tokens",
        db_index=False,
    )
    place = models.BigIntegerField()  # as DirectoryObject.place
    kind = models.CharField(max_length=8)
    rank = models.SmallIntegerField()
    token = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["token", "rank"], name="directory_token_rank"),
            models.Index(fields=["object", "token"], name="directory_token_object"),
            models.Index(
                fields=["place", "token", "rank", "object"],
                name="directory_token_place",
            ),
            *(models.Index(Start("token", letters=n), "rank", name=f"directory_token_start_{n}") for n in range(1, 6)),
        ]

    def __str__(self) -> str:
        return self.token


class Word(models.Model):
    """A word of somebody's name, and how many objects have it."""

    word = models.TextField(unique=True)
    number = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.word


class Misspelling(models.Model):
    """A word with one letter left out."""

    form = models.TextField(db_index=True)
    word = models.ForeignKey(Word, models.CASCADE, related_name="misspellings")

    def __str__(self) -> str:
        return self.form


class HeavyStart(models.Model):
    """A start of one to five letters that a thousand tokens or more have."""

    start = models.TextField(unique=True)
    number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.start
