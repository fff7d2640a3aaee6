"""Prints the constants of src/Timbre.Models/AverageVoice/SpeakerLine.cs: line.py DATA DEV_SPEAKERS_FILE. LibriSpeech's speakers count, each once: flite's voices have no line."""
import pathlib
import sys

import numpy as np

from data import Corpus
from model import MELS

COSINES = 7

dev = set(pathlib.Path(sys.argv[2]).read_text().split())
speakers = {name: traits for name, traits in Corpus(sys.argv[1], dev).speakers.items() if name.startswith("ls") and name not in dev}
cosines = np.cos(np.pi * np.arange(1, COSINES + 1)[:, None] * (np.arange(MELS) + 0.5) / MELS) * 2 / MELS
found = np.array([traits["spectrum"] for traits in speakers.values()]) @ cosines.T
print(len(found), "speakers", "\nmeans", found.mean(axis=0).round(3).tolist(), "\ndeviations", found.std(axis=0).round(3).tolist())
