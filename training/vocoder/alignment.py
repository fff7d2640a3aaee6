"""The phase of F0 of packed recordings, at which the voice's own pulses lie: FOLDER/phase.f32, turns at each frame, and
FOLDER/alignment.jsonl, a line a sentence.

The pulses of the excitation are aligned with those of the voice, or losses of short windows would compare what cannot agree. The
phase of F0, integrated, drifts against the voice's: the angle of the sound times e^(-iφ), averaged over 32 ms, is the drift. What
remains, one number a recording, is the phase at which the sound through the inverse of its envelope has its peak; the polarity of
a speaker whose peaks are negative is inverted. At run time there is no such phase, and none is needed.
"""
import json

import numpy as np

import frames
import source
from frames import FFT, HOP

SMOOTH = 768
FOLDED_FRAMES = 240  # of which the peak is found
BINS_OF_TURN = 48
_to_bins = frames.mel_to_bins().astype(np.float32)
_smooth_window = 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(SMOOTH) + 0.5) / SMOOTH)
_window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(4 * HOP) / (4 * HOP))


def drift(sound, turns, f0):
    """By how many turns the phase of the voice is ahead of the integrated F0, at each frame."""
    beat = np.pad(sound * np.exp(-2j * np.pi * turns), SMOOTH // 2)
    first = np.lib.stride_tricks.sliding_window_view(beat, SMOOTH)[::HOP] @ _smooth_window
    voiced = np.flatnonzero(f0[: len(first)] > 0)
    if not len(voiced):
        return np.zeros(len(f0))
    return np.interp(np.arange(len(f0)), voiced, np.unwrap(np.angle(first[voiced])) / (2 * np.pi))


def whitened(sound, mels):
    """The sound, (frames - 1) · HOP samples, through the inverse of its minimum-phase envelope."""
    log = 0.5 * mels @ _to_bins.T
    inverse = np.exp(-log - 1j * frames.minimum_phase(log))
    padded = np.pad(sound, (2 * HOP, 2 * HOP + FFT))
    segments = np.lib.stride_tricks.sliding_window_view(padded, 4 * HOP)[::HOP][: len(mels) - 1] * _window
    segments = np.fft.irfft(np.fft.rfft(segments, FFT) * inverse[: len(segments)])
    result = np.zeros(len(padded) + FFT)
    for frame, segment in enumerate(segments):
        result[frame * HOP :][:FFT] += segment
    return 0.5 * result[2 * HOP : 2 * HOP + len(sound)]


def folded(sound, features, turns):
    """The whitened voice averaged by phase, in BINS_OF_TURN parts of a turn; of the part with the most voiced frames."""
    count = min(FOLDED_FRAMES, len(features))
    voiced_before = np.concatenate([[0], np.cumsum(features[:, 0] > 0)])
    first = int(np.argmax(voiced_before[count:] - voiced_before[:-count]))
    features, part = features[first : first + count], slice(first * HOP, (first + count - 1) * HOP)
    voiced = source.voiced_samples(features[:, 0])
    place = np.floor((turns[part][voiced] % 1) * BINS_OF_TURN).astype(int) % BINS_OF_TURN
    rest = np.clip(whitened(sound[part], features[:, 1 + frames.BANDS :])[voiced], -6, 6)
    return np.bincount(place, rest, BINS_OF_TURN) / np.maximum(1, np.bincount(place, minlength=BINS_OF_TURN))


def align(sound, features):
    """(the phase at each frame but for a constant, the constants for either polarity, how much the voice's peaks are positive)"""
    f0 = features[:, 0].astype(float)
    f0_samples, turns = source.turns_of(f0)
    ahead = drift(sound, turns, f0)
    peaks = folded(sound, features, turns + source.between_frames(ahead))
    at_frames = np.append(turns[::HOP], turns[-1] + f0_samples[-1] / frames.RATE)
    places = [(int(np.argmax(sign * peaks)) + 0.5) / BINS_OF_TURN for sign in (1, -1)]
    return (at_frames + ahead) % 1, places, float(peaks.max() + peaks.min())


def _done(folder, names):
    """Lines of the sentences that have been aligned already; those of a folder that was packed anew do not count."""
    path = folder / "alignment.jsonl"
    lines = path.read_text().rpartition("\n")[0].splitlines() if path.exists() else []
    rows = [json.loads(line) for line in lines]
    differing = [i for i, (row, name) in enumerate(zip(rows, names)) if row["name"] != name]
    return rows[: differing[0] if differing else len(names)]


def update(folder, entries, cut):
    """Aligns the sentences of a packed folder that have not been yet; `cut` gives an entry's (sound, features). Returns a line of each
    sentence: name, places, score."""
    rows = _done(folder, [entry["name"] for entry in entries])
    if len(rows) == len(entries):
        return rows
    print(f"aligning {len(entries) - len(rows)} sentences of {folder}", flush=True)
    (folder / "phase.f32").touch()
    (folder / "alignment.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with open(folder / "phase.f32", "r+b") as phases, open(folder / "alignment.jsonl", "a") as lines:
        for entry in entries[len(rows) :]:
            phase, places, score = align(*cut(entry))
            phases.seek(4 * entry["frame"])
            phases.write(phase.astype("<f4").tobytes())
            phases.flush()  # before the line that says that it is there
            rows.append({"name": entry["name"], "places": places, "score": score})
            lines.write(json.dumps(rows[-1]) + "\n")
            lines.flush()
    return rows
