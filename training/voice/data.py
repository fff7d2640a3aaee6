"""Phrases of phones with their frames and speakers, from the folder that prepare.py and train.sh filled; all of it is read into memory."""
import json
import pathlib

import numpy as np
import torch

import model as net

FRAMES_PER_STEP = net.FRAMES_PER_STEP
LAG = 2  # the first frame of step s is frame 2 s + LAG: PocketSphinx counts its windows of 25.6 ms by their beginnings
F0_RANGE = 0.6 * np.log(2)
MIN_DEVIATION = 0.05


def read_features(path):
    raw = np.fromfile(path, "<u1")
    count, width = np.frombuffer(raw[12:20].tobytes(), "<i4")
    return np.frombuffer(raw[20:].tobytes(), "<f4").reshape(count, width)


def level(mels):
    """ln of the mean power of the louder half of the frames."""
    power = np.exp(mels.astype(float)).sum(axis=1)
    return float(np.log(np.sort(power)[len(power) // 2 :].mean()))


class Phrase:
    __slots__ = ("speaker", "recording", "start", "phones", "contexts", "durations", "mels", "bands", "voiced", "log_f0")


class Corpus:
    """phrases: all; train: those to train on, none of the speakers of `without`; validation: those of readers who are in the
    training data ("seen"), and of speakers who are not ("unseen")."""

    def __init__(self, folder, dev_speakers, validation_recordings=8, without=()):
        folder = pathlib.Path(folder)
        paths = dict(line.split("\t")[:2] for line in (folder / "features.tsv").read_text().splitlines())
        embeddings = map(json.loads, open(folder / "embeddings.jsonl"))
        embeddings = {pathlib.Path(row["file"]).stem: np.array(row["embedding"], np.float32) for row in embeddings}
        rows = [row for row in map(json.loads, open(folder / "phrases.jsonl")) if row["phrases"] and row["name"] in paths]
        rows.sort(key=lambda row: row["name"])
        scores = np.array([row["score"] for row in rows])
        rows = [row for row in rows if row["score"] > np.quantile(scores, 0.03)]
        self.phrases = []
        for row in rows:
            self.phrases += self.read(row, read_features(paths[row["name"]]))
        self.measure_speakers(embeddings)
        self.split(dev_speakers, validation_recordings, without)

    def split(self, dev_speakers, validation_recordings, without):
        by_speaker = {}
        for phrase in self.phrases:
            by_speaker.setdefault(phrase.speaker, []).append(phrase.recording)
        readers = {speaker: sorted(set(names)) for speaker, names in by_speaker.items() if speaker in ("ls26", "ls27")}
        held_out = {name for names in readers.values() for name in names[-validation_recordings:]}
        self.validation = {
            "seen": [phrase for phrase in self.phrases if phrase.recording in held_out],
            "unseen": [phrase for phrase in self.phrases if phrase.speaker in dev_speakers],
        }
        excluded = {*dev_speakers, *without}
        self.train = [phrase for phrase in self.phrases if phrase.recording not in held_out and phrase.speaker not in excluded]
        seconds = {}
        for phrase in self.train:
            seconds[phrase.speaker] = seconds.get(phrase.speaker, 0) + len(phrase.mels)
        self.weights = np.array([len(p.mels) * seconds[p.speaker] ** -0.25 for p in self.train])
        self.weights /= self.weights.sum()

    def read(self, row, features):
        speaker = row["name"].split("@")[0]
        loudness = level(features[:, 6:])
        for part in row["phrases"]:
            durations = np.array(part["frames"])
            first, count = FRAMES_PER_STEP * part["start"] + LAG, FRAMES_PER_STEP * durations.sum()
            if first + count > len(features) or durations.sum() < 20:
                continue
            frames = features[first : first + count]
            phrase = Phrase()
            phrase.speaker, phrase.recording, phrase.start = speaker, row["name"], part["start"]
            phrase.phones, phrase.durations = np.array(part["phones"]), durations
            phrase.contexts = np.array(part["contexts"], np.float32).reshape(len(durations), net.CONTEXTS)
            phrase.mels = frames[:, 6:] - np.float32(loudness)
            phrase.bands = np.maximum(frames[:, 1:6], -7)
            phrase.voiced = frames[:, 0] > 0
            phrase.log_f0 = np.log(np.maximum(frames[:, 0], 20))
            yield phrase

    def measure_speakers(self, embeddings):
        """Of each speaker the embedding, ln F0, speaking rate and mean spectrum; F0 becomes relative, and continuous across
        unvoiced frames."""
        self.phone_log_durations = mean_log = self.mean_log_durations()
        groups = {}
        for phrase in self.phrases:
            groups.setdefault(phrase.speaker, []).append(phrase)
        self.speakers = {}
        for name, phrases in groups.items():
            rows = [embeddings[recording] for recording in sorted({p.recording for p in phrases}) if recording in embeddings]
            embedding = np.mean(rows, axis=0) if rows else np.zeros(net.EMBEDDING)
            embedding = embedding / max(1e-6, np.linalg.norm(embedding))
            logs = np.concatenate([p.log_f0[p.voiced] for p in phrases])
            median = np.median(logs)
            logs = logs[np.abs(logs - median) < F0_RANGE]
            mean, deviation = logs.mean(), max(MIN_DEVIATION, logs.std())
            speech = np.concatenate([p.mels[np.repeat(p.phones, FRAMES_PER_STEP * p.durations) != net.PHONES - 1] for p in phrases])
            rate = np.mean(np.concatenate([(np.log(np.maximum(p.durations, 1)) - mean_log[p.phones])[1:-1] for p in phrases]))
            f0 = {"mean": mean, "deviation": deviation}
            self.speakers[name] = f0 | {"embedding": embedding, "rate": rate, "spectrum": speech.mean(axis=0)}
            for phrase in phrases:
                phrase.log_f0 = self.continuous_f0(phrase, median, mean, deviation)

    def mean_log_durations(self):
        """Of each phone, over all phrases; 0 for a phone that does not occur."""
        result = np.zeros(net.PHONES)
        for phone in range(net.PHONES):
            durations = np.concatenate([p.durations[p.phones == phone] for p in self.phrases])
            result[phone] = np.log(np.maximum(durations, 1)).mean() if len(durations) else 0
        return result

    @staticmethod
    def continuous_f0(phrase, median, mean, deviation):
        """Octave errors count as unvoiced, unvoiced frames are interpolated; relative to mean and deviation."""
        phrase.voiced &= np.abs(phrase.log_f0 - median) < F0_RANGE
        at = np.flatnonzero(phrase.voiced)
        if len(at) == 0:
            return np.zeros(len(phrase.voiced), np.float32)
        return ((np.interp(np.arange(len(phrase.voiced)), at, phrase.log_f0[at]) - mean) / deviation).astype(np.float32)

    def conditioning(self, speaker):
        """The network's input of a speaker: SPEAKER numbers."""
        s = self.speakers[speaker]
        numbers = [(s["mean"] - 5) / 0.3, (s["deviation"] - 0.2) / 0.1, s["rate"] / 0.2]
        return np.concatenate([s["embedding"] * 10, numbers, (s["spectrum"] + 8) / 3]).astype(np.float32)

    def draw(self, rng, steps):
        """Phrases of similar length with about so many steps together."""
        first = self.train[rng.choice(len(self.train), p=self.weights)]
        target = len(first.mels) // FRAMES_PER_STEP
        near = self.by_length(target)
        weights = self.weights[near] / self.weights[near].sum()
        count = max(2, steps // max(40, int(target * 1.1)))
        return [self.train[i] for i in rng.choice(near, min(count, len(near)), replace=False, p=weights)]

    def by_length(self, target):
        if not hasattr(self, "lengths"):
            self.lengths = np.array([len(p.mels) // FRAMES_PER_STEP for p in self.train])
        return np.flatnonzero(np.abs(np.log(self.lengths / target)) < 0.12)


def batch(corpus, phrases, rng=None):
    """Padded tensors; with rng, noise is added to the conditioning of the speakers."""
    phones_max = max(len(p.phones) for p in phrases)
    steps_max = max(p.durations.sum() for p in phrases)
    frames_max = FRAMES_PER_STEP * steps_max
    size = len(phrases)
    zeros = lambda *shape: np.zeros((size, *shape), np.float32)
    b = {
        "phones": np.full((size, phones_max), net.PHONES - 1), "contexts": zeros(phones_max, net.CONTEXTS),
        "durations": np.zeros((size, phones_max), int), "phone_mask": zeros(phones_max, 1), "step_mask": zeros(steps_max, 1),
        "mels": zeros(frames_max, net.MELS), "bands": zeros(frames_max, net.BANDS),
        "voiced": zeros(frames_max), "log_f0": zeros(frames_max),
        "speaker": np.stack([corpus.conditioning(p.speaker) for p in phrases]),
    }  # fmt: skip
    for i, p in enumerate(phrases):
        n, t = len(p.phones), p.durations.sum()
        b["phones"][i, :n], b["contexts"][i, :n], b["durations"][i, :n] = p.phones, p.contexts, p.durations
        b["phone_mask"][i, :n], b["step_mask"][i, :t] = 1, 1
        t *= FRAMES_PER_STEP
        b["mels"][i, :t] = p.mels - corpus.speakers[p.speaker]["spectrum"]
        b["bands"][i, :t], b["voiced"][i, :t], b["log_f0"][i, :t] = p.bands, p.voiced, p.log_f0
    if rng is not None:
        b["speaker"][:, : net.EMBEDDING] += rng.normal(0, 0.2, (size, net.EMBEDDING)).astype(np.float32)
        b["speaker"][:, net.EMBEDDING :] += rng.normal(0, 0.1, (size, net.SPEAKER - net.EMBEDDING)).astype(np.float32)
    return {name: torch.from_numpy(value) for name, value in b.items()}
