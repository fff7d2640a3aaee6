"""The training sound, from DATA and from Debian's packages, as 16 kHz WAV files, and the list for the feature exporter.

DATA holds utterances.tsv (speaker, path, text, licence), as ../shared/speech/train does. Besides: festvox-ru's recordings and
sentences of DATA spoken by flite. A share of all is played faster or slower, which moves pitch and formants alike, and a share
has noise. The augmentation of a file follows from its name, so that a second run makes the same; files that are there already are
left as they are.
"""
import argparse
import csv
import fractions
import hashlib
import pathlib
import subprocess

import numpy as np
import scipy.signal
import soundfile

RATE = 16000
SPEEDS = (0.84, 0.9, 1.1, 1.18)
RUSSIAN = pathlib.Path("/usr/share/festival/voices/russian/msu_ru_nsh_clunits/wav")
FLITE_VOICES = ("rms", "slt", "awb")
FLITE_SENTENCES = 150
NOISY_SHARE = 0.07


def seed_of(name):
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")


def noise_like(rng, length):
    """White or pink noise of power 1."""
    noise = rng.standard_normal(length)
    if rng.random() < 0.5:
        spectrum = np.fft.rfft(noise)
        noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(1, np.arange(len(spectrum)))), length)
    return noise / np.sqrt(np.mean(noise**2))


def load(path, speed):
    sound, rate = soundfile.read(path)
    if sound.ndim > 1:
        sound = sound.mean(axis=1)
    ratio = fractions.Fraction(RATE) / fractions.Fraction(rate) / fractions.Fraction(speed).limit_denominator(50)
    ratio = ratio.limit_denominator(2000)
    return scipy.signal.resample_poly(sound, ratio.numerator, ratio.denominator) if ratio != 1 else sound


def write(source, target, speed=1.0, noisy=False):
    if target.exists():
        return
    sound = load(source, speed)
    if noisy:
        rng = np.random.default_rng(seed_of(target.name))
        level = np.sqrt(np.mean(sound**2)) * 10 ** (-rng.uniform(15, 30) / 20)
        sound = sound + level * noise_like(rng, len(sound))
    sound = sound / max(1.0, np.max(np.abs(sound)) / 0.99)
    part = target.with_suffix(".part")
    soundfile.write(part, sound, RATE, subtype="PCM_16", format="WAV")
    part.rename(target)


def flite_sentences(rows, folder):
    """(speaker, path, text) of sentences of the readers, spoken by flite's voices in turn; no sentence twice."""
    texts = sorted({row["text"] for row in rows if row["text"] and 40 < len(row["text"]) < 160}, key=seed_of)
    for number, text in enumerate(texts[: FLITE_SENTENCES * len(FLITE_VOICES)]):
        voice = FLITE_VOICES[number % len(FLITE_VOICES)]
        target = folder / f"flite-{voice}-{number:04d}.wav"
        if not target.exists():
            part = target.with_suffix(".part")
            subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(part)], check=True)
            part.rename(target)
        yield f"flite-{voice}", target, text


def recordings(data, scratch):
    """(speaker, path, whether it is the speaker's only recording) of all training data."""
    with open(data / "utterances.tsv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        yield row["speaker"], data / row["path"], "cohort/" in row["path"]
    for path in sorted(RUSSIAN.glob("*.wav")):
        yield "ru", path, False
    for speaker, path, _ in flite_sentences(rows, scratch):
        yield speaker, path, False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--dev", type=pathlib.Path, required=True, help="names of the validation speakers, one a line")
    arguments = parser.parse_args()
    dev = set(arguments.dev.read_text().split())
    wavs, features, scratch = (arguments.out / name for name in ("wav", "features", "flite"))
    for folder in (wavs, features, scratch):
        folder.mkdir(parents=True, exist_ok=True)

    lines = []
    for speaker, path, once in recordings(arguments.data, scratch):
        rng = np.random.default_rng(seed_of(path.name))
        shifted, speed, noisy = rng.random() < 0.4, float(rng.choice(SPEEDS)), rng.random() < NOISY_SHARE
        if speaker in dev:
            versions = [("", 1.0, False)]
        elif once:  # the only recording of this speaker: as it is, and shifted
            versions = [("", 1.0, False), (f"~{speed}", speed, noisy)]
        else:
            versions = [(f"~{speed}", speed, noisy)] if shifted else [("", 1.0, noisy)]
        for mark, speed, noisy in versions:
            name = f"{speaker}@{path.stem}{mark}"
            write(path, wavs / f"{name}.wav", speed, noisy)
            lines.append((speaker in dev, seed_of(name), f"{wavs / name}.wav\t{features / name}.tvf"))
    # The validation set first, the others shuffled, so that a run that is stopped early has some of everything.
    (arguments.out / "features.list").write_text("".join(line + "\n" for _, _, line in sorted(lines, key=lambda l: (not l[0], l[1]))))


if __name__ == "__main__":
    main()
