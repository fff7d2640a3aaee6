"""What the vocoder is given at run time: packed speech as the acoustic model predicts it, given true durations and F0.

predict.py CHECKPOINT PACKED DEV_SPEAKERS_FILE writes PACKED/predicted.f16, frame by frame as frames.f16: within phrases the predicted
bands and spectra, with the global variance of each speaker as the run time restores it (GlobalVariance.cs); NaN between phrases.
"""
import pathlib
import sys

import numpy as np
import torch

import losses
import model as net
from corpus import FEATURES, FRAMES_PER_STEP, Corpus
from data import batch

BATCH = 24
MAX_GAIN, LAST_SCALED = 1.8, 40  # GlobalVariance.cs

_cosines = np.cos(np.pi * np.arange(net.MELS)[:, None] * (np.arange(net.MELS) + 0.5) / net.MELS) * np.sqrt(2 / net.MELS)
_cosines[0] /= np.sqrt(2)


@torch.no_grad()
def predict(model, corpus, phrases):
    """(phrase, spectra less the speaker's mean, bands) of each."""
    phrases = sorted(phrases, key=lambda phrase: phrase.steps)
    for first in range(0, len(phrases), BATCH):
        some = phrases[first : first + BATCH]
        predicted = losses.run(model, batch(corpus, some))
        for i, phrase in enumerate(some):
            count = FRAMES_PER_STEP * phrase.steps
            yield phrase, predicted["mels"][i, :count].numpy(), predicted["bands"][i, :count].numpy()


def relative(phrase, speaker):
    """The natural spectra of a phrase less the speaker's mean."""
    sentence = phrase.sentence
    return sentence.folder.mels(phrase.first, FRAMES_PER_STEP * phrase.steps) - sentence.level - speaker.spectrum_below(sentence.points)


def variance_gains(speaker, predictions):
    """By what each cosine of the spectra is multiplied to have the natural deviation over time, [MELS]."""
    natural = np.concatenate([relative(phrase, speaker)[phrase.is_speech()] for phrase, _, _ in predictions]) @ _cosines.T
    generated = np.concatenate([mels[phrase.is_speech()] for phrase, mels, _ in predictions]) @ _cosines.T
    gains = np.clip(natural.std(axis=0) / np.maximum(1e-5, generated.std(axis=0)), 1, MAX_GAIN)
    gains[0], gains[LAST_SCALED + 1 :] = 1, 1
    return gains


def write(frames, speaker, predictions):
    scaling = _cosines.T @ (variance_gains(speaker, predictions)[:, None] * _cosines)
    for phrase, mels, bands in predictions:
        at = slice(phrase.first, phrase.first + len(mels))
        frames[at, : net.BANDS] = np.minimum(0, bands)
        frames[at, net.BANDS :] = mels @ scaling.T + speaker.spectrum_below(phrase.sentence.points) + phrase.sentence.level


def main():
    checkpoint, folder, dev = map(pathlib.Path, sys.argv[1:])
    torch.set_num_threads(1)
    corpus = Corpus([folder], set(dev.read_text().split()))
    model = net.AcousticModel().eval()
    model.load_state_dict(torch.load(checkpoint, map_location="cpu")["average"])
    part = folder / "predicted.part"
    frames = np.memmap(part, "<f2", "w+", shape=(len(corpus.folders[0].frames), FEATURES))
    frames[:] = np.nan
    for speaker, phrases in corpus.by_speaker.items():
        write(frames, corpus.speakers[speaker], list(predict(model, corpus, phrases)))
    frames.flush()
    part.replace(folder / "predicted.f16")


if __name__ == "__main__":
    main()
