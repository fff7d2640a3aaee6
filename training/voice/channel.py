"""Prints the constants of the channel normalisation in src/Timbre.Models/AcousticModel/ChannelNormalisation.cs.

channel.py PACKED DEV_SPEAKERS_FILE

Mean and deviation, over speakers, of the first cosines of their mean spectra. Only LibriSpeech's speakers in the packed speech count,
each once.
"""
import pathlib
import sys

import numpy as np

from corpus import Corpus
from model import MELS

COSINES = 7


def main():
    dev = set(pathlib.Path(sys.argv[2]).read_text().split())
    speakers = Corpus([sys.argv[1]], dev).speakers
    spectra = [speaker.spectrum for name, speaker in speakers.items() if name.startswith("ls") and name not in dev]
    cosines = np.cos(np.pi * np.arange(1, COSINES + 1)[:, None] * (np.arange(MELS) + 0.5) / MELS) * 2 / MELS
    rows = np.array(spectra) @ cosines.T
    print(len(rows), "speakers")
    print("means", rows.mean(axis=0).round(3).tolist())
    print("deviations", rows.std(axis=0).round(3).tolist())


if __name__ == "__main__":
    main()
