"""Search tokens, name words and their misspelt forms, kept in step with the rows they come from."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from directory.models import DirectoryObject, HeavyStart, Misspelling, Token, Word
from directory.models.search import Start
from directory.tokens import Tokens, one_left_out, spellable

_BATCH = 2000
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
        Token(object_id=row.pk, place=row.place, kind=row.kind, rank=rank, token=token)
        for row, tokens in changed
        for token, rank in tokens.ranked(row.rank)
    ]
    Token.objects.bulk_create(fresh, batch_size=_BATCH)
    add_words({token for _, tokens in changed for token in tokens.main})


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
        forms = [Misspelling(form=form, word=word) for word in rows for form in one_left_out(word.word)]
        Misspelling.objects.bulk_create(forms, batch_size=_BATCH)


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
