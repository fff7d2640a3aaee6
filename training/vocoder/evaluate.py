"""The validation set: figures, sounds and spectrograms of speakers that are not trained on."""
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import soundfile
import torch

import data
import losses
import source
from frames import HOP, RATE

SECONDS = 3
EXCERPTS = 24  # of a folder, at most one of a speaker
SOUNDS = 6


def excerpts(folders):
    """Of the first sentence of each held-out speaker the middle part: name, features, the acoustic model's prediction or None, sound."""
    count = SECONDS * RATE // HOP + 1
    for folder in folders:
        firsts = {}
        for entry in folder.validation:
            firsts.setdefault(entry["speaker"], entry)
        for entry in sorted(firsts.values(), key=lambda entry: entry["name"])[:EXCERPTS]:
            first, size = max(0, (entry["frames"] - count) // 2), min(count, entry["frames"])
            predicted = folder.predicted_features(entry, first, size) if folder.predicted is not None else None
            yield entry["name"], folder.features(entry, first, size), predicted, folder.cut(entry, first, size)


@torch.no_grad()
def synthesise(model, features, seed=1):
    """The sound of features, [frames, FEATURES], as at run time: the phase is the integral of F0, led to no other."""
    pulses, turns, voiced = (torch.from_numpy(x.astype(np.float32))[None] for x in source.excitation(features[:, 0]))
    noise = torch.from_numpy(np.random.default_rng(seed).standard_normal(pulses.shape[-1]).astype(np.float32))[None]
    return model(torch.from_numpy(features)[None], pulses, noise, turns, voiced)[0].numpy()


def figures(sound, natural):
    sound, natural = torch.from_numpy(sound)[None], torch.from_numpy(natural)[None]
    return {"stft": float(losses.spectral_loss(sound, natural)), "lsd": float(losses.log_spectral_distance(sound, natural))}


def measure(model, folders, samples):
    """Means over the validation set by the frames that are spoken; the first sounds and their spectrograms into the folder `samples`."""
    rows, examples = {}, []
    for number, (name, features, predicted, natural) in enumerate(excerpts(folders)):
        perturbed = data.perturbed(features, np.random.default_rng(number)).astype(np.float32)
        spoken = {"natural frames": features, "perturbed frames": perturbed}
        if predicted is not None:
            spoken["predicted frames"] = predicted
        sounds = {kind: synthesise(model, frames) for kind, frames in spoken.items()}
        for kind, sound in sounds.items():
            for key, value in figures(sound, natural).items():
                rows.setdefault(f"{kind}: {key}", []).append(value)
        if number < SOUNDS:
            examples.append((name, {"recording": natural, **sounds}))
    for name, sounds in examples:
        for kind, sound in sounds.items():
            soundfile.write(samples / f"{name} {kind}.wav", np.clip(sound, -1, 1), RATE)
    if examples:
        spectrograms(examples[:3], samples / "spectrograms.png")
    return {key: round(float(np.mean(values)), 4) for key, values in rows.items()}


def spectrograms(examples, path):
    figure, axes = plt.subplots(max(len(s) for _, s in examples), len(examples), figsize=(7 * len(examples), 12), squeeze=False)
    for column, (name, sounds) in enumerate(examples):
        for row, (kind, sound) in enumerate(sounds.items()):
            axes[row][column].specgram(sound[RATE // 2 : 2 * RATE] + 1e-6, NFFT=600, noverlap=480, Fs=RATE, vmin=-120, vmax=-30)
            axes[row][column].set_title(f"{name}: {kind}", fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=70)
    plt.close(figure)
