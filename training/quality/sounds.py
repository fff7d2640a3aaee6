"""Sounds that a formula defines, the same here and at run time: the inputs of the golden files.

Sample n, t = n / 16000, of a sound of T seconds: clip(gain · (0.5 - 0.5·cos(2π·beat·t)) · Σₖ sin(2π·k·(from·t + (to -
from)·t²/2T)) / k + noise · r + offset), k = 1 to harmonics, clip to ±ceiling, then to whole multiples of step; r from -1 to 1:
state = 1664525·state + 1013904223 mod 2³² from the seed on, r = state / 2³¹ - 1.
"""
import numpy as np

RATE = 16000
PLAIN = {
    "seconds": 3.0, "gain": 0.2, "beat": 3.0, "from": 120.0, "to": 180.0, "harmonics": 25, "noise": 0.001, "offset": 0.0, "ceiling": 1.0,
    "step": 1 / 32768, "seed": 1,
}  # fmt: skip


def made(p):
    count = round(p["seconds"] * RATE)
    t = np.arange(count) / RATE
    phase = 2 * np.pi * (p["from"] * t + (p["to"] - p["from"]) * t * t / (2 * p["seconds"]))
    beat = 0.5 - 0.5 * np.cos(2 * np.pi * p["beat"] * t) if p["beat"] else np.ones(count)
    voice = sum(np.sin(k * phase) / k for k in range(1, p["harmonics"] + 1))
    state, noise = p["seed"], np.empty(count)
    for n in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        noise[n] = state / 2**31 - 1
    sound = np.clip(p["gain"] * beat * voice + p["noise"] * noise + p["offset"], -p["ceiling"], p["ceiling"])
    return (np.round(sound / p["step"]) * p["step"] if p["step"] else sound).astype(np.float32)
