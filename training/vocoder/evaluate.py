"""The development set: figures beside the parametric vocoder's, sounds to hear and curves to look at."""
import pathlib

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import soundfile
import torch

import data
import losses
from frames import HOP, RATE

SECONDS = 4


def excerpts(recordings, parametric):
    """Of every development recording the same middle part: name, features, what the average voice foretells of them or None, sound, and the parametric vocoder's copies where they lie."""
    count = int(SECONDS * RATE / HOP) + 1
    for entry in recordings.dev:
        first = max(0, (entry["frames"] - count) // 2)
        size = min(count, entry["frames"])
        features, sound, _ = recordings.cut(entry, first, size)
        foretold = recordings.foretold_features(entry, first, size) if recordings.foretold is not None else None
        copies = {}
        for folder in sorted(pathlib.Path(parametric).glob("*/")) if parametric else []:
            copy, _ = soundfile.read(folder / (entry["name"] + ".wav"), dtype="float32")
            copies[folder.name] = np.pad(copy[first * HOP :], (0, len(sound)))[: len(sound)]
        yield entry["name"], features, foretold, sound, copies


@torch.no_grad()
def speak(model, features, seed=1):
    """The sound of features, [frames, FEATURES], as at run time: the phase is F0's integral and nothing else."""
    pulses, turns, voiced = (torch.from_numpy(x)[None] for x in data.excitation(features[:, 0]))
    noise = torch.from_numpy(np.random.default_rng(seed).standard_normal(pulses.shape[-1]).astype(np.float32))[None]
    return model(torch.from_numpy(features.astype(np.float32))[None], pulses, noise, turns, voiced)[0]


def figures(sound, natural):
    sound, natural = torch.as_tensor(sound)[None], torch.as_tensor(natural)[None]
    return {"stft": float(losses.spectral_loss(sound, natural)), "lsd": float(losses.log_spectral_distance(sound, natural))}


def measure(model, recordings, parametric, folder=None, sounds=6):
    """Means over the development set by system; with a folder, the first sounds and their spectrograms too."""
    rows, shown = {}, []
    for number, (name, features, foretold, natural, copies) in enumerate(excerpts(recordings, parametric)):
        smooth = data.disturbed(features, np.random.default_rng(number))
        made = {"ours": speak(model, features).numpy(), "ours, predicted-like frames": speak(model, smooth).numpy(), **copies}
        if foretold is not None:
            made["ours, foretold frames"] = speak(model, foretold).numpy()
        for system, sound in made.items():
            for key, value in figures(sound, natural).items():
                rows.setdefault(system, {}).setdefault(key, []).append(value)
        if folder and number < sounds:
            for system, sound in {"natural": natural, **made}.items():
                soundfile.write(folder / f"{name} {system}.wav", np.clip(sound, -1, 1), RATE)
            shown.append((name, {"natural": natural, **made}))
    if folder:
        spectrograms(shown[:3], folder / "spectrograms.png")
    return {system: {key: float(np.mean(values)) for key, values in row.items()} for system, row in rows.items()}


def spectrograms(shown, path):
    figure, axes = plt.subplots(max(len(s) for _, s in shown), len(shown), figsize=(7 * len(shown), 12), squeeze=False)
    for column, (name, systems) in enumerate(shown):
        for row, (system, sound) in enumerate(systems.items()):
            axes[row][column].specgram(sound[RATE // 2 : 2 * RATE] + 1e-6, NFFT=400, noverlap=320, Fs=RATE, vmin=-120, vmax=-30)
            axes[row][column].set_title(f"{name}: {system}", fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=70)
    plt.close(figure)


def curves(history, path):
    """History: a list of dictionaries with a step and figures; one panel a figure."""
    keys = sorted({key for row in history for key in row if key != "step"})
    figure, axes = plt.subplots(-(-len(keys) // 3), 3, figsize=(15, 3 * -(-len(keys) // 3)), squeeze=False)
    for key, axis in zip(keys, axes.flat):
        points = [(row["step"], row[key]) for row in history if key in row]
        axis.plot(*zip(*points))
        axis.set_title(key, fontsize=9)
    figure.tight_layout()
    figure.savefig(path, dpi=70)
    plt.close(figure)
