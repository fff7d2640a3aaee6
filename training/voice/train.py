"""Trains the average voice on what prepare.py left. Resumes from OUT/checkpoint.pt where there is one."""
import argparse
import copy
import json
import pathlib
import sys

import numpy as np
import torch

import evaluate
import losses
import model as net
from data import FRAMES_PER_STEP, Corpus, batch

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import trainer

ADVERSARIAL_WEIGHT, MATCHING_WEIGHT = 0.08, 0.4


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    trainer.add_arguments(parser, steps=20_000, data="the folder that prepare.py and the programs of train.sh filled")
    parser.add_argument("--dev", type=pathlib.Path, required=True, help="names of the validation speakers")
    parser.add_argument("--without", nargs="*", default=[], help="speakers to leave out of the training data, to measure unknown speakers")
    parser.add_argument("--steps-a-batch", type=int, default=4000, help="steps of 10 ms in a batch")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--hold", type=int, default=3000, help="the step up to which the learning rate stays")
    parser.add_argument("--half-life", type=int, default=2500, help="steps in which it halves afterwards")
    parser.add_argument("--adversarial-from", type=int, default=5000, help="the step from which discriminators take part")
    parser.add_argument("--evaluate-every", type=int, default=500, help="steps between evaluations on the validation sets")
    return parser.parse_args()


class Training(trainer.Trainer):
    STATE = ("model", "discriminators", "average", "optimizer", "discriminator_optimizer")
    REPORT_STEPS = 50

    def __init__(self, arguments):
        super().__init__(arguments, arguments.evaluate_every)
        dev_speakers = set(arguments.dev.read_text().split())
        self.corpus = Corpus(arguments.data, dev_speakers, without=arguments.without)
        self.model, self.discriminators = net.AcousticModel(), losses.Discriminators()
        self.average = copy.deepcopy(self.model).eval()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=1e-3, betas=(0.9, 0.98), weight_decay=0.02)
        self.discriminator_optimizer = torch.optim.AdamW(self.discriminators.parameters(), lr=2e-4, betas=(0.5, 0.9))
        self.load()
        # One stream for the whole run: a resumed run draws other batches than an uninterrupted one would.
        self.rng = np.random.default_rng(self.step + 1)
        torch.manual_seed(self.step + 1)
        self.model.train()
        self.describe()

    def describe(self):
        minutes = sum(len(phrase.mels) for phrase in self.corpus.train) / 12000
        validation = {name: len(phrases) for name, phrases in self.corpus.validation.items()}
        print(json.dumps({"phrases": len(self.corpus.train), "minutes": round(minutes, 1), "speakers": len(self.corpus.speakers),
                          "validation": validation, "parameters": net.parameters(self.model), "from": self.step}), flush=True)  # fmt: skip

    def extra_state(self):
        return {"log_durations": self.corpus.phone_log_durations}

    def rate(self, number):
        """Of step number 1, 2, ...: linear warm-up over 200 steps, constant up to --hold, then halved every --half-life steps."""
        falling = max(0, number - self.arguments.hold) / self.arguments.half_life
        return self.arguments.rate * min(1, number / 200) * 0.5**falling

    def train_step(self):
        number = self.step + 1
        trainer.set_rate(self.optimizer, self.rate(number))
        b = batch(self.corpus, self.corpus.draw(self.rng, self.arguments.steps_a_batch), self.rng)
        predicted = losses.run(self.model, b)
        parts = losses.losses(predicted, b)
        total, discriminator_loss = sum(parts.values()), 0
        if number > self.arguments.adversarial_from:
            discriminator_loss, adversarial = self.adversarial_loss(predicted, b)
            total = total + adversarial
        norm = self.backpropagate(total, self.optimizer, max_norm=1.0)
        self.update_average(decay=0.998, lag=20)
        return parts | {"discriminator loss": discriminator_loss, "gradient": norm}

    def adversarial_loss(self, predicted, b):
        """(loss of the discriminators, what is added to the loss of the network); trains the discriminators first."""
        mask = b["step_mask"][:, :, 0].repeat_interleave(FRAMES_PER_STEP, dim=1)
        segments = losses.random_segments((b["mels"], predicted["mels"]), mask, self.rng)
        if segments is None:
            return 0.5, 0
        natural, generated = segments
        scores = zip(self.discriminators(natural), self.discriminators(generated.detach()))
        loss = sum((1 - n).square().mean() + g.square().mean() for (n, _), (g, _) in scores) / len(self.discriminators.networks)
        self.discriminator_optimizer.zero_grad()
        loss.backward()
        self.discriminator_optimizer.step()
        total = 0
        for (score, features), (_, targets) in zip(self.discriminators(generated), self.discriminators(natural)):
            total = total + (1 - score).square().mean()
            total = total + MATCHING_WEIGHT * sum((a - target.detach()).abs().mean() for a, target in zip(features, targets))
        return loss.item(), ADVERSARIAL_WEIGHT * total

    def evaluate(self):
        return evaluate.measure(self.average, self.corpus)

    def plot(self, path):
        evaluate.plot(self.history, path)


if __name__ == "__main__":
    chosen = arguments_of()
    trainer.begin(chosen)
    Training(chosen).run()
