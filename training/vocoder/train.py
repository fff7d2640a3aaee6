"""Trains the vocoder: the energy distance first, discriminators besides from --adversarial-from on. Resumes from
OUT/checkpoint.pt where there is one."""
import argparse
import copy
import pathlib
import sys

import numpy as np
import torch

import data
import discriminators
import evaluate
import losses
from frames import HOP
from model import Vocoder

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import trainer

WARM_UP_FRAMES = 30  # at the start of a crop, where the network has not enough past frames: not part of the loss


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    trainer.add_arguments(parser, steps=40_000, data="the folder of packed recordings")
    parser.add_argument("--parametric", type=pathlib.Path, help="a folder of folders of copies by other vocoders, to print beside ours")
    parser.add_argument("--adversarial-from", type=int, default=4_000, help="the step from which discriminators take part")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--frames", type=int, default=160)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--half-life", type=float, default=10_000, help="steps in which the learning rate halves")
    parser.add_argument("--perturbed", type=float, default=0.5, help="share of crops whose features are predicted or perturbed ones")
    parser.add_argument("--only", type=int, help="train on this many recordings only: a check that it can learn at all")
    return parser.parse_args()


class Training(trainer.Trainer):
    # The random numbers of a step follow from its number, so a resumed run gives the numbers of an uninterrupted one.
    STATE = ("model", "average", "discriminators", "optimizer", "discriminator_optimizer")
    REPORT_STEPS = 50
    SAVE_SECONDS = 600

    def __init__(self, arguments):
        super().__init__(arguments, device="cuda" if torch.cuda.is_available() else "cpu")
        self.recordings = data.Recordings(arguments.data)
        if arguments.only:
            self.recordings.train = self.recordings.train[: arguments.only]
        torch.manual_seed(0)
        self.model = Vocoder().to(self.device)
        self.discriminators = discriminators.Discriminators().to(self.device)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), arguments.rate, (0.8, 0.99), weight_decay=0.01)
        self.discriminator_optimizer = torch.optim.AdamW(self.discriminators.parameters(), arguments.rate, (0.8, 0.99), weight_decay=0.01)
        self.average = copy.deepcopy(self.model)
        self.load()

    def rate(self):
        return self.arguments.rate * min(1.0, (self.step + 1) / 500) * 0.5 ** (self.step / self.arguments.half_life)

    def train_step(self):
        rng = np.random.default_rng((7, self.step))
        torch.manual_seed(self.step)
        for optimizer in (self.optimizer, self.discriminator_optimizer):
            trainer.set_rate(optimizer, self.rate())
        rows = data.batch(self.recordings, self.arguments.batch, self.arguments.frames, rng, self.arguments.perturbed)
        features, natural, pulses, turns, voiced = (x.to(self.device) for x in rows)
        spectra = self.model.spectra(features, self.model.filters(features))
        start = WARM_UP_FRAMES * HOP
        generated, other = (self.model.synthesise(spectra, pulses, torch.randn_like(pulses), turns, voiced)[:, start:] for _ in range(2))
        natural = natural[:, start:]
        loss = distance = losses.energy_distance(generated, other, natural)
        values = {"distance": distance}
        if self.step >= self.arguments.adversarial_from:
            adversarial, more = self.adversarial_loss(generated, natural)
            loss = loss + adversarial
            values |= more
        values["gradient"] = self.backpropagate(loss, self.optimizer, max_norm=1.0)
        self.update_average(decay=0.999, lag=9)
        return values

    def adversarial_loss(self, generated, natural):
        """(loss of the generator, values to print); trains the discriminators first."""
        of_natural, of_generated = self.discriminators(natural), self.discriminators(generated.detach())
        discriminator_loss = discriminators.discriminator_loss(of_natural, of_generated)
        self.discriminator_optimizer.zero_grad()
        discriminator_loss.backward()
        torch.nn.utils.clip_grad_norm_(self.discriminators.parameters(), 5.0)
        self.discriminator_optimizer.step()
        self.discriminators.requires_grad_(False)
        with torch.no_grad():
            of_natural = self.discriminators(natural)
        generator, matching = discriminators.generator_losses(of_natural, self.discriminators(generated))
        self.discriminators.requires_grad_(True)
        # Their weight grows over a thousand steps: untrained discriminators have no useful gradient.
        weight = min(1.0, (self.step - self.arguments.adversarial_from) / 1000)
        values = {"discriminator loss": discriminator_loss, "adversarial loss": generator, "feature matching": matching}
        return weight * (0.2 * generator + 0.5 * matching), values

    def evaluate(self):
        """Figures of the averaged weights, and sounds of them in OUT/samples."""
        self.average.eval().cpu()
        folder = self.arguments.out / "samples"
        folder.mkdir(exist_ok=True)
        result = evaluate.measure(self.average, self.recordings, self.arguments.parametric, folder)
        self.average.to(self.device)
        return {f"{system}: {key}": round(value, 4) for system, values in result.items() for key, value in values.items()}

    def before(self):
        self.evaluation()

    def after_save(self):
        self.evaluation()

    def finish(self, is_complete):
        self.evaluation()


if __name__ == "__main__":
    chosen = arguments_of()
    trainer.begin(chosen)
    Training(chosen).run()
