"""Phrases of phones with their frames and speakers, out of what prepare.py left: one folder, read whole into memory."""
import json
import pathlib

import numpy as np
import torch

import model as net

HOP_STEPS = 2  # frames a step
LAG = 2  # the first frame of step s is frame 2 s + LAG: PocketSphinx's windows of 25.6 ms are named by where they begin
F0_SPREAD = 0.6 * np.log(2)
LEAST_DEVIATION = 0.05


def read_features(path):
    raw = np.fromfile(path, "<u1")
    count, width = np.frombuffer(raw[12:20].tobytes(), "<i4")
    return np.frombuffer(raw[20:].tobytes(), "<f4").reshape(count, width)


def level(mels):
    """ln of the mean power of the louder half of the frames."""
    power = np.exp(mels.astype(float)).sum(axis=1)
    return float(np.log(np.sort(power)[len(power) // 2 :].mean()))


class Phrase:
    __slots__ = ("speaker", "recording", "start", "phones", "contexts", "lengths", "mels", "bands", "voiced", "log_f0")


class Corpus:
    """phrases: those to learn from; held: those of the development set, of known speakers ("seen") and unknown ones ("unseen"). Nothing is learnt from the speakers of without."""

    def __init__(self, folder, dev_speakers, held_recordings=8, without=()):
        folder = pathlib.Path(folder)
        paths = dict(line.split("\t")[:2] for line in (folder / "features.tsv").read_text().splitlines())
        embeddings = {pathlib.Path(row["file"]).stem: np.array(row["embedding"], np.float32) for row in map(json.loads, open(folder / "embeddings.jsonl"))}
        rows = [row for row in map(json.loads, open(folder / "phrases.jsonl")) if row["phrases"] and row["name"] in paths]
        rows.sort(key=lambda row: row["name"])
        scores = np.array([row["score"] for row in rows])
        rows = [row for row in rows if row["score"] > np.quantile(scores, 0.03)]
        self.phrases = []
        for row in rows:
            self.phrases += self.read(row, read_features(paths[row["name"]]))
        self.describe(embeddings)
        by_speaker = {}
        for phrase in self.phrases:
            by_speaker.setdefault(phrase.speaker, []).append(phrase.recording)
        held = {name for speaker, names in by_speaker.items() if speaker in ("ls26", "ls27") for name in sorted(set(names))[-held_recordings:]}
        self.held = {
            "seen": [phrase for phrase in self.phrases if phrase.recording in held],
            "unseen": [phrase for phrase in self.phrases if phrase.speaker in dev_speakers],
        }
        self.train = [phrase for phrase in self.phrases if phrase.recording not in held and phrase.speaker not in {*dev_speakers, *without}]
        seconds = {}
        for phrase in self.train:
            seconds[phrase.speaker] = seconds.get(phrase.speaker, 0) + len(phrase.mels)
        self.weights = np.array([len(p.mels) * seconds[p.speaker] ** -0.25 for p in self.train])
        self.weights /= self.weights.sum()

    def read(self, row, features):
        speaker = row["name"].split("@")[0]
        loudness = level(features[:, 6:])
        for piece in row["phrases"]:
            lengths = np.array(piece["frames"])
            first, count = HOP_STEPS * piece["start"] + LAG, HOP_STEPS * lengths.sum()
            if first + count > len(features) or lengths.sum() < 20:
                continue
            frames = features[first : first + count]
            phrase = Phrase()
            phrase.speaker, phrase.recording, phrase.start = speaker, row["name"], piece["start"]
            phrase.phones, phrase.lengths = np.array(piece["phones"]), lengths
            phrase.contexts = np.array(piece["contexts"], np.float32).reshape(len(lengths), net.CONTEXTS)
            phrase.mels = frames[:, 6:] - np.float32(loudness)
            phrase.bands = np.maximum(frames[:, 1:6], -7)
            phrase.voiced = frames[:, 0] > 0
            phrase.log_f0 = np.log(np.maximum(frames[:, 0], 20))
            yield phrase

    def describe(self, embeddings):
        """Of each speaker the embedding, ln F0, pace and mean spectrum; F0 becomes relative, and closed over what is not voiced."""
        mean_log = np.zeros(net.PHONES)
        for phone in range(net.PHONES):
            lengths = np.concatenate([p.lengths[p.phones == phone] for p in self.phrases])
            mean_log[phone] = np.log(np.maximum(lengths, 1)).mean() if len(lengths) else 0
        self.phone_log_lengths = mean_log
        groups = {}
        for phrase in self.phrases:
            groups.setdefault(phrase.speaker, []).append(phrase)
        self.speakers = {}
        for name, phrases in groups.items():
            found = [embeddings[recording] for recording in {p.recording for p in phrases} if recording in embeddings]
            embedding = np.mean(found, axis=0) if found else np.zeros(net.EMBEDDING)
            embedding = embedding / max(1e-6, np.linalg.norm(embedding))
            logs = np.concatenate([p.log_f0[p.voiced] for p in phrases])
            middle = np.median(logs)
            logs = logs[np.abs(logs - middle) < F0_SPREAD]
            mean, deviation = logs.mean(), max(LEAST_DEVIATION, logs.std())
            speech = np.concatenate([p.mels[np.repeat(p.phones, HOP_STEPS * p.lengths) != net.PHONES - 1] for p in phrases])
            pace = np.mean(np.concatenate([(np.log(np.maximum(p.lengths, 1)) - mean_log[p.phones])[1:-1] for p in phrases]))
            self.speakers[name] = {"embedding": embedding, "mean": mean, "deviation": deviation, "pace": pace, "spectrum": speech.mean(axis=0)}
            for phrase in phrases:
                phrase.log_f0 = self.closed(phrase, middle, mean, deviation)

    @staticmethod
    def closed(phrase, middle, mean, deviation):
        """Octave errors are told as unvoiced, gaps are closed by lines, all is relative."""
        phrase.voiced &= np.abs(phrase.log_f0 - middle) < F0_SPREAD
        at = np.flatnonzero(phrase.voiced)
        if len(at) == 0:
            return np.zeros(len(phrase.voiced), np.float32)
        return ((np.interp(np.arange(len(phrase.voiced)), at, phrase.log_f0[at]) - mean) / deviation).astype(np.float32)

    def told(self, speaker):
        """What the model is told of a speaker: SPEAKER numbers."""
        s = self.speakers[speaker]
        numbers = [(s["mean"] - 5) / 0.3, (s["deviation"] - 0.2) / 0.1, s["pace"] / 0.2]
        return np.concatenate([s["embedding"] * 10, numbers, (s["spectrum"] + 8) / 3]).astype(np.float32)

    def draw(self, rng, steps):
        """Phrases of similar length with about so many steps together."""
        first = self.train[rng.choice(len(self.train), p=self.weights)]
        wanted = len(first.mels) // HOP_STEPS
        near = self.by_length(wanted)
        weights = self.weights[near] / self.weights[near].sum()
        count = max(2, steps // max(40, int(wanted * 1.1)))
        return [self.train[i] for i in rng.choice(near, min(count, len(near)), replace=False, p=weights)]

    def by_length(self, wanted):
        if not hasattr(self, "lengths"):
            self.lengths = np.array([len(p.mels) // HOP_STEPS for p in self.train])
        return np.flatnonzero(np.abs(np.log(self.lengths / wanted)) < 0.12)


def batch(corpus, phrases, rng=None):
    """Padded tensors; with rng, what is told of the speakers is blurred."""
    phones_max = max(len(p.phones) for p in phrases)
    steps_max = max(p.lengths.sum() for p in phrases)
    size = len(phrases)
    b = {
        "phones": np.full((size, phones_max), net.PHONES - 1), "contexts": np.zeros((size, phones_max, net.CONTEXTS), np.float32),
        "lengths": np.zeros((size, phones_max), int), "phone_mask": np.zeros((size, phones_max, 1), np.float32),
        "step_mask": np.zeros((size, steps_max, 1), np.float32), "mels": np.zeros((size, HOP_STEPS * steps_max, net.MELS), np.float32),
        "bands": np.zeros((size, HOP_STEPS * steps_max, net.BANDS), np.float32), "voiced": np.zeros((size, HOP_STEPS * steps_max), np.float32),
        "log_f0": np.zeros((size, HOP_STEPS * steps_max), np.float32), "speaker": np.stack([corpus.told(p.speaker) for p in phrases]),
    }
    for i, p in enumerate(phrases):
        n, t = len(p.phones), p.lengths.sum()
        b["phones"][i, :n], b["contexts"][i, :n], b["lengths"][i, :n], b["phone_mask"][i, :n], b["step_mask"][i, :t] = p.phones, p.contexts, p.lengths, 1, 1
        t *= HOP_STEPS
        b["mels"][i, :t], b["bands"][i, :t], b["voiced"][i, :t], b["log_f0"][i, :t] = p.mels - corpus.speakers[p.speaker]["spectrum"], p.bands, p.voiced, p.log_f0
    if rng is not None:
        b["speaker"][:, : net.EMBEDDING] += rng.normal(0, 0.2, (size, net.EMBEDDING)).astype(np.float32)
        b["speaker"][:, net.EMBEDDING :] += rng.normal(0, 0.1, (size, net.SPEAKER - net.EMBEDDING)).astype(np.float32)
    return {name: torch.from_numpy(value) for name, value in b.items()}
