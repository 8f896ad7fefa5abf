"""Spells a secret as one reads it out on the phone: English by ICAO, German by DIN 5009:2022."""

from dataclasses import dataclass

ICAO = (
    "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo"
    " sierra tango uniform victor whiskey x-ray yankee zulu"
)
DIN = (
    "Aachen Berlin Chemnitz Düsseldorf Essen Frankfurt Goslar Hamburg Ingelheim Jena Köln Leipzig München Nürnberg"
    " Offenbach Potsdam Quickborn Rostock Salzwedel Tübingen Unna Völklingen Wuppertal Xanten Ypsilon Zwickau"
)
UMLAUTS = {"ä": "Umlaut-Aachen", "ö": "Umlaut-Offenbach", "ü": "Umlaut-Unna", "ß": "Eszett"}
WORDS = {
    "en": {word[0]: word for word in ICAO.split()},
    "de": {word[0].lower(): word for word in DIN.split()} | UMLAUTS,
}
NUMBERS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
}
DIGITS = {language: words.split() for language, words in NUMBERS.items()}
SIGNS = {
    "en": {
        "-": "hyphen", "_": "underscore", ".": "dot", ",": "comma", ":": "colon", ";": "semicolon", "!": "exclamation",
        "?": "question mark", "@": "at", "#": "hash", "$": "dollar", "%": "percent", "&": "ampersand", "*": "star",
        "+": "plus", "=": "equals", "/": "slash", "\\": "backslash", "(": "bracket open", ")": "bracket close",
        "[": "square open", "]": "square close", "{": "curly open", "}": "curly close", "<": "less", ">": "greater",
        "'": "apostrophe", '"': "quote", "^": "caret", "~": "tilde", "|": "bar", "`": "backtick", " ": "space",
    },
    "de": {
        "-": "Bindestrich", "_": "Unterstrich", ".": "Punkt", ",": "Komma", ":": "Doppelpunkt", ";": "Strichpunkt",
        "!": "Ausrufezeichen", "?": "Fragezeichen", "@": "at", "#": "Raute", "$": "Dollar", "%": "Prozent",
        "&": "und", "*": "Stern", "+": "plus", "=": "gleich", "/": "Schrägstrich", "\\": "Rückstrich",
        "(": "Klammer auf", ")": "Klammer zu", "[": "eckig auf", "]": "eckig zu", "{": "geschweift auf",
        "}": "geschweift zu", "<": "kleiner", ">": "größer", "'": "Apostroph", '"': "Anführung", "^": "Zirkumflex",
        "~": "Tilde", "|": "Strich", "`": "Gravis", " ": "Leerzeichen",
    },
}  # fmt: skip
BIG = {"en": "big {}", "de": "groß {}"}


@dataclass(frozen=True, slots=True)
class Letter:
    text: str  # one character
    word: str  # how it is said
    kind: str  # lower, upper, digit, sign


def spell(secret: str, language: str) -> list[Letter]:
    """One Letter per character.

    A language without a table is spelt in English; a character without a word is said as itself.
    """
    base = language.partition("-")[0]
    key = base if base in WORDS else "en"
    return [_letter(character, key) for character in secret]


def _letter(character: str, language: str) -> Letter:
    if character in "0123456789":
        return Letter(character, DIGITS[language][int(character)], "digit")
    if not character.isalpha():
        return Letter(character, SIGNS[language].get(character, character), "sign")
    word = WORDS[language].get(character.lower(), character.lower())
    if character.isupper():
        return Letter(character, BIG[language].format(word[0].upper() + word[1:]), "upper")
    return Letter(character, word, "lower")
