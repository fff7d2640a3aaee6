"""Has the teacher speak, by PyTorch: SPEAKER-N.flac, and SPEAKER-N.json with what was said and how, for speakers who do not exist.

Usage: speak.py TEACHER OUT [--speakers 100] [--each 4] [--seed 1] [--part 0/1] [--longest 200] [--spread 1]
                [--voices af_heart,...] [--sentences sentences.tsv]
TEACHER is ../shared/teacher, or floats.py's copy of it (which loads faster). OUT gets the files that ../shared/teacher/teach.mjs
would make, of the same speakers and sentences. It goes on where it was stopped. Needs Debian's python3-torch, -onnx, -soundfile.

The JSON has text, phones (a letter each, "" at both ends), frames (of 25 ms, of each phone), f0 (Hz, each 12.5 ms, below 40 where
unvoiced), energy, z (54 numbers, none for --voices) and style (256 numbers).

Everything up to the durations, F0, energy and the harmonic source follows the ONNX graph (graph.py) in float32, but ALBERT's matrix
products have the decoder's type of numbers; the decoder (decoder.py) is bfloat16 where the processor multiplies it.
"""
import argparse
import json
import math
import os
import sys
import time

os.environ.setdefault("DNNL_PRIMITIVE_CACHE_CAPACITY", "4096")  # before oneDNN starts

import numpy as np
import onnx
import soundfile
import torch

import floats
from decoder import SOURCE, STYLE, TEXT, Decoder
from graph import Graph
from passes import fastest_passes, keep_memory

RATE = 24000


class Teacher:
    """The model."""

    def __init__(self, path):
        model = onnx.load(path)
        if any(node.op_type == "ConvInteger" for node in model.graph.node):
            floats.float_convolutions(model)
        passes = fastest_passes()
        self.graph = Graph(model, ["durations", "f0", "energy", TEXT, SOURCE, STYLE], passes.kind)
        self.decoder = Decoder(model, passes)

    @torch.inference_mode()
    def speak(self, tokens, style):
        """Audio, durations, F0, energy."""
        durations, f0, energy, text, source, style = self.graph(
            tokens=torch.tensor([tokens]), style=torch.from_numpy(style)[None], speed=torch.ones(1))
        audio = self.decoder(text, source, style, f0, energy)
        return [x.flatten().numpy() for x in (audio, durations, f0, energy)]


def mulberry32(seed):
    """A generator of random numbers from 0 to 1, the same as teach.mjs's."""
    mask = 0xFFFFFFFF
    a = seed & mask

    def random():
        nonlocal a
        a = (a + 0x6D2B79F5) & mask
        t = ((a ^ a >> 15) * (1 | a)) & mask
        t = (t + ((t ^ t >> 7) * (61 | t) & mask) & mask) ^ t
        return (t ^ t >> 14) / 4294967296
    return random


def normal(random):
    return math.sqrt(-2 * math.log(1 - random())) * math.cos(2 * math.pi * random())


def random_style(random, space, spread):
    """Mean plus z times the directions, and z."""
    z = [normal(random) * spread for _ in space[1:]]
    style = space[0].copy()
    for value, direction in zip(z, space[1:].astype(np.float64)):
        style = (style + value * direction).astype(np.float32)
    return z, style


def rounded(values, digits):
    """As JavaScript's toFixed, whole numbers without a point."""
    values = np.asarray(values, np.float64)
    values = np.copysign(np.floor(np.abs(values) * 10 ** digits + 0.5), values) / 10 ** digits
    return [int(v) if v == int(v) else v for v in values.tolist()]


def write(path, text, phones, z, style, audio, durations, f0, energy):
    pcm = np.floor(np.clip(audio.astype(np.float64), -1, 1) * 32767 + 0.5).astype(np.int16)
    soundfile.write(path + ".flac", pcm, RATE, subtype="PCM_16")
    about = {"text": text, "phones": phones, "frames": rounded(durations, 0), "f0": rounded(f0, 3), "energy": rounded(energy, 3),
             "z": z and rounded(z, 3), "style": rounded(style, 5)}
    with open(path + ".tmp", "w", encoding="utf-8") as file:
        json.dump(about, file, ensure_ascii=False, separators=(",", ":"))
    os.rename(path + ".tmp", path + ".json")
    return len(pcm) / RATE


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teacher")
    parser.add_argument("out")
    for name, default in (("speakers", 100), ("each", 4), ("seed", 1), ("longest", 200), ("spread", 1.0)):
        parser.add_argument("--" + name, type=type(default), default=default)
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--voices")
    parser.add_argument("--sentences", default="sentences.tsv")
    return parser.parse_args()


class Material:
    """The letters, styles and sentences of the teacher's folder."""

    def __init__(self, o):
        with open(os.path.join(o.teacher, "teacher.json"), encoding="utf-8") as file:
            self.about = json.load(file)
        self.space = np.fromfile(os.path.join(o.teacher, "space.f32"), np.float32).reshape(-1, 256)
        self.styles = np.fromfile(os.path.join(o.teacher, "styles.f32"), np.float32).reshape(-1, len(self.about["lengths"]), 256)
        with open(os.path.join(o.teacher, o.sentences), encoding="utf-8", newline="\n") as file:
            lines = [line.split("\t") for line in file.read().rstrip().split("\n")]
        self.lines = [line for line in lines if len(line[2]) <= o.longest]
        self.names = o.voices.split(",") if o.voices else None
        self.count = len(self.names) if self.names else o.speakers

    def style(self, name, tokens):
        return self.styles[self.about["voices"].index(name), min(len(self.about["lengths"]) - 1, tokens // 8)]

    def phones(self, letters):
        numbers = self.about["phones"]
        phones = ["", *(letter for letter in letters if letter in numbers), ""]
        return phones, [numbers.get(letter, 0) for letter in phones]


def speak_all(o, material, teacher, s):
    """Every sentence of speaker s that is not there yet; its label, and the seconds of speech made."""
    random, seconds = mulberry32(o.seed * 1000003 + s), 0.0
    z, style = (None, None) if material.names else random_style(random, material.space, o.spread)
    label = material.names[s] if material.names else f"s{s:05d}"
    for n in range(o.each):
        _, text, letters = material.lines[math.floor(random() * len(material.lines))][:3]
        path = os.path.join(o.out, f"{label}-{n}")
        if os.path.exists(path + ".json"):
            continue
        phones, tokens = material.phones(letters)
        own = material.style(label, len(tokens)) if material.names else style
        seconds += write(path, text, phones, z, own, *teacher.speak(tokens, own))
    return label, seconds


def main():
    torch.set_num_threads(1)
    keep_memory()
    o = arguments()
    material, teacher = Material(o), Teacher(os.path.join(o.teacher, floats.MODEL))
    os.makedirs(o.out, exist_ok=True)
    part, parts = map(int, o.part.split("/"))
    seconds, started = 0.0, time.time()
    for s in range(part, material.count, parts):
        label, more = speak_all(o, material, teacher, s)
        seconds += more
        if s // parts % 10 == 0:
            speed = seconds / (time.time() - started)
            print(f"{label}: {seconds / 60:.1f} min of speech, {speed:.1f} times real time", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
