"""Speech coded and decoded by ffmpeg and (AMR) sox, with the delay of the codec removed: it is not part of the degradation."""
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
MAX_DELAY_S = 0.15


def aligned(sound, reference, max_s=MAX_DELAY_S):
    """Sound moved by the whole samples (max_s at most) at which its correlation with the reference is largest; as long as the reference."""
    count = len(reference)
    sound = np.pad(sound, (0, max(0, count - len(sound))))
    max_delay = int(max_s * RATE)
    correlation = scipy.signal.fftconvolve(sound, reference[::-1])
    zero = count - 1
    window = np.abs(correlation[zero - max_delay : zero + max_delay + 1])
    delay = int(np.argmax(window)) - max_delay
    moved = sound[delay:] if delay >= 0 else np.concatenate([np.zeros(-delay), sound])
    return np.pad(moved, (0, max(0, count - len(moved))))[:count]


def coded(sound, coder, kbits):
    name, rate, options, _ = CODERS[coder]
    with tempfile.TemporaryDirectory(prefix="timbre-quality-") as folder:
        folder = pathlib.Path(folder)
        source, coded_file, result = folder / "given.wav", folder / name, folder / "taken.wav"
        soundfile.write(source, np.clip(sound, -1, 1), RATE, subtype="PCM_16")
        ffmpeg = ["ffmpeg", "-v", "error", "-nostdin", "-threads", "1"]
        if options is None:
            mode = CODERS[coder][3].index(kbits)
            # -R: the dither is the same in each run
            subprocess.run(["sox", "-R", source, "-r", str(rate), "-C", str(mode), coded_file], check=True)
            subprocess.run(["sox", "-R", coded_file, "-r", str(RATE), result], check=True)
        else:
            bit_rate = [] if coder == "gsm" else ["-b:a", f"{kbits}k"]
            subprocess.run([*ffmpeg, "-i", source, "-ar", str(rate), *options, *bit_rate, coded_file], check=True)
            subprocess.run([*ffmpeg, "-i", coded_file, "-ar", str(RATE), "-ac", "1", result], check=True)
        decoded, _ = soundfile.read(result)
    return aligned(decoded, sound)
