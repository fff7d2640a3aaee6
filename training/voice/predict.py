"""What the vocoder will be given at run time: the recordings' frames as the average voice predicts them, given their true durations and F0.

predict.py CHECKPOINT DATA DEV_SPEAKERS_FILE OUT writes OUT/NAME.npy for each recording of DATA, [frames, 1 + BANDS + MELS]:
within phrases the predicted bands and spectra, with the global variance of each speaker as the run time restores it
(GlobalVariance.cs); F0, and what lies between phrases, as they were.
"""
import pathlib
import sys

import numpy as np
import torch

import losses
import model as net
from data import FRAMES_PER_STEP, LAG, Corpus, batch, level, read_features

BATCH = 24
MAX_GAIN, LAST_SCALED = 1.8, 40  # GlobalVariance.cs
SPECTRUM = 1 + net.BANDS

_cosines = np.cos(np.pi * np.arange(net.MELS)[:, None] * (np.arange(net.MELS) + 0.5) / net.MELS) * np.sqrt(2 / net.MELS)
_cosines[0] /= np.sqrt(2)


@torch.no_grad()
def predict(model, corpus, phrases):
    """(phrase, spectra less the speaker's mean, bands) of each."""
    phrases = sorted(phrases, key=lambda p: len(p.mels))
    for first in range(0, len(phrases), BATCH):
        some = phrases[first : first + BATCH]
        predicted = losses.run(model, batch(corpus, some))
        for i, phrase in enumerate(some):
            yield phrase, predicted["mels"][i, : len(phrase.mels)].numpy(), predicted["bands"][i, : len(phrase.mels)].numpy()


def variance_gains(corpus, predictions):
    """By what each cosine of the spectra is multiplied to have the natural deviation over time, [MELS]."""
    is_speech = [np.repeat(phrase.phones, FRAMES_PER_STEP * phrase.durations) != net.PHONES - 1 for phrase, _, _ in predictions]
    relative = [phrase.mels - corpus.speakers[phrase.speaker]["spectrum"] for phrase, _, _ in predictions]
    natural = np.concatenate([mels[at] for mels, at in zip(relative, is_speech)]) @ _cosines.T
    generated = np.concatenate([mels[at] for (_, mels, _), at in zip(predictions, is_speech)]) @ _cosines.T
    gains = np.clip(natural.std(axis=0) / np.maximum(1e-5, generated.std(axis=0)), 1, MAX_GAIN)
    gains[0], gains[LAST_SCALED + 1 :] = 1, 1
    return gains


def main():
    checkpoint, folder, dev, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    corpus = Corpus(folder, set(dev.read_text().split()))
    model = net.AcousticModel().eval()
    model.load_state_dict(torch.load(checkpoint, map_location="cpu")["average"])
    paths = dict(line.split("\t")[:2] for line in (folder / "features.tsv").read_text().splitlines())
    by_speaker = {}
    for phrase in corpus.phrases:
        by_speaker.setdefault(phrase.speaker, []).append(phrase)
    for speaker, phrases in by_speaker.items():
        predictions = list(predict(model, corpus, phrases))
        scaling = _cosines.T @ (variance_gains(corpus, predictions)[:, None] * _cosines)
        by_recording = {}
        for phrase, mels, bands in predictions:
            by_recording.setdefault(phrase.recording, []).append((phrase.start, mels @ scaling.T, bands))
        for recording, parts in by_recording.items():
            features = read_features(paths[recording]).copy()
            loudness = level(features[:, SPECTRUM:])
            for start, mels, bands in parts:
                at = slice(FRAMES_PER_STEP * start + LAG, FRAMES_PER_STEP * start + LAG + len(mels))
                features[at, SPECTRUM:] = mels + corpus.speakers[speaker]["spectrum"] + loudness
                features[at, 1:SPECTRUM] = np.minimum(0, bands)
            np.save(out / f"{recording}.npy", features)


if __name__ == "__main__":
    main()
