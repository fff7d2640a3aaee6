"""Trains the estimator. Resumes from OUT/checkpoint.pt where there is one; `--test` prints the figures of the test set and ends."""
import argparse
import copy
import math
import pathlib
import sys

import numpy as np
import torch

import data
import evaluate
from model import Estimator, parameters

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import trainer

RATIO_LOSS_WEIGHT = 2.0  # of the loss of the power ratios of each band and frame
UNITS = torch.tensor([0.03, 0.25, 1.5])  # an error of 1 in each score: the required bounds


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    trainer.add_arguments(parser, steps=7_000, data="the folder of pairs.tsv and labels.tsv")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--evaluate-every", type=int, default=250, help="steps between evaluations on the validation set")
    parser.add_argument("--test", action="store_true")
    return parser.parse_args()


def score_loss(predicted, target):
    """Huber loss in UNITS, linear from 2 units on, and half of 1 - r for each score, r the correlation within the batch."""
    distance = torch.nn.functional.huber_loss(predicted / UNITS, target / UNITS, delta=2.0)
    a, b = predicted - predicted.mean(dim=0), target - target.mean(dim=0)
    correlation = (a * b).sum(dim=0) / ((a.square().sum(dim=0) * b.square().sum(dim=0)).sqrt() + 1e-6)
    return distance + 0.5 * (1 - correlation).mean()


def ratio_loss(predicted, target, power):
    """Huber loss between natural logarithms of power ratios, linear from 1 (4 dB) on, over all bands and frames, weighted by
    power^0.3: the error in silence is for the greater part rounding to 16 bits, which cannot be predicted."""
    weight = power**0.3
    distance = torch.nn.functional.huber_loss(predicted, target, delta=1.0, reduction="none")
    return (weight * distance).sum() / weight.sum()


class Training(trainer.Trainer):
    # The random numbers of a step follow from its number, so a resumed run gives the numbers of an uninterrupted one.
    STATE = ("model", "average", "optimizer")

    def __init__(self, arguments):
        super().__init__(arguments, arguments.evaluate_every)
        self.pairs = data.Pairs(arguments.data)
        torch.manual_seed(0)
        self.model = Estimator()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), arguments.rate, (0.9, 0.98), weight_decay=0.02)
        self.average = copy.deepcopy(self.model)
        sizes = {name: len(rows) for name, rows in self.pairs.splits.items()}
        print(f"{parameters(self.model)} parameters; pairs: {sizes}", flush=True)
        self.load()

    def rate(self):
        """Linear warm-up over 300 steps, then half a cosine down to a fiftieth."""
        progress = min(1.0, self.step / self.arguments.steps)
        return self.arguments.rate * min(1.0, (self.step + 1) / 300) * (0.02 + 0.49 * (1 + math.cos(math.pi * progress)))

    def train_step(self):
        rng = np.random.default_rng((11, self.step))
        torch.manual_seed(self.step)
        trainer.set_rate(self.optimizer, self.rate())
        sounds, references, target = self.pairs.batch(self.arguments.batch, rng)
        predicted, ratios = self.model.scores_and_ratios(sounds)
        local = ratio_loss(ratios, *self.model.true_ratios(sounds, references))
        loss = score_loss(predicted, target) + RATIO_LOSS_WEIGHT * local
        self.backpropagate(loss, self.optimizer, max_norm=2.0)
        self.update_average(decay=0.998, lag=9)
        return {"loss": loss, "ratio loss": local}

    def evaluate(self):
        """Figures of the averaged weights; pairs that were made in the meantime are read."""
        self.pairs.reload()
        _, predicted, target = evaluate.run(self.average, self.pairs, "dev")
        return {"pairs": len(self.pairs.splits["train"])} | evaluate.figures(predicted, target)

    def finish(self, is_complete):
        if is_complete:
            self.test()

    def test(self):
        """The figures of the test set by kind of degradation, into OUT/test.md, and the scatter plot, OUT/test.png."""
        rows, predicted, target = evaluate.run(self.average, self.pairs, "test")
        table = evaluate.table(rows, predicted, target)
        heading = f"Step {self.step}, {len(self.pairs.splits['train'])} training pairs.\n\n"
        (self.arguments.out / "test.md").write_text(heading + table, encoding="utf-8")
        evaluate.scatter(predicted, target, self.arguments.out / "test.png")
        print(table, flush=True)


if __name__ == "__main__":
    chosen = arguments_of()
    trainer.begin(chosen)
    training = Training(chosen)
    training.test() if chosen.test else training.run()
