"""Packed speech, as the recipes of vocoder and voice read it. A folder holds, little-endian: sound.i16 (24 kHz), frames.f16 (86 numbers a
frame of 5 ms: FrameLayout.SuperWideband without F0), f0.f32 (Hz, 0 where unvoiced), and sentences.jsonl, a line a sentence with its first
sample and frame, how many there are, and its phrases. A stopped run leaves nothing half-added, since the line is written last.
"""
import json
import subprocess

import numpy as np

FEATURES = 87  # with F0
RATE = 24_000
BATCH = 400  # sentences whose frames are made and added at once
TYPES = {"sound.i16": 2, "frames.f16": 2 * (FEATURES - 1), "f0.f32": 4}  # bytes of a sample or frame


def features(bench, sounds, scratch, threads):
    """The features of sound files by Timbre.Bench, in their order: arrays of [frames, FEATURES]."""
    targets = [scratch / f"{i}.tvf" for i in range(len(sounds))]
    listed = scratch / "list"
    listed.write_text("".join(f"{sound}\t{target}\n" for sound, target in zip(sounds, targets)))
    subprocess.run(["dotnet", bench, "vocoder", "features-24k", listed, str(threads)], check=True)
    for target in targets:
        raw = np.fromfile(target, "<u1")
        count, width = np.frombuffer(raw[12:20].tobytes(), "<i4")
        yield np.frombuffer(raw[20:].tobytes(), "<f4").reshape(count, width)
        target.unlink()


class Folder:
    """A packed folder that sentences are added to."""

    def __init__(self, path):
        self.path = path
        self.scratch = path / "scratch"
        self.scratch.mkdir(parents=True, exist_ok=True)
        for name in (*TYPES, "sentences.jsonl"):
            (path / name).touch()
        lines = path / "sentences.jsonl"
        whole = lines.read_text().rpartition("\n")[0].splitlines()  # a line that a stopped run left unfinished is none
        lines.write_text("".join(line + "\n" for line in whole))
        entries = [json.loads(line) for line in whole]
        last = entries[-1] if entries else {"sample": 0, "samples": 0, "frame": 0, "frames": 0}
        self.names = {entry["name"] for entry in entries}
        self.samples, self.frames = last["sample"] + last["samples"], last["frame"] + last["frames"]
        self.pending = []

    @property
    def hours(self):
        return self.samples / RATE / 3600

    def add(self, entry, sound, features):
        """A sentence: its line without places and counts, its sound (int16), its features, [frames, FEATURES]."""
        places = {"sample": self.samples, "samples": len(sound), "frame": self.frames, "frames": len(features)}
        parts = {"sound.i16": sound.astype("<i2"), "frames.f16": features[:, 1:].astype("<f2"), "f0.f32": features[:, 0].astype("<f4")}
        for name, array in parts.items():
            with open(self.path / name, "r+b") as file:
                file.seek(TYPES[name] * (self.samples if name == "sound.i16" else self.frames))
                file.write(array.tobytes())
        self.samples, self.frames = self.samples + len(sound), self.frames + len(features)
        self.pending.append(entry | places)

    def save(self):
        """Writes the lines of what was added."""
        with open(self.path / "sentences.jsonl", "a") as file:
            file.write("".join(json.dumps(entry) + "\n" for entry in self.pending))
        self.names.update(entry["name"] for entry in self.pending)
        self.pending = []
