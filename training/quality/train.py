"""Trains the estimator. Resumes from OUT/checkpoint.pt where there is one; `--test` prints the test's figures and ends."""
import argparse
import copy
import json
import math
import os
import pathlib
import signal
import time

import numpy as np
import torch

import data
import evaluate
from model import Estimator, parameters

SAVE_SECONDS = 300
LOCAL_SHARE = 2.0  # of the loss of what is said frame by frame and band by band
UNITS = torch.tensor([0.03, 0.25, 1.5])  # an error of 1 in each score: the bounds that are wanted


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="the folder of pairs.tsv and labels.tsv")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=7_000)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--look", type=int, default=250, help="steps between looks at the development set")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--test", action="store_true")
    return parser.parse_args()


def loss_of(found, wanted):
    """Huber's distance in UNITS, bent at 2 units, and half of 1 - r for each score, r the correlation within the batch."""
    distance = torch.nn.functional.huber_loss(found / UNITS, wanted / UNITS, delta=2.0)
    a, b = found - found.mean(dim=0), wanted - wanted.mean(dim=0)
    correlation = (a * b).sum(dim=0) / ((a.square().sum(dim=0) * b.square().sum(dim=0)).sqrt() + 1e-6)
    return distance + 0.5 * (1 - correlation).mean()


def local_loss_of(found, wanted, power):
    """Huber's distance between natural logarithms of power ratios, bent at 1 (4 dB), over all bands and frames, weighted by power^0.3: what is
    wrong in silence is for the greater part rounding to 16 bits, which nobody can know."""
    weight = power**0.3
    distance = torch.nn.functional.huber_loss(found, wanted, delta=1.0, reduction="none")
    return (weight * distance).sum() / weight.sum()


class Training:
    def __init__(self, arguments):
        self.arguments = arguments
        self.pairs = data.Pairs(arguments.data)
        torch.manual_seed(0)
        self.model = Estimator()
        self.maker = torch.optim.AdamW(self.model.parameters(), arguments.rate, (0.9, 0.98), weight_decay=0.02)
        self.average = copy.deepcopy(self.model)
        self.step, self.history, self.seconds = 0, [], 0.0
        self.losses = []
        print(f"{parameters(self.model)} parameters; pairs: {({name: len(rows) for name, rows in self.pairs.splits.items()})}", flush=True)
        self.load()

    # What is saved is enough to go on from; the random numbers of a step follow from its number.
    PARTS = ("model", "average", "maker")

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

    def one_step(self):
        rng = np.random.default_rng((11, self.step))
        torch.manual_seed(self.step)
        progress = min(1.0, self.step / self.arguments.steps)
        rate = self.arguments.rate * min(1.0, (self.step + 1) / 300) * (0.02 + 0.49 * (1 + math.cos(math.pi * progress)))
        for group in self.maker.param_groups:
            group["lr"] = rate
        sounds, references, wanted = self.pairs.batch(self.arguments.batch, rng)
        found, ratios = self.model.scores_and_ratios(sounds)
        local = local_loss_of(ratios, *self.model.true_ratios(sounds, references))
        loss = loss_of(found, wanted) + LOCAL_SHARE * local
        self.maker.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
        if torch.isfinite(norm):
            self.maker.step()
        keep = min(0.998, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.model.parameters()):
                mean.lerp_(now, 1 - keep)
        self.losses.append((float(loss), float(local)))
        self.step += 1

    def look(self):
        """Development figures of the averaged weights, curves; new pairs are let in."""
        self.pairs.look()
        row = {"step": self.step, "hours": round(self.seconds / 3600, 3), "pairs": len(self.pairs.splits["train"])}
        if self.losses:
            row["loss"], row["local loss"] = (round(float(x), 4) for x in np.mean(self.losses, axis=0))
        self.losses = []
        rows, found, wanted = evaluate.run(self.average, self.pairs, "dev")
        row |= evaluate.figures(found, wanted)
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
        """The test's figures by kind of damage, into OUT/test.md, and the scatter plot, OUT/test.png."""
        rows, found, wanted = evaluate.run(self.average, self.pairs, "test")
        table = evaluate.table(rows, found, wanted)
        (self.arguments.out / "test.md").write_text(f"Step {self.step}, {len(self.pairs.splits['train'])} pairs to learn from.\n\n{table}", encoding="utf-8")
        evaluate.scatter(found, wanted, self.arguments.out / "test.png")
        print(table, flush=True)


if __name__ == "__main__":
    chosen = arguments_of()
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(chosen.threads)
    training = Training(chosen)
    training.test() if chosen.test else training.run()
