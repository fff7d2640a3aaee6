"""Pairs of clean and degraded speech, as 16-bit WAV files at 16 kHz, and the list of them: OUT/pairs.tsv.

The degradation of a pair follows from its number alone. A row is written when both files are complete, so a second run goes on
where the first ended; with a larger --count it adds pairs.
"""
import argparse
import pathlib

import numpy as np
import soundfile

import degradations
from material import RATE, Material

LENGTHS_S = (3, 4, 5, 6)
HEADER = ("number", "split", "kind", "detail", "speaker", "seconds", "reference", "degraded")


def split_of(number):
    return "test" if number % 10 == 0 else "dev" if number % 20 == 5 else "train"


def levelled(sound, rng):
    """Peak from -30 to 0 dB below full scale, rarely below -15: the level must not tell clean from degraded speech."""
    peak_db = -rng.uniform(0, 15) if rng.random() < 0.8 else -rng.uniform(15, 30)
    return sound / max(1e-6, np.abs(sound).max()) * 10 ** (peak_db / 20) * 0.999


def make_pair(number, material):
    """(speaker, names, details, reference, degraded)"""
    rng = np.random.default_rng((2013, number))
    split = split_of(number)
    length = LENGTHS_S[number // 20 % len(LENGTHS_S)] * RATE
    speaker, clean = material.cut(split, length, rng)
    sound, names, details = degradations.degrade(clean, degradations.Context(material, split, rng))
    return speaker, names, details, levelled(clean, rng), levelled(sound, rng)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--noise", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--held-out", type=pathlib.Path, required=True, help="names of the speakers of the test, one a line")
    parser.add_argument("--count", type=int, required=True)
    arguments = parser.parse_args()
    material = Material(arguments.data, arguments.noise, arguments.out, set(arguments.held_out.read_text().split()))

    path = arguments.out / "pairs.tsv"
    if not path.exists():
        path.write_text("\t".join(HEADER) + "\n", encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    complete = text.rfind("\n") + 1  # a row that was cut off is made again
    if complete < len(text):
        with open(path, "r+b") as file:
            file.truncate(len(text[:complete].encode()))
    done = {int(line.split("\t", 1)[0]) for line in text[:complete].splitlines()[1:]}
    with open(path, "a", encoding="utf-8") as file:
        for number in range(arguments.count):
            if number in done:
                continue
            folder = arguments.out / "pairs" / f"{number // 1000:03d}"
            folder.mkdir(parents=True, exist_ok=True)
            speaker, names, details, clean, sound = make_pair(number, material)
            places = [folder / f"{number:06d}.{what}.wav" for what in ("reference", "degraded")]
            for place, samples in zip(places, (clean, sound)):
                soundfile.write(place, samples, RATE, subtype="PCM_16")
            split, seconds = split_of(number), len(clean) // RATE
            shown = [place.relative_to(arguments.out) for place in places]
            row = (number, split, " > ".join(names), " > ".join(details), speaker, seconds, *shown)
            file.write("\t".join(map(str, row)) + "\n")
            file.flush()


if __name__ == "__main__":
    main()
