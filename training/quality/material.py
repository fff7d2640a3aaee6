"""The speech and noises of the pairs, and which of them are held out of training.

Speech: DATA/utterances.tsv (speaker, path, text, licence), festvox-ru's recordings and sentences of DATA spoken by flite.
Noises: NOISE/CLASS/*.ogg, as ESC-10 in classes. Everything is read as one channel at 16 kHz.
"""
import csv
import fractions
import functools
import hashlib
import pathlib
import subprocess

import numpy as np
import scipy.signal
import soundfile

RATE = 16000
RUSSIAN = pathlib.Path("/usr/share/festival/voices/russian/msu_ru_nsh_clunits/wav")
FLITE_VOICES = ("rms", "slt", "awb", "kal16")
FLITE_SENTENCES = 40  # of each voice

# Held out for the test, besides the speakers that the list given as --held-out names:
TEST_SPEAKERS = {"ls27", "flite-kal16"}
TEST_NOISES = {"rooster", "chainsaw", "clock-tick"}

# How often a source is drawn; most often one of the many readers of one utterance.
SOURCE_SHARES = {"cohort": 0.66, "lj": 0.09, "ls26": 0.08, "ls27": 0.25, "ru": 0.11, "flite": 0.06}


def seed_of(name):
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")


@functools.lru_cache(maxsize=512)
def load(path):
    sound, rate = soundfile.read(path)
    if sound.ndim > 1:
        sound = sound.mean(axis=1)
    ratio = fractions.Fraction(RATE, rate)
    return scipy.signal.resample_poly(sound, ratio.numerator, ratio.denominator) if ratio != 1 else sound


def decoded(path, folder):
    """The same sound as a WAV at RATE in folder, by ffmpeg: libsndfile calls one Ogg file in eight malformed."""
    target = folder / f"{path.parent.name}-{path.stem}.wav"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        options = ["-f", "wav", "-c:a", "pcm_s16le", "-ac", "1", "-ar", str(RATE)]
        subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-threads", "1", "-i", path, *options, part], check=True)
        part.rename(target)
    return target


def spoken_by_flite(rows, folder):
    folder.mkdir(parents=True, exist_ok=True)
    texts = sorted({row["text"] for row in rows if row["text"] and 60 < len(row["text"]) < 160}, key=seed_of)
    for number, text in enumerate(texts[: FLITE_SENTENCES * len(FLITE_VOICES)]):
        voice = FLITE_VOICES[number % len(FLITE_VOICES)]
        target = folder / f"{voice}-{number:04d}.wav"
        if not target.exists():
            part = target.with_suffix(".part")
            subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(part)], check=True)
            part.rename(target)
        yield f"flite-{voice}", target


class Material:
    """Speech and noises of the three splits: train, dev and test share no speaker; test shares no class of recorded noise with
    the others."""

    def __init__(self, data, noise, scratch, held_out):
        with open(data / "utterances.tsv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        sources = [("cohort" if "cohort/" in row["path"] else row["speaker"], row["speaker"], data / row["path"]) for row in rows]
        sources += [("ru", "ru", path) for path in sorted(RUSSIAN.glob("*.wav"))]
        sources += [("flite", speaker, path) for speaker, path in spoken_by_flite(rows, scratch / "flite")]
        self.folder = scratch / "noise"
        self.speech = {"train": {}, "dev": {}, "test": {}}
        for source, speaker, path in sources:
            self.speech[self.split_of(source, speaker, held_out)].setdefault(source, []).append((speaker, path))
        classes = sorted(folder.name for folder in noise.iterdir() if folder.is_dir())
        self.noises = {
            split: [path for name in classes if (name in TEST_NOISES) == (split == "test") for path in sorted((noise / name).glob("*.ogg"))]
            for split in self.speech
        }

    @staticmethod
    def split_of(source, speaker, held_out):
        if speaker in held_out or speaker in TEST_SPEAKERS:
            return "test"
        return "dev" if source == "cohort" and seed_of(speaker) % 16 == 0 else "train"

    def utterance(self, split, rng):
        """(speaker, sound): readers of one utterance, of many, and synthetic voices, each as often as SOURCE_SHARES says."""
        sources = self.speech[split]
        names = sorted(sources)
        shares = np.array([SOURCE_SHARES[name] for name in names])
        of = sources[names[rng.choice(len(names), p=shares / shares.sum())]]
        speaker, path = of[rng.integers(len(of))]
        return speaker, load(path)

    def noise(self, split, rng):
        """(class, sound) of a recorded noise."""
        path = self.noises[split][rng.integers(len(self.noises[split]))]
        return path.parent.name, load(decoded(path, self.folder))

    def cut(self, split, samples, rng):
        """(speaker, sound) of that many samples, at least half of which are speech; 40 % of the training cuts are played faster
        or slower."""
        for _ in range(100):
            speaker, sound = self.utterance(split, rng)
            if split == "train" and rng.random() < 0.4:
                up = int(rng.integers(88, 113))
                sound = scipy.signal.resample_poly(sound, up, 100)
            if len(sound) < samples:
                continue
            first = rng.integers(0, len(sound) - samples + 1)
            sound = sound[first : first + samples] - sound[first : first + samples].mean()
            levels = np.sqrt(np.mean(sound[: samples // 320 * 320].reshape(-1, 320) ** 2, axis=1))
            if levels.max() > 0.01 and np.mean(levels > levels.max() / 20) > 0.5:
                return speaker, sound
        raise RuntimeError(f"no utterance of {split} holds {samples / RATE} s of speech.")
