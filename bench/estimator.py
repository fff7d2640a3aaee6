"""How fast PyTorch runs the quality estimator's network: the row that bench/quality.sh prints beside ours.

estimator.py FOLDER, which holds WAV files at 16 kHz.
"""
import pathlib
import sys
import time

import scipy.io.wavfile
import torch

from model import Estimator

ROUNDS = 5

torch.set_num_threads(1)
estimator = Estimator().eval()  # how long it takes does not depend on the weights
sounds = []
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.wav")):
    rate, samples = scipy.io.wavfile.read(path)
    assert rate == 16000 and samples.dtype == "int16", path
    sounds.append(torch.from_numpy(samples.astype("float32") / 32768)[None])


@torch.no_grad()
def one_round():
    start = time.process_time()
    for sound in sounds:
        estimator(sound)
    return time.process_time() - start


one_round()
best = min(one_round() for _ in range(ROUNDS))
print(f"| PyTorch, from 16 kHz | {sum(sound.shape[1] for sound in sounds) / 16000 / best:.0f} | {best:.2f} |")
