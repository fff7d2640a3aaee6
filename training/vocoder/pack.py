"""Sound, features and the phase of F0 of all recordings, one after the other in four files that training maps into memory.

The pulses of the excitation are aligned with those of the voice, or losses of short windows would compare what cannot agree. The
phase of F0, integrated, drifts against the voice's: the angle of the sound times e^(-iφ), averaged over 32 ms, is the drift. What
remains, one number a recording, is the phase at which the sound through the inverse of its envelope has its peak; the polarity of
a speaker whose peaks are negative is inverted. At run time there is no such offset, and none is needed.
"""
import argparse
import collections
import contextlib
import json
import pathlib

import numpy as np
import soundfile

import frames
import source

SMOOTH = 512
SHAPES = frames.mel_to_bins()
BINS_OF_TURN = 48


def whitened(sound, features):
    """The sound through the inverse of its minimum-phase envelope."""
    log = 0.5 * features[:, 1 + frames.BANDS :] @ SHAPES.T
    inverse = np.exp(-log - 1j * frames.minimum_phase(log))
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(320) / 320)
    padded = np.pad(sound, (160, 160 + frames.FFT))
    segments = np.lib.stride_tricks.sliding_window_view(padded, 320)[:: frames.HOP][: len(features) - 1] * window
    segments = np.fft.irfft(np.fft.rfft(segments, frames.FFT) * inverse[: len(segments)])
    result = np.zeros(len(padded) + frames.FFT)
    for frame, segment in enumerate(segments):
        result[frame * frames.HOP :][: frames.FFT] += segment
    return 0.5 * result[160 : 160 + len(sound)]


def drift(sound, f0):
    """By how many turns the phase of the voice is ahead of the integrated F0, at each frame."""
    turns = source.phase_of(f0)
    beat = np.pad(sound * np.exp(-2j * np.pi * turns), SMOOTH // 2)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(SMOOTH) + 0.5) / SMOOTH)
    first = np.lib.stride_tricks.sliding_window_view(beat, SMOOTH)[:: frames.HOP] @ window
    voiced = np.flatnonzero(f0[: len(first)] > 0)
    if not len(voiced):
        return np.zeros(len(f0))
    return np.interp(np.arange(len(f0)), voiced, np.unwrap(np.angle(first[voiced])) / (2 * np.pi))


def folded(sound, features, offset):
    """The whitened voice averaged by phase, in BINS_OF_TURN parts of a turn."""
    voiced = source.voiced_samples(features[:, 0])
    if not voiced.any():
        return np.zeros(BINS_OF_TURN)
    place = np.floor((source.phase_of(features[:, 0], offset)[voiced] % 1) * BINS_OF_TURN).astype(int) % BINS_OF_TURN
    rest = np.clip(whitened(sound, features)[voiced], -6, 6)
    return np.bincount(place, rest, BINS_OF_TURN) / np.maximum(1, np.bincount(place, minlength=BINS_OF_TURN))


def load(folder, path):
    """(sound, features) of one recording, cut to whole frames."""
    features = frames.read(path)
    sound, _ = soundfile.read(folder / "wav" / (path.stem + ".wav"))
    samples = (len(features) - 1) * frames.HOP
    return np.pad(sound, (0, max(0, samples - len(sound))))[:samples], features


def speaker_of(path):
    return path.stem.split("@")[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the folder that prepare.py and the exporter filled")
    parser.add_argument("--dev", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    dev = set(arguments.dev.read_text().split())
    target = arguments.out / "packed"
    target.mkdir(exist_ok=True)
    paths = sorted((arguments.out / "features").glob("*.tvf"))
    offsets, turns, signs = {}, {}, collections.Counter()
    for path in paths:
        sound, features = load(arguments.out, path)
        offsets[path] = drift(sound, features[:, 0])
        turns[path] = folded(sound, features, offsets[path])
        # Polarity depends on the microphone, so all recordings of a speaker vote.
        signs[speaker_of(path)] += turns[path].max() + turns[path].min()

    index, sample, frame = [], 0, 0
    names = ("sound.i16", "features.f32", "offsets.f32")
    with contextlib.ExitStack() as files:
        to_sound, to_features, to_offsets = (files.enter_context(open(target / (name + ".part"), "wb")) for name in names)
        for path in paths:
            sound, features = load(arguments.out, path)
            sign = 1 if signs[speaker_of(path)] >= 0 else -1
            offset = offsets[path] - (np.argmax(sign * turns[path]) + 0.5) / BINS_OF_TURN
            (32767 * sign * sound).astype("<i2").tofile(to_sound)
            features.astype("<f4").tofile(to_features)
            offset.astype("<f4").tofile(to_offsets)
            speaker = speaker_of(path)
            place = {"sample": sample, "frame": frame, "frames": len(features)}
            index.append({"name": path.stem, "dev": speaker in dev} | place | {"sign": sign})
            sample, frame = sample + len(sound), frame + len(features)
    for name in names:
        (target / (name + ".part")).rename(target / name)
    (target / "index.part").write_text(json.dumps(index))
    (target / "index.part").rename(target / "index.json")
    print(f"{len(index)} recordings, {sample / frames.RATE / 3600:.2f} h")


if __name__ == "__main__":
    main()
