"""Trains the encoder. Resumes from OUT/checkpoint.pt where there is one; `--test` prints the development figures with intervals and ends."""
import argparse
import copy
import json
import os
import pathlib
import signal
import time

import numpy as np
import torch

import backend
import evaluate
import losses
from data import Bank
from model import EMBEDDING, Encoder, multiplications, parameters

SAVE_SECONDS = 300
WARM_STEPS = 200
MARGIN_STEPS = 1000
FALLING = 0.3  # share of the steps, the last ones, over which the rate falls to a hundredth
FRAMES = (140, 240)  # of a crop; in the last part of training LONG_FRAMES
LONG_FRAMES = (300, 480)


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="the folder of bank.f16, noise.f16 and dev.npz")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=6_000)
    parser.add_argument("--long", type=float, default=0.12, help="share of the steps, the last ones, with long crops and a larger margin")
    parser.add_argument("--speakers", type=int, default=16, help="in a batch")
    parser.add_argument("--shapes", type=int, default=2, help="of each speaker in a batch, two crops of each")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--margin", type=float, default=0.2)
    parser.add_argument("--full", action="store_true", help="32-bit floats everywhere; convolutions in bfloat16 else: half the time")
    parser.add_argument("--look", type=int, default=250, help="steps between looks at the development sets")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--test", action="store_true")
    return parser.parse_args()


class Training:
    def __init__(self, arguments):
        self.arguments = arguments
        self.bank = Bank(arguments.data)
        self.development = evaluate.Development(arguments.data / "dev.npz")
        torch.manual_seed(0)
        self.model = Encoder().to(memory_format=torch.channels_last)
        self.margin = losses.Margin(EMBEDDING, self.bank.classes)
        self.pairs = losses.Pairs()
        groups = [
            {"params": list(self.model.parameters()), "weight_decay": 0.02},
            {"params": list(self.margin.parameters()), "weight_decay": 0.02},
            {"params": list(self.pairs.parameters()), "weight_decay": 0.0},
        ]
        self.maker = torch.optim.AdamW(groups, arguments.rate, (0.9, 0.98))
        self.average = copy.deepcopy(self.model)
        self.step, self.history, self.seconds = 0, [], 0.0
        self.running = {}
        print(f"{parameters(self.model)} parameters, {multiplications(self.model) / 1e6:.1f} M multiplications a second of speech, "
              f"{self.bank.classes} classes of {len(self.bank.names)} speakers", flush=True)  # fmt: skip
        self.load()

    # What is saved is enough to go on from; the random numbers of a step follow from its number.
    PARTS = ("model", "average", "margin", "pairs", "maker")

    def load(self):
        path = self.arguments.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path)
        for part in self.PARTS:
            getattr(self, part).load_state_dict(state[part])
        self.step, self.history, self.seconds = state["step"], state["history"], state["seconds"]
        print(f"going on from step {self.step}", flush=True)

    def save(self):
        state = {part: getattr(self, part).state_dict() for part in self.PARTS}
        state |= {"step": self.step, "history": self.history, "seconds": self.seconds}
        part = self.arguments.out / "checkpoint.part"
        with open(part, "wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        part.rename(self.arguments.out / "checkpoint.pt")

    def is_long(self):
        return self.step >= self.arguments.steps * (1 - self.arguments.long)

    def now(self):
        """(rate, margin, scale) of this step: as the rate is constant but for the end, a run may be made longer or shorter while it goes."""
        left = 1 - self.step / self.arguments.steps
        rate = self.arguments.rate * min(1, (self.step + 1) / WARM_STEPS) * (0.01 + 0.99 * min(1, max(0, left) / FALLING))
        share = min(1, self.step / MARGIN_STEPS)
        margin = 1.5 * self.arguments.margin if self.is_long() else self.arguments.margin * share
        return rate, margin, 10 + 20 * share

    def one_step(self):
        rng = np.random.default_rng((31, self.step))
        torch.manual_seed(self.step)
        rate, margin, scale = self.now()
        for group in self.maker.param_groups:
            group["lr"] = rate
        least, most = LONG_FRAMES if self.is_long() else FRAMES
        frames = int(rng.integers(least // 20, most // 20 + 1)) * 20
        speakers = self.arguments.speakers // 2 if self.is_long() else self.arguments.speakers
        x, labels = self.bank.batch(speakers, self.arguments.shapes, frames, rng)
        self.model.train()
        with torch.autocast("cpu", torch.bfloat16, enabled=not self.arguments.full):
            found = self.model(x)
        found = found.float()
        by_class, right = self.margin(found, labels, margin, scale)
        by_pair = self.pairs(found)
        self.maker.zero_grad()
        (by_class + by_pair).backward()
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        if torch.isfinite(norm):
            self.maker.step()
        keep = min(0.998, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for mean, value in zip(self.average.state_dict().values(), self.model.state_dict().values()):
                mean.lerp_(value, 1 - keep) if mean.is_floating_point() else mean.copy_(value)
        self.step += 1
        for key, value in {"loss by class": by_class, "loss by pair": by_pair, "right": right, "gradient": norm}.items():
            self.running.setdefault(key, []).append(float(value))

    def look(self):
        """Development figures of the averaged weights, curves."""
        row = {"step": self.step, "hours": round(self.seconds / 3600, 3)}
        row |= {key: round(float(np.mean(values)), 4) for key, values in self.running.items()}
        self.running = {}
        row |= evaluate.figures(self.development, evaluate.cosines(evaluate.embeddings(self.average, self.development.bands)))
        self.history.append(row)
        print(json.dumps(row), flush=True)
        evaluate.curves(self.history, self.arguments.out / "curves.part.png")
        (self.arguments.out / "curves.part.png").rename(self.arguments.out / "curves.png")

    def run(self):
        stopping = []
        signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
        saved = time.time()
        while self.step < self.arguments.steps and not stopping:
            start = time.process_time()
            self.one_step()
            self.seconds += time.process_time() - start
            if self.step % self.arguments.look == 0:
                self.look()
            if time.time() - saved > SAVE_SECONDS:
                self.save()
                saved = time.time()
        self.save()
        if not stopping:
            self.test()

    def test(self):
        """Figures with intervals of all ways to score, beside the mean of MFCCs, into OUT/test.json, and DET curves, OUT/det.png."""
        systems = {name: system.scores for name, system in backend.systems(self.average, self.bank, self.development).items()}
        row = {"step": self.step}
        for name, score in systems.items():
            row |= evaluate.figures(self.development, score, f"{name}: ", with_interval=True)
        (self.arguments.out / "test.json").write_text(json.dumps(row, indent=1))
        evaluate.det(self.development, systems, self.arguments.out / "det.png")
        print(json.dumps(row, indent=1), flush=True)


if __name__ == "__main__":
    chosen = arguments_of()
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(chosen.threads)
    training = Training(chosen)
    training.test() if chosen.test else training.run()
