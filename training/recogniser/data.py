"""Packed speech (training/packing.py) as sentences of log-mel bands with the phones that are said, and batches of them through rooms,
noises, filters and lines (training/speaker/conditions.py, on powers of bands).

Bands are computed once: FOLDER/bands.f16, frame by frame, and FOLDER/bands.jsonl, a line a sentence with its first frame and how many.
"""
import json
import pathlib

import numpy as np
import scipy.signal
import torch

import conditions
import frontend
from model import FRAMES_PER_STEP

SAMPLES = 24_000 // 8_000, frontend.RATE // 8_000  # what the rate of packed speech is divided by, and multiplied with
UNSEEN = 97  # of the teacher's speakers each so manieth is for validation
MIN_FRAMES, MAX_FRAMES = 100, 1600
LANGUAGES = ("en", "es", "pt", "fr", "it")


class Sentence:
    __slots__ = ("speaker", "first", "frames", "phones", "folder")

    def bands(self):
        return self.folder.bands[self.first : self.first + self.frames].astype(np.float32)


class Folder:
    """A packed folder, as far as it was written when it was opened."""

    def __init__(self, path):
        path = pathlib.Path(path)
        self.entries = [json.loads(line) for line in (path / "sentences.jsonl").read_text().rpartition("\n")[0].splitlines()]
        places = self._compute(path)
        self.bands = np.memmap(path / "bands.f16", "<f2", "r").reshape(-1, frontend.MELS)
        self.sentences = [self._sentence(entry, place) for entry, place in zip(self.entries, places)]
        self.sentences = [sentence for sentence in self.sentences if sentence is not None]

    def _compute(self, path):
        """The bands of sentences that have none yet; the places of all."""
        lines = path / "bands.jsonl"
        places = [json.loads(line) for line in lines.read_text().rpartition("\n")[0].splitlines()] if lines.exists() else []
        sound = np.memmap(path / "sound.i16", "<i2", "r")
        (path / "bands.f16").touch()
        with open(path / "bands.f16", "r+b") as bands, open(lines, "w") as out:
            out.write("".join(json.dumps(place) + "\n" for place in places))
            for entry in self.entries[len(places) :]:
                first = places[-1]["first"] + places[-1]["frames"] if places else 0
                at = entry["sample"]
                rows = self._bands(sound[at : at + entry["samples"]])
                bands.seek(2 * frontend.MELS * first)
                bands.write(rows.astype("<f2").tobytes())
                bands.flush()  # before the line that says that they are there
                places.append({"first": first, "frames": len(rows)})
                out.write(json.dumps(places[-1]) + "\n")
                out.flush()
        return places

    @staticmethod
    def _bands(sound):
        down, up = SAMPLES
        sound = scipy.signal.resample_poly(sound.astype(np.float32) / 32768, up, down)
        return frontend.mels(np.pad(sound, (0, max(0, frontend.WINDOW - len(sound)))))

    def _sentence(self, entry, place):
        """None where it is too short, too long, or has more phones than CTC can tell apart in its steps."""
        phones = [phone for part in entry["phrases"] for phone in part["phones"] if phone]
        repeats = sum(a == b for a, b in zip(phones, phones[1:]))
        if not MIN_FRAMES <= place["frames"] <= MAX_FRAMES or not 0 < len(phones) + repeats < place["frames"] // (1.2 * FRAMES_PER_STEP):
            return None
        sentence = Sentence()
        sentence.speaker, sentence.folder, sentence.first, sentence.frames = entry["speaker"], self, place["first"], place["frames"]
        sentence.phones = np.asarray(phones)
        return sentence


def is_unseen(speaker, dev_speakers):
    language, _, name = speaker.partition("-s")
    return speaker in dev_speakers or language in LANGUAGES and name.isdigit() and int(name) % UNSEEN == 0


class Corpus:
    """train: sentences of each folder; validation: those of unknown speakers, by folder."""

    def __init__(self, folders, dev_speakers):
        groups = [Folder(folder).sentences for folder in folders]
        self.train = [[s for s in group if not is_unseen(s.speaker, dev_speakers)] for group in groups]
        self.validation = [[s for s in group if is_unseen(s.speaker, dev_speakers)][:200] for group in groups]
        self.lengths = [np.array([s.frames for s in group]) for group in self.train]

    def draw(self, rng, frames, which):
        """Sentences of similar length of one folder, with about so many frames together."""
        lengths = self.lengths[which]
        target = lengths[rng.integers(len(lengths))]
        near = np.flatnonzero(np.abs(np.log(lengths / target)) < 0.15)
        count = min(len(near), max(2, int(frames / target)))
        return [self.train[which][i] for i in rng.choice(near, count, replace=False)]


class Noises:
    """The noises of the speaker encoder's recipe, as log-mel bands of mean power 1 (training/speaker/prepare.py writes them)."""

    def __init__(self, folder):
        self.noise = np.fromfile(folder / "noise.f16", "<f2").reshape(-1, frontend.MELS)
        self.rows = json.loads((folder / "noise.json").read_text())

    def draw(self, frames, rng):
        row = self.rows[rng.integers(len(self.rows))]
        bands = np.roll(self.noise[row["frame"] : row["frame"] + row["frames"]], rng.integers(row["frames"]), axis=0)
        return np.tile(bands, (-(-frames // len(bands)), 1))[:frames].astype(np.float32)


def padded(sentences):
    """(bands, [batch, frames, MELS], what is behind a sentence as its quietest frames; mask, [batch, frames, 1])"""
    longest = max(sentence.frames for sentence in sentences)
    longest += -longest % FRAMES_PER_STEP
    bands, mask = np.zeros((len(sentences), longest, frontend.MELS), np.float32), np.zeros((len(sentences), longest, 1), np.float32)
    for row, sentence in enumerate(sentences):
        own = sentence.bands()
        bands[row, : len(own)], mask[row, : len(own)] = own, 1
        bands[row, len(own) :] = np.quantile(own, 0.1, axis=0)
    return torch.from_numpy(bands), torch.from_numpy(mask)


def batch(sentences, noises=None, rng=None):
    """bands, mask, phones (one after the other), their counts; degraded with noises and rng."""
    bands, mask = padded(sentences)
    if rng is not None:
        noise = torch.from_numpy(np.stack([noises.draw(bands.shape[1], rng) for _ in sentences]))
        bands = conditions.mask_bands_and_frames(conditions.degrade(bands, noise, rng), rng)
    phones = torch.from_numpy(np.concatenate([sentence.phones for sentence in sentences]))
    return {"bands": bands, "mask": mask, "phones": phones, "counts": torch.tensor([len(sentence.phones) for sentence in sentences])}


def steps(mask):
    """Steps of each row of a batch."""
    return (mask[:, ::FRAMES_PER_STEP, 0] > 0).sum(1)
