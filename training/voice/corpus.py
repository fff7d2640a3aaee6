"""Packed speech (training/packing.py) as phrases of phones with their frames.

Frames stay in the files and are read when a batch needs them; phrases and the statistics of speakers are in memory.
"""
import json
import pathlib

import numpy as np

import model as net

FEATURES = net.BANDS + net.MELS
FRAMES_PER_STEP = net.FRAMES_PER_STEP
F0_RANGE = 0.6 * np.log(2)
MIN_DEVIATION = 0.05
MIN_STEPS, MAX_STEPS = 20, 900
FULL_RATE = 24_000
SPEECH_LEVEL = -7.0  # ln of power relative to the level of a recording: 30 dB below
UNKNOWN = -8.0  # in place of the points of a spectrum above the bandwidth of a recording
LANGUAGES = {"en": 0, "es": 1, "pt": 2, "fr": 3, "it": 4}
MARKS = {".": 0, "?": 1, "!": 2}
UNSEEN = 97  # of the teacher's speakers each so manieth is for validation


def level(mels):
    """ln of the mean power of the louder half of the frames."""
    power = np.exp(mels.astype(np.float32)).sum(axis=1)
    return float(np.log(np.sort(power)[len(power) // 2 :].mean()))


def points_below(bandwidth_hz):
    """How many points of a spectrum speech of that bandwidth has, near its end left out; all of them from half of FULL_RATE on."""
    if bandwidth_hz >= FULL_RATE / 2:
        return net.MELS
    mel = lambda hz: np.log1p(hz / 700)
    return 1 + int((net.MELS - 1) * mel(0.95 * bandwidth_hz) / mel(FULL_RATE / 2))


def contexts(phrase, language):
    """[phones, CONTEXTS], as IpaPhones.cs has them; packed real speech has them from there."""
    if "contexts" in phrase:
        return np.asarray(phrase["contexts"], np.float32).reshape(len(phrase["phones"]), net.CONTEXTS)
    count = len(phrase["phones"])
    x = np.zeros((count, net.CONTEXTS), np.float32)
    stress, numbers = np.asarray(phrase["stress"]), np.arange(count)
    x[:, 0], x[:, 1], x[:, 2], x[:, 3] = stress == 2, stress == 1, phrase["begins"], phrase["ends"]
    sentence_ends = phrase["last"]
    x[:, 4 + MARKS[phrase["mark"]]], x[:, 7] = sentence_ends, 1 - sentence_ends
    x[:, 8] = phrase["number"] == 0
    scaled = lambda n: np.log(1 + n) / 4
    x[:, 9], x[:, 10], x[:, 11] = scaled(numbers), scaled(count - 1 - numbers), scaled(count)
    x[:, 12 + LANGUAGES[language]] = 1
    return x


class Sentence:
    """A recording: frames `first` to `first + count` of its folder; `level` is what its spectra are relative to."""

    __slots__ = ("name", "folder", "first", "count", "level", "points")

    def __init__(self, folder, entry):
        self.name, self.folder, self.first, self.count = entry["name"], folder, entry["frame"], entry["frames"]
        self.points = points_below(min(FULL_RATE, entry.get("rate", FULL_RATE)) / 2)
        self.level = level(folder.mels(self.first, self.count))

    def spectra(self):
        return self.folder.mels(self.first, self.count) - self.level

    def f0(self):
        return self.folder.f0[self.first : self.first + self.count]

    @staticmethod
    def is_speech(spectra):
        """Which frames are louder than SPEECH_LEVEL: those that say who speaks."""
        return np.exp(spectra).sum(axis=1) > np.exp(SPEECH_LEVEL)


class Phrase:
    """Steps of a sentence, from frame `first` of the folder on."""

    __slots__ = ("speaker", "sentence", "first", "steps", "phones", "durations", "contexts")

    def is_speech(self):
        return np.repeat(self.phones != net.PAUSE, FRAMES_PER_STEP * self.durations)


class Folder:
    """A packed folder, as far as it was written when it was opened."""

    def __init__(self, path):
        path = pathlib.Path(path)
        self.entries = [json.loads(line) for line in (path / "sentences.jsonl").read_text().rpartition("\n")[0].splitlines()]
        count = max(entry["frame"] + entry["frames"] for entry in self.entries)
        self.frames = np.memmap(path / "frames.f16", "<f2", "r")[: count * FEATURES].reshape(count, FEATURES)
        self.f0 = np.memmap(path / "f0.f32", "<f4", "r")[:count]

    def bands(self, first, count):
        return np.maximum(self.frames[first : first + count, : net.BANDS].astype(np.float32), -7)

    def mels(self, first, count):
        return self.frames[first : first + count, net.BANDS :].astype(np.float32)


class Speaker:
    """Statistics of a speaker, and the sentences to refer to."""

    def __init__(self, phrases, mean_log_durations):
        self.sentences = list({p.sentence.name: p.sentence for p in phrases}.values())
        logs = np.concatenate([np.log(np.maximum(f0[f0 > 0], 20)) for f0 in (sentence.f0() for sentence in self.sentences)])
        self.median = np.median(logs) if len(logs) else 5.0
        logs = logs[np.abs(logs - self.median) < F0_RANGE]
        self.mean, self.deviation = (logs.mean(), max(MIN_DEVIATION, logs.std())) if len(logs) else (5.0, 0.2)
        excess = [(np.log(np.maximum(p.durations, 1)) - mean_log_durations[p.phones])[1:-1] for p in phrases]
        self.rate = float(np.concatenate(excess).mean())
        spectra = (sentence.spectra() for sentence in self.sentences)
        self.spectrum = np.concatenate([each[Sentence.is_speech(each)] for each in spectra]).mean(axis=0)

    def spectrum_below(self, points):
        """The mean spectrum as a recording of lower bandwidth shows it: UNKNOWN from that point on."""
        return np.where(np.arange(net.MELS) < points, self.spectrum, UNKNOWN).astype(np.float32)

    def statistics(self, points, is_rate_known=True):
        """The part of the conditioning that is computed: PROSODY + MELS numbers. Recordings without words say nothing of the rate."""
        numbers = [(self.mean - 5) / 0.3, (self.deviation - 0.2) / 0.1, self.rate / 0.2 if is_rate_known else 0]
        return np.concatenate([numbers, (self.spectrum_below(points) - UNKNOWN) / 3]).astype(np.float32)


class Corpus:
    """train: phrases to train on, a list for each share; validation: those of unknown speakers, of the teacher and of real ones."""

    def __init__(self, folders, dev_speakers):
        self.folders = [Folder(path) for path in folders]
        groups = [self.read(folder) for folder in self.folders]
        everything = [phrase for group in groups for phrase in group]
        self.phone_log_durations = self.mean_log_durations(everything)
        self.by_speaker = {}
        for phrase in everything:
            self.by_speaker.setdefault(phrase.speaker, []).append(phrase)
        self.speakers = {name: Speaker(phrases, self.phone_log_durations) for name, phrases in self.by_speaker.items()}
        self.train = [[p for p in group if not self.is_unseen(p.speaker, dev_speakers)] for group in groups]
        self.validation = {
            "teacher": [p for p in everything if self.is_unseen_teacher(p.speaker)][:300],
            "real": [p for p in everything if p.speaker in dev_speakers][:300],
        }
        self.lengths = [np.array([p.steps for p in group]) for group in self.train]
        self.weights = [self.weigh(group) for group in self.train]

    @staticmethod
    def is_unseen_teacher(speaker):
        language, _, name = speaker.partition("-s")
        return language in LANGUAGES and name.isdigit() and int(name) % UNSEEN == 0

    def is_unseen(self, speaker, dev_speakers):
        return speaker in dev_speakers or self.is_unseen_teacher(speaker)

    @staticmethod
    def read(folder):
        phrases = []
        for entry in folder.entries:
            sentence = Sentence(folder, entry)
            for part in entry["phrases"]:
                steps = int(sum(part["steps"]))
                first = sentence.first + FRAMES_PER_STEP * part["start"]
                inside = part["start"] >= 0 and first + FRAMES_PER_STEP * steps <= sentence.first + sentence.count
                if not inside or not MIN_STEPS <= steps <= MAX_STEPS:
                    continue
                phrase = Phrase()
                phrase.speaker, phrase.sentence, phrase.first, phrase.steps = entry["speaker"], sentence, first, steps
                phrase.phones, phrase.durations = np.asarray(part["phones"]), np.asarray(part["steps"])
                phrase.contexts = contexts(part, entry["language"])
                phrases.append(phrase)
        return phrases

    @staticmethod
    def mean_log_durations(phrases):
        """Of each phone, over all phrases; 0 for a phone that does not occur."""
        phones = np.concatenate([p.phones for p in phrases])
        logs = np.log(np.maximum(np.concatenate([p.durations for p in phrases]), 1))
        counts = np.bincount(phones, minlength=net.PHONES)
        return np.bincount(phones, logs, net.PHONES) / np.maximum(counts, 1)

    @staticmethod
    def weigh(group):
        """Long phrases weigh more, and phrases of speakers of whom there is much less."""
        seconds = {}
        for phrase in group:
            seconds[phrase.speaker] = seconds.get(phrase.speaker, 0) + phrase.steps
        weights = np.array([p.steps * seconds[p.speaker] ** -0.25 for p in group])
        return weights / weights.sum()

    def draw(self, rng, steps, which):
        """Phrases of similar length, of one of the folders, with about so many steps together."""
        group, weights, lengths = self.train[which], self.weights[which], self.lengths[which]
        target = lengths[rng.choice(len(group), p=weights)]
        near = np.flatnonzero(np.abs(np.log(lengths / target)) < 0.12)
        count = max(2, steps // max(40, int(target * 1.1)))
        return [group[i] for i in rng.choice(near, min(count, len(near)), replace=False, p=weights[near] / weights[near].sum())]
