"""Trains the recogniser on folders of packed speech. Resumes from OUT/checkpoint.pt where there is one, else from --init."""
import argparse
import copy
import json
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F

import model as net
from data import Corpus, Noises, batch, steps

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import evaluate
import export
import trainer


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    trainer.add_arguments(parser, steps=30_000, data="folders of packed speech", several=True)
    parser.add_argument("--shares", type=float, nargs="+", help="of the batches that each folder gives; by default as it is long")
    parser.add_argument("--noise", type=pathlib.Path, required=True, help="the folder of noise.f16 and noise.json")
    parser.add_argument("--dev", type=pathlib.Path, required=True, help="names of the real validation speakers")
    parser.add_argument("--init", type=pathlib.Path, help="exported weights to begin with where there is no checkpoint")
    parser.add_argument("--frames", type=int, default=6000, help="frames of 10 ms in a batch")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--hold", type=int, default=15_000, help="the step up to which the learning rate stays")
    parser.add_argument("--half-life", type=int, default=3000, help="steps in which it halves afterwards")
    parser.add_argument("--evaluate-every", type=int, default=500, help="steps between evaluations on the validation sets")
    return parser.parse_args()


class Training(trainer.Trainer):
    # The random numbers of a step follow from its number, so a resumed run gives the numbers of an uninterrupted one.
    STATE = ("model", "average", "optimizer")
    REPORT_STEPS = 50

    def __init__(self, arguments):
        super().__init__(arguments, arguments.evaluate_every)
        self.corpus = Corpus(arguments.data, set(arguments.dev.read_text().split()))
        self.noises = Noises(arguments.noise)
        shares = arguments.shares or [lengths.sum() for lengths in self.corpus.lengths]
        self.shares = np.array(shares, float) / sum(shares)
        torch.manual_seed(0)
        self.model = net.Recogniser()
        if arguments.init and not self.has_checkpoint():
            self.step = export.load(self.model, arguments.init)
        self.first_step = self.step
        self.average = copy.deepcopy(self.model)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), arguments.rate, (0.9, 0.98), weight_decay=0.02)
        state = self.load()
        if state:
            self.first_step = state["first_step"]
        hours = [round(float(lengths.sum()) / 360_000, 2) for lengths in self.corpus.lengths]
        print(json.dumps({"parameters": net.parameters(self.model), "hours": hours, "from": self.step}), flush=True)

    def extra_state(self):
        return {"first_step": self.first_step}

    def rate(self):
        """Linear warm-up over 300 steps, constant up to --hold, then halved every --half-life steps."""
        warmed = min(1.0, (self.step - self.first_step + 1) / 300)
        return self.arguments.rate * warmed * 0.5 ** (max(0, self.step - self.arguments.hold) / self.arguments.half_life)

    def train_step(self):
        rng = np.random.default_rng((11, self.step))
        torch.manual_seed(self.step)
        self.model.train()
        trainer.set_rate(self.optimizer, self.rate())
        which = int(rng.choice(len(self.shares), p=self.shares))
        b = batch(self.corpus.draw(rng, self.arguments.frames, which), self.noises, rng)
        with trainer.half_precision():
            predicted = self.model(b["bands"], b["mask"])
        loss = F.ctc_loss(predicted.transpose(0, 1), b["phones"], steps(b["mask"]), b["counts"], zero_infinity=True)
        norm = self.backpropagate(loss, self.optimizer, max_norm=2.0)
        self.update_average(decay=0.998, lag=20)
        return {f"loss of {self.arguments.data[which].name}": loss, "gradient": norm}

    def evaluate(self):
        return evaluate.measure(self.average, self.corpus, [folder.name for folder in self.arguments.data])


if __name__ == "__main__":
    chosen = arguments_of()
    trainer.begin(chosen)
    Training(chosen).run()
