"""Coded and decoded again, by ffmpeg and (AMR) sox, laid back where it was: a coder's delay is no damage."""
import pathlib
import subprocess
import tempfile

import numpy as np
import scipy.signal
import soundfile

from material import RATE

# name: (file, rate in Hz, options of ffmpeg, bit rates in kbit/s)
CODERS = {
    "mp3": ("x.mp3", 16000, ["-c:a", "libmp3lame"], (8, 16, 24, 32, 48, 64)),
    "opus": ("x.opus", 16000, ["-c:a", "libopus", "-application", "voip"], (6, 8, 10, 12, 16, 24)),
    "aac": ("x.m4a", 16000, ["-c:a", "aac"], (12, 16, 24, 32, 48)),
    "gsm": ("x.gsm", 8000, ["-c:a", "libgsm"], (13,)),
    "g726": ("x.wav", 8000, ["-c:a", "g726"], (16, 24, 32, 40)),
    "amr": ("x.amr-nb", 8000, None, (4.75, 5.15, 5.9, 6.7, 7.4, 7.95, 10.2, 12.2)),
}
MOST_DELAY_S = 0.15


def aligned(sound, reference, most_s=MOST_DELAY_S):
    """Sound moved by the whole samples, MOST_DELAY_S at most, after which it is most like the reference; as long as that."""
    count = len(reference)
    sound = np.pad(sound, (0, max(0, count - len(sound))))
    most = int(most_s * RATE)
    alike = scipy.signal.fftconvolve(sound, reference[::-1])
    zero = count - 1
    near = np.abs(alike[zero - most : zero + most + 1])
    delay = int(np.argmax(near)) - most
    moved = sound[delay:] if delay >= 0 else np.concatenate([np.zeros(-delay), sound])
    return np.pad(moved, (0, max(0, count - len(moved))))[:count]


def coded(sound, coder, kbits):
    name, rate, options, _ = CODERS[coder]
    with tempfile.TemporaryDirectory(prefix="timbre-quality-") as folder:
        folder = pathlib.Path(folder)
        given, middle, taken = folder / "given.wav", folder / name, folder / "taken.wav"
        soundfile.write(given, np.clip(sound, -1, 1), RATE, subtype="PCM_16")
        ffmpeg = ["ffmpeg", "-v", "error", "-nostdin", "-threads", "1"]
        if options is None:
            mode = CODERS[coder][3].index(kbits)
            subprocess.run(["sox", given, "-r", str(rate), "-C", str(mode), middle], check=True)
            subprocess.run(["sox", middle, "-r", str(RATE), taken], check=True)
        else:
            subprocess.run([*ffmpeg, "-i", given, "-ar", str(rate), *options, *([] if coder == "gsm" else ["-b:a", f"{kbits}k"]), middle], check=True)
            subprocess.run([*ffmpeg, "-i", middle, "-ar", str(RATE), "-ac", "1", taken], check=True)
        found, _ = soundfile.read(taken)
    return aligned(found, sound)
