"""The acoustic model's predictions of packed recordings: PACKED/predicted.f16, frame by frame as frames.f16.

NaN where a frame is not predicted, as pauses between phrases; the file may be shorter than frames.f16, whose last frames are not
predicted then. F0 is that of the recording. predicted.py PACKED says how much there is and how far it lies from the frames: a
difference of the means or a large deviation is a mistake in making it.
"""
import pathlib
import sys

import numpy as np

from frames import BANDS, FEATURES


def over(natural, predicted):
    """Frames with bands and spectra as predicted, where they are; both without F0."""
    result = natural.copy()
    part = result[: len(predicted)]
    is_predicted = ~np.isnan(predicted).any(axis=1)
    part[is_predicted] = predicted[is_predicted]
    part[:, :BANDS] = np.minimum(0, part[:, :BANDS])
    return result


def main():
    folder = pathlib.Path(sys.argv[1])
    predicted = np.memmap(folder / "predicted.f16", "<f2", "r").reshape(-1, FEATURES - 1)
    natural = np.memmap(folder / "frames.f16", "<f2", "r").reshape(-1, FEATURES - 1)
    is_predicted = ~np.isnan(predicted).any(axis=1)
    at = np.flatnonzero(is_predicted)
    at = at[:: max(1, len(at) // 100_000)]
    difference = predicted[at].astype(np.float32) - natural[at]
    print(f"{is_predicted.sum()} of {len(natural)} frames are predicted")
    for name, part in (("bands", difference[:, :BANDS]), ("points", difference[:, BANDS:])):
        print(f"{name}: mean difference {part.mean():.3f}, deviation {part.std():.3f}")


if __name__ == "__main__":
    main()
