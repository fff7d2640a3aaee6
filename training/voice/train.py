"""Trains the acoustic model on packed speech. Resumes from OUT/checkpoint.pt where there is one, else from --init."""
import argparse
import copy
import json
import pathlib
import sys

import numpy as np
import torch

import evaluate
import export
import losses
import model as net
from corpus import Corpus
from data import FRAMES_PER_STEP, batch

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import trainer

ADVERSARIAL_WEIGHT, MATCHING_WEIGHT = 0.08, 0.4


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    trainer.add_arguments(parser, steps=40_000, data="the teacher's packed speech")
    parser.add_argument("--real", type=pathlib.Path, help="packed speech of real speakers")
    parser.add_argument("--real-share", type=float, default=0.25, help="share of the batches that are of real speech")
    parser.add_argument("--dev", type=pathlib.Path, required=True, help="names of the real validation speakers")
    parser.add_argument("--init", type=pathlib.Path, help="exported weights to begin with where there is no checkpoint")
    parser.add_argument("--steps-a-batch", type=int, default=2400, help="steps of 10 ms in a batch")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--hold", type=int, default=20_000, help="the step up to which the learning rate stays")
    parser.add_argument("--half-life", type=int, default=4000, help="steps in which it halves afterwards")
    parser.add_argument("--adversarial-from", type=int, default=28_000, help="the step from which discriminators take part")
    parser.add_argument("--evaluate-every", type=int, default=500, help="steps between evaluations on the validation sets")
    return parser.parse_args()


class Training(trainer.Trainer):
    STATE = ("model", "discriminators", "average", "optimizer", "discriminator_optimizer")
    REPORT_STEPS = 50

    def __init__(self, arguments):
        super().__init__(arguments, arguments.evaluate_every)
        folders = [arguments.data, *([arguments.real] if arguments.real else [])]
        self.corpus = Corpus(folders, set(arguments.dev.read_text().split()))
        self.model, self.discriminators = net.AcousticModel(), losses.Discriminators()
        if arguments.init and not (arguments.out / "checkpoint.pt").exists():
            self.step = export.load(self.model, arguments.init)
        self.average = copy.deepcopy(self.model).eval()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=1e-3, betas=(0.9, 0.98), weight_decay=0.02)
        self.discriminator_optimizer = torch.optim.AdamW(self.discriminators.parameters(), lr=2e-4, betas=(0.5, 0.9))
        self.load()
        self.first_step = self.step
        # One stream for the whole run: a resumed run draws other batches than an uninterrupted one would.
        self.rng = np.random.default_rng(self.step + 1)
        torch.manual_seed(self.step + 1)
        self.model.train()
        self.describe()

    def describe(self):
        minutes = [round(sum(phrase.steps for phrase in group) / 6000, 1) for group in self.corpus.train]
        validation = {name: len(phrases) for name, phrases in self.corpus.validation.items()}
        print(json.dumps({"phrases": [len(group) for group in self.corpus.train], "minutes": minutes, "speakers": len(self.corpus.speakers),
                          "validation": validation, "parameters": net.parameters(self.model), "from": self.step}), flush=True)  # fmt: skip

    def extra_state(self):
        return {"log_durations": self.corpus.phone_log_durations}

    def rate(self, number):
        """Of step number 1, 2, ...: linear warm-up over 200 steps, also of an optimizer that begins anew with trained weights; constant up
        to --hold, then halved every --half-life steps."""
        falling = max(0, number - self.arguments.hold) / self.arguments.half_life
        return self.arguments.rate * min(1, (number - self.optimizer_began()) / 200) * 0.5**falling

    def optimizer_began(self):
        """The step before the optimizer's first."""
        counts = [int(state["step"]) for state in self.optimizer.state.values()]
        return self.step - (max(counts) if counts else 0)

    def train_step(self):
        number = self.step + 1
        trainer.set_rate(self.optimizer, self.rate(number))
        is_real = len(self.corpus.train) > 1 and self.rng.random() < self.arguments.real_share
        b = batch(self.corpus, self.corpus.draw(self.rng, self.arguments.steps_a_batch, int(is_real)), self.rng)
        with trainer.half_precision():
            predicted = losses.run(self.model, b)
        parts = losses.losses(predicted, b)
        total, discriminator_loss = sum(parts.values()), None
        if number > self.arguments.adversarial_from and not is_real:
            discriminator_loss, adversarial = self.adversarial_loss(predicted, b)
            total = total + adversarial
        norm = self.backpropagate(total, self.optimizer, max_norm=1.0)
        self.update_average(decay=0.998, lag=20)
        named = {f"real {name}": value for name, value in parts.items()} if is_real else parts
        return named | ({} if discriminator_loss is None else {"discriminator loss": discriminator_loss}) | {"gradient": norm}

    def adversarial_loss(self, predicted, b):
        """(loss of the discriminators, what is added to the loss of the network); trains the discriminators first."""
        mask = b["step_mask"][:, :, 0].repeat_interleave(FRAMES_PER_STEP, dim=1)
        segments = losses.random_segments((b["mels"], predicted["mels"]), mask, self.rng)
        if segments is None:
            return None, 0
        natural, generated = segments
        with trainer.half_precision():
            scores = zip(self.discriminators(natural), self.discriminators(generated.detach()))
            loss = sum((1 - n.float()).square().mean() + g.float().square().mean() for (n, _), (g, _) in scores)
        loss = loss / len(self.discriminators.networks)
        self.discriminator_optimizer.zero_grad()
        loss.backward()
        self.discriminator_optimizer.step()
        total = 0
        with trainer.half_precision():
            pairs = list(zip(self.discriminators(generated), self.discriminators(natural)))
        for (score, features), (_, targets) in pairs:
            total = total + (1 - score.float()).square().mean()
            distances = ((a.float() - target.detach().float()).abs().mean() for a, target in zip(features, targets))
            total = total + MATCHING_WEIGHT * sum(distances)
        return loss.item(), ADVERSARIAL_WEIGHT * total

    def evaluate(self):
        return evaluate.measure(self.average, self.corpus)

    def plot(self, path):
        evaluate.plot(self.history, path)


if __name__ == "__main__":
    chosen = arguments_of()
    trainer.begin(chosen)
    Training(chosen).run()
