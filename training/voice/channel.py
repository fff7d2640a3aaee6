"""Prints the constants of the channel normalisation in src/Timbre.Models/AcousticModel/ChannelNormalisation.cs.

channel.py DATA DEV_SPEAKERS_FILE

Mean and deviation, over speakers, of the first cosines of their mean spectra. Only LibriSpeech's speakers count, each once:
flite's voices went through no recording channel.
"""
import pathlib
import sys

import numpy as np

from data import Corpus
from model import MELS

COSINES = 7

dev = set(pathlib.Path(sys.argv[2]).read_text().split())
speakers = {name: statistics for name, statistics in Corpus(sys.argv[1], dev).speakers.items() if name.startswith("ls") and name not in dev}
cosines = np.cos(np.pi * np.arange(1, COSINES + 1)[:, None] * (np.arange(MELS) + 0.5) / MELS) * 2 / MELS
rows = np.array([statistics["spectrum"] for statistics in speakers.values()]) @ cosines.T
print(len(rows), "speakers")
print("means", rows.mean(axis=0).round(3).tolist())
print("deviations", rows.std(axis=0).round(3).tolist())
