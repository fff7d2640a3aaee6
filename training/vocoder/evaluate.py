"""The validation set: figures beside the parametric vocoder's, sounds and spectrograms."""
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
    """Of every validation recording the same middle part: name, features, the average voice's prediction of them or None, sound, and the
    parametric vocoder's copies where there are any."""
    count = int(SECONDS * RATE / HOP) + 1
    for entry in recordings.dev:
        first = max(0, (entry["frames"] - count) // 2)
        size = min(count, entry["frames"])
        features, sound, _ = recordings.cut(entry, first, size)
        predicted = recordings.predicted_features(entry, first, size) if recordings.predicted is not None else None
        copies = {}
        for folder in sorted(pathlib.Path(parametric).glob("*/")) if parametric else []:
            copy, _ = soundfile.read(folder / (entry["name"] + ".wav"), dtype="float32")
            copies[folder.name] = np.pad(copy[first * HOP :], (0, len(sound)))[: len(sound)]
        yield entry["name"], features, predicted, sound, copies


@torch.no_grad()
def synthesise(model, features, seed=1):
    """The sound of features, [frames, FEATURES], as at run time: the phase is the integral of F0, without an offset."""
    pulses, turns, voiced = (torch.from_numpy(x)[None] for x in data.excitation(features[:, 0]))
    noise = torch.from_numpy(np.random.default_rng(seed).standard_normal(pulses.shape[-1]).astype(np.float32))[None]
    return model(torch.from_numpy(features.astype(np.float32))[None], pulses, noise, turns, voiced)[0]


def figures(sound, natural):
    sound, natural = torch.as_tensor(sound)[None], torch.as_tensor(natural)[None]
    return {"stft": float(losses.spectral_loss(sound, natural)), "lsd": float(losses.log_spectral_distance(sound, natural))}


def measure(model, recordings, parametric, folder=None, sounds=6):
    """Means over the validation set by system; with a folder, the first sounds and their spectrograms too."""
    rows, examples = {}, []
    for number, (name, features, predicted, natural, copies) in enumerate(excerpts(recordings, parametric)):
        perturbed_features = data.perturbed(features, np.random.default_rng(number))
        generated = {"ours": synthesise(model, features).numpy()}
        generated |= {"ours, perturbed frames": synthesise(model, perturbed_features).numpy(), **copies}
        if predicted is not None:
            generated["ours, predicted frames"] = synthesise(model, predicted).numpy()
        for system, sound in generated.items():
            for key, value in figures(sound, natural).items():
                rows.setdefault(system, {}).setdefault(key, []).append(value)
        if folder and number < sounds:
            for system, sound in {"natural": natural, **generated}.items():
                soundfile.write(folder / f"{name} {system}.wav", np.clip(sound, -1, 1), RATE)
            examples.append((name, {"natural": natural, **generated}))
    if folder:
        spectrograms(examples[:3], folder / "spectrograms.png")
    return {system: {key: float(np.mean(values)) for key, values in row.items()} for system, row in rows.items()}


def spectrograms(examples, path):
    figure, axes = plt.subplots(max(len(s) for _, s in examples), len(examples), figsize=(7 * len(examples), 12), squeeze=False)
    for column, (name, systems) in enumerate(examples):
        for row, (system, sound) in enumerate(systems.items()):
            axes[row][column].specgram(sound[RATE // 2 : 2 * RATE] + 1e-6, NFFT=400, noverlap=320, Fs=RATE, vmin=-120, vmax=-30)
            axes[row][column].set_title(f"{name}: {system}", fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=70)
    plt.close(figure)
