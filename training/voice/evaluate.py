"""How far predictions are from recordings of speakers that are not in the training data, of the teacher and of real ones."""
import numpy as np
import torch

import losses
import model as net
from data import FRAMES_PER_STEP, batch

ORDER = 24
NAMES = ("distortion db", "global variance", "f0 semitones", "f0 deviation", "voicing", "duration ms", "length")
_dct = np.cos(np.pi * np.arange(1, ORDER + 1)[:, None] * (np.arange(net.MELS) + 0.5)[None] / net.MELS) * np.sqrt(2 / net.MELS)
# A cepstrum of the logarithm of power over mels, orthonormal, to the usual distance in dB: amplitudes are half, a coefficient counts twice.
_to_db = 10 / np.log(10) * np.sqrt(2) / 2 * np.sqrt(2 / net.MELS)
_semitones = 12 / np.log(2)


def measure(model, corpus):
    """By validation set: mel-cepstral distortion in dB, global variance (deviation of cepstra over time as a share of the natural),
    errors of F0 in semitones, deviation of F0 as a share of the natural, errors of voicing and of durations, and the sum of predicted
    durations as a share of the natural."""
    model.eval()
    return {name: measure_set(model, corpus, phrases) for name, phrases in corpus.validation.items() if phrases}


def measure_set(model, corpus, phrases):
    rows = [compare(model, corpus, phrase) for phrase in phrases]
    column = lambda name: np.concatenate([row[name] for row in rows])
    counts = [len(row["distances"]) for row in rows]
    variance = lambda name: np.average([row[name] for row in rows], axis=0, weights=counts)
    rms = lambda errors: float(np.sqrt(np.square(errors).mean()))
    return {
        "distortion db": round(float(column("distances").mean()), 3),
        "global variance": round(float(np.sqrt(variance("variance") / variance("natural variance")).mean()), 3),
        "f0 semitones": round(_semitones * rms(column("f0") - column("natural f0")), 3),
        "f0 deviation": round(float(column("f0").std() / column("natural f0").std()), 3),
        "voicing": round(float(column("voicing").mean()), 4),
        "duration ms": round(10 * rms(column("durations") - column("natural durations")), 2),
        "length": round(float(column("durations").sum() / column("natural durations").sum()), 3),
    }


def compare(model, corpus, phrase):
    b = batch(corpus, [phrase])
    with torch.no_grad():
        predicted = losses.run(model, b)
    is_speech, deviation = phrase.is_speech(), corpus.speakers[phrase.speaker].deviation
    voiced = b["voiced"][0].numpy() > 0
    cepstra, natural = ((mels[0] * b["points"][0]).numpy() @ _dct.T for mels in (predicted["mels"], b["mels"]))
    f0 = np.repeat(predicted["log_f0"][0].numpy(), FRAMES_PER_STEP)
    return {
        "distances": _to_db * np.sqrt(np.square(cepstra - natural)[is_speech].sum(axis=1)),
        "variance": cepstra[is_speech].var(axis=0), "natural variance": natural[is_speech].var(axis=0),
        "f0": (f0 * deviation)[voiced], "natural f0": (b["log_f0"][0].numpy() * deviation)[voiced],
        "voicing": ((predicted["voicing"][0].numpy() > 0) != voiced)[is_speech],
        "durations": np.exp(predicted["log_durations"][0].numpy())[1:-1], "natural durations": phrase.durations[1:-1],
    }  # fmt: skip


def plot(history, path):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = [row for row in history if "teacher" in row]
    figure, axes = pyplot.subplots(1, len(NAMES), figsize=(25, 3), layout="constrained")
    for axis, name in zip(axes, NAMES):
        for group in ("teacher", "real"):
            there = [row for row in rows if group in row]
            axis.plot([row["step"] for row in there], [row[group][name] for row in there], label=group)
        axis.set_title(name)
        axis.legend()
    figure.savefig(path)
    pyplot.close(figure)
