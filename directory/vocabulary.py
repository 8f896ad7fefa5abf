"""Search tokens, name words and their misspelt forms, kept in step with the rows they come from."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from directory.models import DirectoryObject, HeavyStart, Token, Word
from directory.models.search import Start
from directory.tokens import Tokens, one_left_out, spellable

_BATCH = 2000
# Many small rows: written past the models, which take several times as long.
_TOKENS = {
    "sqlite": "INSERT INTO directory_token (object_id, place, kind, rank, token) VALUES (%s, %s, %s, %s, %s)",
    "postgresql": "COPY directory_token (object_id, place, kind, rank, token) FROM STDIN",
}
_FORMS = {
    "sqlite": "INSERT INTO directory_misspelling (form, word_id) VALUES (%s, %s)",
    "postgresql": "COPY directory_misspelling (form, word_id) FROM STDIN",
}
_HEAVY = 1000  # tokens that make a start heavy
_LONGEST_START = 5


@dataclass(frozen=True, slots=True)
class Indexed:
    """What a row's tokens depend on besides the words themselves."""

    words: str
    rank: int
    place: int
    kind: str


def write_tokens(rows: Iterable[tuple[DirectoryObject, Tokens]], *, before: Mapping[int, Indexed]) -> None:
    """Tokens of new and changed rows (saved ones); what they depended on before tells which have changed."""
    changed = [(row, tokens) for row, tokens in rows if before.get(row.pk) != indexed(row)]
    Token.objects.filter(object__in=[row.pk for row, _ in changed if row.pk in before]).delete()
    fresh = [
        (row.pk, row.place, row.kind, rank, token) for row, tokens in changed for token, rank in tokens.ranked(row.rank)
    ]
    _insert(_TOKENS, fresh)
    add_words({token for _, tokens in changed for token in tokens.main})


def _insert(statements: Mapping[str, str], rows: Sequence[tuple[int | str, ...]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(statements["postgresql"]) as copy:
                for row in rows:
                    copy.write_row(row)
        elif rows:
            cursor.executemany(statements["sqlite"], rows)


def indexed(row: DirectoryObject) -> Indexed:
    return Indexed(row.words, row.rank, row.place, row.kind)


def add_words(tokens: Collection[str]) -> None:
    """Keep new name words, with their misspelt forms."""
    wanted = sorted(token for token in tokens if spellable(token))
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        known = set(Word.objects.filter(word__in=part).values_list("word", flat=True))
        fresh = [word for word in part if word not in known]
        if not fresh:
            continue
        Word.objects.bulk_create([Word(word=word) for word in fresh], ignore_conflicts=True)
        rows = Word.objects.filter(word__in=fresh)
        _insert(_FORMS, [(form, word.pk) for word in rows for form in one_left_out(word.word)])


def count_words() -> None:
    """How common each word is, and which starts are heavy. After everything was read, not after each change."""
    common = Token.objects.values_list("token").annotate(number=Count("pk")).filter(number__gt=1)
    numbers = Counter(dict(common.iterator()))
    rows = [word for word in Word.objects.all() if word.number != max(1, numbers[word.word])]
    for word in rows:
        word.number = max(1, numbers[word.word])
    Word.objects.bulk_update(rows, ["number"], batch_size=_BATCH)
    heavy: list[HeavyStart] = []
    for letters in range(1, _LONGEST_START + 1):
        starts = Token.objects.annotate(start=Start("token", letters=letters)).values_list("start")
        counted = starts.annotate(number=Count("pk")).filter(number__gte=_HEAVY)
        heavy += [HeavyStart(start=start, number=number) for start, number in counted if len(start) == letters]
    HeavyStart.objects.all().delete()
    HeavyStart.objects.bulk_create(heavy, batch_size=_BATCH)
