"""Folders of packed speech, as training/teacher/prepare.py writes them: sound.i16 (24 kHz), frames.f16, f0.f32, sentences.jsonl.

Recordings of people are packed the same way. A sentence may have "rate", the rate in Hz that it was recorded at; where that is below
24 kHz, nothing is known of what lies above half of it, so the sentence is left out.
"""
import json
import pathlib
import re
import zlib

import numpy as np

import alignment
import predicted
from frames import FEATURES, HOP, RATE

VALIDATION = 97  # speakers whose number is a multiple of it are held out


def number_of(speaker):
    """The number that the speaker's name ends with, or one that follows from the name."""
    digits = re.search(r"\d+$", speaker)
    return int(digits.group()) if digits else zlib.crc32(speaker.encode())


def mapped(path, kind, *width):
    """The whole rows of a file, which may just be written on, mapped into memory: [rows, *width]."""
    rows = path.stat().st_size // (np.dtype(kind).itemsize * int(np.prod(width)))
    return np.memmap(path, kind, "r", shape=(rows, *width))


class Packed:
    def __init__(self, folder):
        self.folder = folder = pathlib.Path(folder)
        # A line that is being written is none yet.
        entries = [json.loads(line) for line in (folder / "sentences.jsonl").read_text().rpartition("\n")[0].splitlines()]
        self.sound = mapped(folder / "sound.i16", "<i2")
        self.frames = mapped(folder / "frames.f16", "<f2", FEATURES - 1)
        self.f0 = mapped(folder / "f0.f32", "<f4")
        self.predicted = mapped(folder / "predicted.f16", "<f2", FEATURES - 1) if (folder / "predicted.f16").exists() else None
        self._align(entries)
        wide = [entry for entry in entries if entry.get("rate", RATE) >= RATE]
        self.train = [entry for entry in wide if number_of(entry["speaker"]) % VALIDATION]
        self.validation = [entry for entry in wide if number_of(entry["speaker"]) % VALIDATION == 0]
        hours = sum(entry["samples"] for entry in wide) / RATE / 3600
        out = len(entries) - len(wide)
        counts = f"{len(wide)} sentences, {hours:.2f} h, {len(self.validation)} held out; {out} of a lower rate left out"
        print(f"{folder}: {counts}", flush=True)

    def _align(self, entries):
        whole = lambda entry: (self.cut(entry, 0, entry["frames"]), self.features(entry, 0, entry["frames"]))
        rows, scores = alignment.update(self.folder, entries, whole), {}
        # Polarity depends on the microphone, so all recordings of a speaker vote.
        for entry, row in zip(entries, rows):
            scores[entry["speaker"]] = scores.get(entry["speaker"], 0) + row["score"]
        for entry, row in zip(entries, rows):
            entry["sign"] = 1 if scores[entry["speaker"]] >= 0 else -1
            entry["place"] = row["places"][0 if entry["sign"] > 0 else 1]
        self._phase = mapped(self.folder / "phase.f32", "<f4")

    def features(self, entry, first, count):
        """[count, FEATURES] as float32."""
        at = slice(entry["frame"] + first, entry["frame"] + first + count)
        return np.concatenate([self.f0[at, None], self.frames[at]], axis=1, dtype=np.float32)

    def predicted_features(self, entry, first, count):
        """The same, with bands and spectra as predicted where they are."""
        features = self.features(entry, first, count)
        at = slice(entry["frame"] + first, entry["frame"] + first + count)
        features[:, 1:] = predicted.over(features[:, 1:], self.predicted[at])
        return features

    def cut(self, entry, first, count):
        """The sound from frame `first` to the last of count frames, (count - 1) · HOP samples, within -1 and 1."""
        at = entry["sample"] + first * HOP
        end = min(at + (count - 1) * HOP, entry["sample"] + entry["samples"])
        sound = self.sound[at:end].astype(np.float32) * np.float32(entry.get("sign", 1) / 32768)
        return np.pad(sound, (0, (count - 1) * HOP - len(sound)))

    def phase(self, entry, first, count):
        """Turns at each frame: the voice's pulses lie where they are whole."""
        at = entry["frame"] + first
        return self._phase[at : at + count].astype(float) - entry["place"]
