"""The words of graphones.tsv, which `Timbre.Training lts-graphones` writes: a word and its graphones as letters|phones, spaces between.

Graphones are numbered in the order in which they appear, as in the n-gram model; 0 stands for a letter inside of a graphone that began
at the letter before.
"""
import random
import zlib

import torch

from model import LETTERS

INSIDE = 0
DEV_SHARE = 50  # one word in so many shows how the training goes; the tenth that is held out is not in the file


def numbers(word):
    return [ord(letter) - ord("a") + 1 for letter in word]


class Words:
    def __init__(self, path):
        self.graphones, self.train, self.dev = [""], [], []
        known = {}
        for line in path.read_text(encoding="ascii").splitlines():
            word, graphones = line.split("\t")
            labels = []
            for graphone in graphones.split(" "):
                if graphone not in known:
                    known[graphone] = len(self.graphones)
                    self.graphones.append(graphone)
                labels += [known[graphone]] + [INSIDE] * (graphone.index("|") - 1)
            is_dev = zlib.crc32(word.encode()) % DEV_SHARE == 3
            (self.dev if is_dev else self.train).append((numbers(word), labels))
        self.possible = self._possible()

    def _possible(self):
        """[letter, next letter or 0, graphone]: whether the graphone may stand there."""
        possible = torch.zeros(1 + LETTERS, 1 + LETTERS, len(self.graphones), dtype=torch.bool)
        possible[:, :, INSIDE] = True
        for number, graphone in enumerate(self.graphones[1:], 1):
            first, *second = numbers(graphone[: graphone.index("|")])
            possible[first, second[0] if second else slice(None), number] = True
        return possible

    def mask(self, letters, scores):
        """Scores [words, letters, graphones] with minus infinity where a graphone has other letters."""
        following = torch.nn.functional.pad(letters[:, 1:], (0, 1))
        return scores.masked_fill(~self.possible[letters, following], -torch.inf)


def batches(words, letters, rng=None):
    """Tensors of letters and labels of words of one length, some `letters` letters in each; shuffled where there is an rng."""
    lengths = {}
    for word in words:
        lengths.setdefault(len(word[0]), []).append(word)
    parts = []
    for length, group in lengths.items():
        group = rng.sample(group, len(group)) if rng else group
        size = max(1, letters // length)
        parts += [group[start : start + size] for start in range(0, len(group), size)]
    if rng:
        rng.shuffle(parts)
    for part in parts:
        yield torch.tensor([word for word, _ in part]), torch.tensor([labels for _, labels in part])


class Stream:
    """Batches without an end. Which one comes in a step follows from the step's number, so that a stopped run can go on."""

    def __init__(self, words, letters):
        self.words, self.letters = words, letters
        self.per_pass = sum(1 for _ in batches(words, letters))
        self._pass, self._parts = -1, []

    def batch(self, step):
        number, at = divmod(step, self.per_pass)
        if number != self._pass:
            self._pass, self._parts = number, list(batches(self.words, self.letters, random.Random(number)))
        return self._parts[at]
