"""The phones of the acoustic model, and the letters of the teacher in them.

A phone is written in IPA. Diphthongs and affricates are one phone, a nasal vowel is another phone than the oral one; length, which the
teacher's alphabet marks in a few Italian and French words only, makes no difference.
"""
PAUSE = "pau"
STRESSES = {"ˈ": 2, "ˌ": 1}
NASAL = "\u0303"
LENGTH = "ː"
PUNCTUATION = set(".,;:?!")

# Letters that are written otherwise here; every other letter is the phone itself.
LETTERS = {"A": "eɪ", "I": "aɪ", "O": "oʊ", "W": "aʊ", "Y": "ɔɪ", "T": "ɾ", "ᵊ": "ə", "ᵻ": "ɪ", "c": "k", "ɒ": "ɑ"}
ENGLISH_LETTERS = LETTERS | {"ɐ": "ə"}  # the article "a"

VOWELS = "eɪ aɪ oʊ aʊ ɔɪ ɑ æ ʌ ə ɛ ɜ ɪ i ɔ ʊ u a e o y ø œ ɐ".split() + [v + NASAL for v in "ɑ ɛ ɔ œ ɐ ʊ u o".split()]
CONSONANTS = "b d f h j k l m n p r s t v w x z ð ŋ ɡ ɣ ɲ ɹ ɾ ʁ ʃ ʎ ʒ ʝ ʣ ʤ ʦ ʧ β θ".split()
PHONES = [PAUSE, *VOWELS, *CONSONANTS]
INDEX = {phone: i for i, phone in enumerate(PHONES)}


class UnknownLetter(ValueError):
    """The teacher wrote a letter that stands for no phone."""


class Phone:
    __slots__ = ("name", "stress", "word", "letters")

    def __init__(self, name, stress, word, letters):
        self.name, self.stress, self.word, self.letters = name, stress, word, letters


def read(letters, language):
    """Letters of the teacher ('' at both ends) to phones. Each knows its stress (vowels only: 0, 1 secondary, 2 primary), its word,
    counted from 0, and the indices of its letters: its own and the marks that belong to it."""
    known = ENGLISH_LETTERS if language == "en" else LETTERS
    phones, word, marks = [], 0, []
    for i, letter in enumerate(letters):
        if letter in STRESSES:
            marks.append(i)
        elif letter == " ":
            word += 1
        elif letter in (NASAL, LENGTH):
            add_mark(phones[-1], letter, i)
        elif letter != "" and letter not in PUNCTUATION:
            name = known.get(letter, letter)
            if name not in INDEX:
                raise UnknownLetter(letter)
            stress = STRESSES[letters[marks[-1]]] if marks and name in VOWELS else 0
            phones.append(Phone(name, stress, word, [*marks, i]))
            marks = []
    return phones


def add_mark(phone, mark, at):
    nasal = phone.name + NASAL
    if mark == NASAL:
        if nasal not in INDEX:
            raise UnknownLetter(nasal)
        phone.name = nasal
    phone.letters.append(at)
