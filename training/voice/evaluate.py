"""How far predictions are from recordings that are not in the training data, of readers who are in it and of speakers who are not."""
import numpy as np
import torch

import losses
import model as net
from data import FRAMES_PER_STEP, batch

ORDER = 24
_dct = np.cos(np.pi * np.arange(1, ORDER + 1)[:, None] * (np.arange(net.MELS) + 0.5)[None] / net.MELS) * np.sqrt(2 / net.MELS)
# A cepstrum of the logarithm of power over mels, orthonormal, to the usual distance in dB: amplitudes are half, a coefficient counts twice.
_to_db = 10 / np.log(10) * np.sqrt(2) / 2 * np.sqrt(2 / net.MELS)
_semitones = 12 / np.log(2)


def measure(model, corpus):
    """By validation set: mel-cepstral distortion in dB, global variance (deviation of cepstra over time as a share of the
    natural), errors of F0 in semitones, of voicing and of durations."""
    model.eval()
    return {name: measure_set(model, corpus, phrases) for name, phrases in corpus.validation.items()}


def measure_set(model, corpus, phrases):
    distances, variances, f0_errors, voicing, durations = [], [], [], [], []
    for phrase in phrases:
        b = batch(corpus, [phrase])
        with torch.no_grad():
            predicted = losses.run(model, b)
        is_speech = np.repeat(phrase.phones, FRAMES_PER_STEP * phrase.durations) != net.PHONES - 1
        cepstra, natural = predicted["mels"][0].numpy() @ _dct.T, b["mels"][0].numpy() @ _dct.T
        distances.append(_to_db * np.sqrt(np.square(cepstra - natural)[is_speech].sum(axis=1)))
        variances.append((cepstra[is_speech].var(axis=0), natural[is_speech].var(axis=0), is_speech.sum()))
        f0 = np.repeat(predicted["log_f0"][0].numpy(), FRAMES_PER_STEP)
        f0_errors.append(((f0 - phrase.log_f0) * corpus.speakers[phrase.speaker]["deviation"])[phrase.voiced])
        voicing.append(((predicted["voicing"][0].numpy() > 0) != phrase.voiced)[is_speech])
        durations.append((np.exp(predicted["log_durations"][0].numpy()) - phrase.durations)[1:-1])
    weights = [count for _, _, count in variances]
    generated, natural = (np.average([v[i] for v in variances], axis=0, weights=weights) for i in (0, 1))
    rms = lambda errors: float(np.sqrt(np.square(np.concatenate(errors)).mean()))
    return {
        "distortion db": round(float(np.concatenate(distances).mean()), 3),
        "global variance": round(float(np.sqrt(generated / natural).mean()), 3),
        "f0 semitones": round(float(_semitones * rms(f0_errors)), 3),
        "voicing": round(float(np.concatenate(voicing).mean()), 4),
        "duration ms": round(10 * rms(durations), 2),
    }


def plot(history, path):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = [row for row in history if "seen" in row]
    figure, axes = pyplot.subplots(1, 5, figsize=(18, 3), layout="constrained")
    for axis, name in zip(axes, ("distortion db", "global variance", "f0 semitones", "voicing", "duration ms")):
        for group in ("seen", "unseen"):
            axis.plot([row["step"] for row in rows], [row[group][name] for row in rows], label=group)
        axis.set_title(name)
        axis.legend()
    figure.savefig(path)
    pyplot.close(figure)
