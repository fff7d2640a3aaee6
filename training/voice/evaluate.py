"""How far the voice is from recordings that it never heard, of readers it knows and of speakers it does not."""
import numpy as np
import torch

import losses
import model as net
from data import HOP_STEPS, batch

ORDER = 24
_dct = np.cos(np.pi * np.arange(1, ORDER + 1)[:, None] * (np.arange(net.MELS) + 0.5)[None] / net.MELS) * np.sqrt(2 / net.MELS)
# A cepstrum of the logarithm of power over mels, orthonormal, to the usual distance in dB: amplitudes are half, a coefficient counts twice.
_to_db = 10 / np.log(10) * np.sqrt(2) / 2 * np.sqrt(2 / net.MELS)


def measure(model, corpus):
    """Mel-cepstral distortion in dB, spread of cepstra over time as a share of the natural, error of F0 in semitones, voicing and lengths."""
    model.eval()
    result = {}
    for name, phrases in corpus.held.items():
        distances, spreads, pitch, voicing, lengths = [], [], [], [], []
        for phrase in phrases:
            b = batch(corpus, [phrase])
            with torch.no_grad():
                said = losses.run(model, b)
            is_speech = np.repeat(phrase.phones, HOP_STEPS * phrase.lengths) != net.PHONES - 1
            made, true = said["mels"][0].numpy() @ _dct.T, b["mels"][0].numpy() @ _dct.T
            distances.append(_to_db * np.sqrt(np.square(made - true)[is_speech].sum(axis=1)))
            spreads.append((made[is_speech].var(axis=0), true[is_speech].var(axis=0), is_speech.sum()))
            f0 = np.repeat(said["log_f0"][0].numpy(), HOP_STEPS)
            pitch.append(((f0 - phrase.log_f0) * corpus.speakers[phrase.speaker]["deviation"])[phrase.voiced])
            voicing.append(((said["voicing"][0].numpy() > 0) != phrase.voiced)[is_speech])
            lengths.append((np.exp(said["log_lengths"][0].numpy()) - phrase.lengths)[1:-1])
        weights = [count for _, _, count in spreads]
        made, true = (np.average([s[i] for s in spreads], axis=0, weights=weights) for i in (0, 1))
        result[name] = {
            "distortion db": round(float(np.concatenate(distances).mean()), 3), "spread": round(float(np.sqrt(made / true).mean()), 3),
            "f0 semitones": round(float(12 / np.log(2) * np.sqrt(np.square(np.concatenate(pitch)).mean())), 3),
            "voicing": round(float(np.concatenate(voicing).mean()), 4), "length ms": round(10 * float(np.sqrt(np.square(np.concatenate(lengths)).mean())), 2),
        }
    return result


def draw(log, path):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 5, figsize=(18, 3), layout="constrained")
    for axis, name in zip(axes, ("distortion db", "spread", "f0 semitones", "voicing", "length ms")):
        for group in ("seen", "unseen"):
            axis.plot([line["step"] for line in log], [line[group][name] for line in log], label=group)
        axis.set_title(name)
        axis.legend()
    figure.savefig(path)
    pyplot.close(figure)
