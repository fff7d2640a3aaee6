"""Trains the encoder. Resumes from OUT/checkpoint.pt where there is one; `--test` prints the validation figures with intervals and ends."""
import argparse
import copy
import json
import pathlib
import sys

import numpy as np
import torch

import backend
import evaluate
import losses
from data import Bank
from model import EMBEDDING, Encoder, multiplications, parameters

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import trainer

WARM_UP_STEPS = 200
MARGIN_STEPS = 1000
DECAY_SHARE = 0.3  # of the steps, the last ones, over which the learning rate falls to a hundredth
FRAMES = (140, 240)  # of a crop; in the last part of training LONG_FRAMES
LONG_FRAMES = (300, 480)


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    trainer.add_arguments(parser, steps=6_000, data="the folder of bank.f16, noise.f16 and dev.npz")
    parser.add_argument("--long", type=float, default=0.12, help="share of the steps, the last ones, with long crops and a larger margin")
    parser.add_argument("--speakers", type=int, default=16, help="in a batch")
    parser.add_argument("--shapes", type=int, default=2, help="of each speaker in a batch, two crops of each")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--margin", type=float, default=0.2)
    parser.add_argument("--full", action="store_true", help="32-bit floats everywhere; convolutions in bfloat16 else: half the time")
    parser.add_argument("--evaluate-every", type=int, default=250, help="steps between evaluations on the validation sets")
    parser.add_argument("--test", action="store_true")
    return parser.parse_args()


class Training(trainer.Trainer):
    # The random numbers of a step follow from its number, so a resumed run gives the numbers of an uninterrupted one.
    STATE = ("model", "average", "margin", "pairs", "optimizer")

    def __init__(self, arguments):
        super().__init__(arguments, arguments.evaluate_every)
        self.bank = Bank(arguments.data)
        self.validation = evaluate.Validation(arguments.data / "dev.npz")
        torch.manual_seed(0)
        self.model = Encoder().to(memory_format=torch.channels_last)
        self.margin = losses.Margin(EMBEDDING, self.bank.classes)
        self.pairs = losses.Pairs()
        groups = [
            {"params": list(self.model.parameters()), "weight_decay": 0.02},
            {"params": list(self.margin.parameters()), "weight_decay": 0.02},
            {"params": list(self.pairs.parameters()), "weight_decay": 0.0},
        ]
        self.optimizer = torch.optim.AdamW(groups, arguments.rate, (0.9, 0.98))
        self.average = copy.deepcopy(self.model)
        print(f"{parameters(self.model)} parameters, {multiplications(self.model) / 1e6:.1f} M multiplications a second of speech, "
              f"{self.bank.classes} classes of {len(self.bank.names)} speakers", flush=True)  # fmt: skip
        self.load()

    def is_long(self):
        return self.step >= self.arguments.steps * (1 - self.arguments.long)

    def schedule(self):
        """(rate, margin, scale) of this step: as the rate is constant but for the end, a run may be made longer or shorter while
        it goes."""
        left = 1 - self.step / self.arguments.steps
        rate = self.arguments.rate * min(1, (self.step + 1) / WARM_UP_STEPS) * (0.01 + 0.99 * min(1, max(0, left) / DECAY_SHARE))
        share = min(1, self.step / MARGIN_STEPS)
        margin = 1.5 * self.arguments.margin if self.is_long() else self.arguments.margin * share
        return rate, margin, 10 + 20 * share

    def batch(self):
        rng = np.random.default_rng((31, self.step))
        torch.manual_seed(self.step)
        min_frames, max_frames = LONG_FRAMES if self.is_long() else FRAMES
        frames = int(rng.integers(min_frames // 20, max_frames // 20 + 1)) * 20
        speakers = self.arguments.speakers // 2 if self.is_long() else self.arguments.speakers
        return self.bank.batch(speakers, self.arguments.shapes, frames, rng)

    def train_step(self):
        rate, margin, scale = self.schedule()
        trainer.set_rate(self.optimizer, rate)
        x, labels = self.batch()
        self.model.train()
        with torch.autocast("cpu", torch.bfloat16, enabled=not self.arguments.full):
            embeddings = self.model(x)
        embeddings = embeddings.float()
        class_loss, accuracy = self.margin(embeddings, labels, margin, scale)
        pair_loss = self.pairs(embeddings)
        norm = self.backpropagate(class_loss + pair_loss, self.optimizer, max_norm=5.0)
        self.update_average(decay=0.998, lag=9)
        return {"class loss": class_loss, "pair loss": pair_loss, "accuracy": accuracy, "gradient": norm}

    def evaluate(self):
        """Figures of the averaged weights."""
        return evaluate.figures(self.validation, evaluate.cosines(evaluate.embeddings(self.average, self.validation.bands)))

    def finish(self, is_complete):
        if is_complete:
            self.test()

    def test(self):
        """Figures with intervals of all ways to score, beside the mean of MFCCs, into OUT/test.json, and DET curves, OUT/det.png."""
        systems = {name: system.scores for name, system in backend.systems(self.average, self.bank, self.validation).items()}
        row = {"step": self.step}
        for name, score in systems.items():
            row |= evaluate.figures(self.validation, score, f"{name}: ", with_interval=True)
        (self.arguments.out / "test.json").write_text(json.dumps(row, indent=1))
        evaluate.det(self.validation, systems, self.arguments.out / "det.png")
        print(json.dumps(row, indent=1), flush=True)


if __name__ == "__main__":
    chosen = arguments_of()
    trainer.begin(chosen)
    training = Training(chosen)
    training.test() if chosen.test else training.run()
