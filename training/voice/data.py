"""Batches of phrases as tensors, each with a reference: other speech of its speaker."""
import numpy as np
import torch

import model as net
from corpus import F0_RANGE, FRAMES_PER_STEP, UNKNOWN, Sentence, points_below

REFERENCE_STEPS = (150, 600)  # of a reference in training, least and most
EVALUATION_STEPS = 600
RATE_UNKNOWN_SHARE = 0.5  # of the references, for recordings whose words nobody knows
NARROW_SHARE, BANDWIDTH_HZ = 0.3, (3400, 11_500)  # of the references of full bandwidth, how many are made narrower, and how narrow


def continuous_f0(f0, speaker):
    """(whether each frame is voiced, ln F0 relative to the speaker's mean and deviation, interpolated where there is none); octave errors
    count as unvoiced."""
    logs = np.log(np.maximum(f0, 20))
    voiced = (f0 > 0) & (np.abs(logs - speaker.median) < F0_RANGE)
    at = np.flatnonzero(voiced)
    if len(at) == 0:
        return voiced, np.zeros(len(f0), np.float32)
    return voiced, ((np.interp(np.arange(len(f0)), at, logs[at]) - speaker.mean) / speaker.deviation).astype(np.float32)


def reference_steps(sentence):
    """What the reference encoder sees of a recording: steps of speech, [steps, REFERENCE]."""
    spectra, f0 = sentence.spectra(), sentence.f0()
    is_speech = Sentence.is_speech(spectra)
    is_speech = is_speech[: len(is_speech) // FRAMES_PER_STEP * FRAMES_PER_STEP].reshape(-1, FRAMES_PER_STEP).all(axis=1)
    return reference_input(spectra, sentence.folder.bands(sentence.first, sentence.count), f0)[is_speech]


def reference_input(mels, bands, f0):
    """Means of two frames each: spectra, aperiodicity, voicing, ln F0 (0 where unvoiced)."""
    voiced = (f0 > 0).astype(np.float32)
    pitch = voiced * (np.log(np.maximum(f0, 20)) - 5) / 0.5
    frames = np.concatenate([(mels - UNKNOWN) / 3, (bands + 1.5) / 1.5, voiced[:, None], pitch[:, None]], axis=1).astype(np.float32)
    count = len(frames) // FRAMES_PER_STEP
    return frames[: FRAMES_PER_STEP * count].reshape(count, FRAMES_PER_STEP, -1).mean(axis=1)


def draw_reference(speaker, sentence, rng):
    """Steps of other sentences of the speaker, of its own where there is no other; without rng the first ones."""
    others = [other for other in speaker.sentences if other.name != sentence.name] or speaker.sentences
    wanted = EVALUATION_STEPS if rng is None else int(rng.integers(*REFERENCE_STEPS))
    order = range(len(others)) if rng is None else rng.permutation(len(others))
    parts, count = [], 0
    for i in order:
        parts.append(reference_steps(others[i]))
        count += len(parts[-1])
        if count >= wanted:
            break
    steps = np.concatenate(parts)
    first = 0 if rng is None else int(rng.integers(0, max(1, len(steps) - wanted + 1)))
    return steps[first : first + wanted]


def draw_points(phrase, rng):
    """How many points of the spectra of its speaker the network knows: the network learns to say what lies above."""
    points = phrase.sentence.points
    if rng is None or points < net.MELS or rng.random() > NARROW_SHARE:
        return points
    return points_below(rng.uniform(*BANDWIDTH_HZ))


def batch(corpus, phrases, rng=None):
    """Padded tensors; with rng, references are drawn and noise is added to the statistics of the speakers."""
    phones_max, steps_max = max(len(p.phones) for p in phrases), max(p.steps for p in phrases)
    frames_max, size = FRAMES_PER_STEP * steps_max, len(phrases)
    zeros = lambda *shape: np.zeros((size, *shape), np.float32)
    known = [draw_points(p, rng) for p in phrases]
    references = [draw_reference(corpus.speakers[p.speaker], p.sentence, rng) for p in phrases]
    reference_max = max(len(reference) for reference in references)
    b = {
        "phones": np.full((size, phones_max), net.PAUSE), "contexts": zeros(phones_max, net.CONTEXTS),
        "durations": np.zeros((size, phones_max), int), "phone_mask": zeros(phones_max, 1), "step_mask": zeros(steps_max, 1),
        "mels": zeros(frames_max, net.MELS), "bands": zeros(frames_max, net.BANDS), "voiced": zeros(frames_max),
        "log_f0": zeros(frames_max), "speech": zeros(frames_max), "points": zeros(net.MELS),
        "statistics": np.stack([
            corpus.speakers[p.speaker].statistics(n, rng is None or rng.random() > RATE_UNKNOWN_SHARE) for p, n in zip(phrases, known)
        ]),
        "reference": zeros(reference_max, net.REFERENCE), "reference_mask": zeros(reference_max, 1),
    }  # fmt: skip
    for i, (p, reference) in enumerate(zip(phrases, references)):
        speaker, n, t = corpus.speakers[p.speaker], len(p.phones), FRAMES_PER_STEP * p.steps
        b["phones"][i, :n], b["contexts"][i, :n], b["durations"][i, :n] = p.phones, p.contexts, p.durations
        b["phone_mask"][i, :n], b["step_mask"][i, : p.steps], b["speech"][i, :t] = 1, 1, p.is_speech()
        folder, sentence = p.sentence.folder, p.sentence
        b["mels"][i, :t] = folder.mels(p.first, t) - sentence.level - speaker.spectrum_below(known[i])
        b["bands"][i, :t] = folder.bands(p.first, t)
        b["voiced"][i, :t], b["log_f0"][i, :t] = continuous_f0(folder.f0[p.first : p.first + t], speaker)
        b["points"][i, : sentence.points] = 1
        b["reference"][i, : len(reference)], b["reference"][i, :, known[i] : net.MELS] = reference, 0
        b["reference_mask"][i, : len(reference)] = 1
    if rng is not None:
        b["statistics"] += rng.normal(0, 0.1, b["statistics"].shape).astype(np.float32)
    return {name: torch.from_numpy(value) for name, value in b.items()}
