"""What the vocoder will be given at run time: the recordings' frames as the average voice foretells them from their true lengths and F0.

foretell.py CHECKPOINT DATA DEV_SPEAKERS_FILE OUT writes OUT/NAME.npy for each recording of DATA, [frames, 1 + BANDS + MELS]: inside of phrases, bands
and spectra of the voice, stretched for each speaker as SpectralContrast does it at run time; F0, and what lies between phrases, as they were.
"""
import pathlib
import sys

import numpy as np
import torch

import losses
import model as net
from data import HOP_STEPS, LAG, Corpus, batch, level, read_features

BATCH = 24
MOST_CONTRAST, LAST_STRETCHED = 1.8, 40  # SpectralContrast.cs
SPECTRUM = 1 + net.BANDS

_cosines = np.cos(np.pi * np.arange(net.MELS)[:, None] * (np.arange(net.MELS) + 0.5) / net.MELS) * np.sqrt(2 / net.MELS)
_cosines[0] /= np.sqrt(2)


@torch.no_grad()
def foretold(model, corpus, phrases):
    """(phrase, spectra less the speaker's mean, bands) of each."""
    phrases = sorted(phrases, key=lambda p: len(p.mels))
    for first in range(0, len(phrases), BATCH):
        some = phrases[first : first + BATCH]
        said = losses.run(model, batch(corpus, some))
        for i, phrase in enumerate(some):
            yield phrase, said["mels"][i, : len(phrase.mels)].numpy(), said["bands"][i, : len(phrase.mels)].numpy()


def contrast(corpus, said):
    """How much each cosine of spectra has to be stretched, [MELS]."""
    inside = [np.repeat(phrase.phones, HOP_STEPS * phrase.lengths) != net.PHONES - 1 for phrase, _, _ in said]
    natural = np.concatenate([(phrase.mels - corpus.speakers[phrase.speaker]["spectrum"])[at] for (phrase, _, _), at in zip(said, inside)]) @ _cosines.T
    made = np.concatenate([mels[at] for (_, mels, _), at in zip(said, inside)]) @ _cosines.T
    gains = np.clip(natural.std(axis=0) / np.maximum(1e-5, made.std(axis=0)), 1, MOST_CONTRAST)
    gains[0], gains[LAST_STRETCHED + 1 :] = 1, 1
    return gains


def main():
    checkpoint, folder, dev, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    corpus = Corpus(folder, set(dev.read_text().split()))
    model = net.AverageVoice().eval()
    model.load_state_dict(torch.load(checkpoint, map_location="cpu")["average"])
    paths = dict(line.split("\t")[:2] for line in (folder / "features.tsv").read_text().splitlines())
    by_speaker = {}
    for phrase in corpus.phrases:
        by_speaker.setdefault(phrase.speaker, []).append(phrase)
    for speaker, phrases in by_speaker.items():
        said = list(foretold(model, corpus, phrases))
        stretch = _cosines.T @ (contrast(corpus, said)[:, None] * _cosines)
        by_recording = {}
        for phrase, mels, bands in said:
            by_recording.setdefault(phrase.recording, []).append((phrase.start, mels @ stretch.T, bands))
        for recording, pieces in by_recording.items():
            features = read_features(paths[recording]).copy()
            loudness = level(features[:, SPECTRUM:])
            for start, mels, bands in pieces:
                at = slice(HOP_STEPS * start + LAG, HOP_STEPS * start + LAG + len(mels))
                features[at, SPECTRUM:] = mels + corpus.speakers[speaker]["spectrum"] + loudness
                features[at, 1:SPECTRUM] = np.minimum(0, bands)
            np.save(out / f"{recording}.npy", features)


if __name__ == "__main__":
    main()
