"""Trains the vocoder: the energy distance first, discriminators besides from --adversarial-from on. Resumes from
OUT/checkpoint.pt where there is one, and else begins with the weights of --init, if given."""
import argparse
import copy
import pathlib
import sys

import numpy as np
import torch

import data
import discriminators
import evaluate
import export
import losses
from frames import HOP
from model import FRAMES_PER_STEP, Vocoder

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import trainer

LEAD = 16  # first frames of a crop, which the network sees and which are not made to sound
EDGE = 4  # hops of the sound at either end that lack what frames beyond would add: not part of the loss


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    trainer.add_arguments(parser, steps=100_000, data="folders of packed speech", several=True)
    parser.add_argument("--shares", type=float, nargs="+", help="of the crops that each folder gives; by default as it is long")
    parser.add_argument("--init", type=pathlib.Path, help="weights to begin with where there is no checkpoint (models/vocoder/...)")
    parser.add_argument("--adversarial-from", type=int, default=4_000, help="the step from which discriminators take part")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--judged", type=int, default=8, help="crops of a batch that the discriminators see: they take as long as all else")
    parser.add_argument("--frames", type=int, default=126, help="of a crop; its first 20 and its last 5 are not part of the loss")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--half-life", type=float, default=20_000, help="steps in which the learning rate halves")
    parser.add_argument("--predicted", type=float, default=0.5, help="share of crops whose frames are predicted ones, where there are any")
    parser.add_argument("--perturbed", type=float, default=0.5, help="share of the other crops whose frames are perturbed")
    arguments = parser.parse_args()
    if arguments.shares and (len(arguments.shares) != len(arguments.data) or min(arguments.shares) <= 0):
        parser.error("--shares wants a positive number for each folder of --data.")
    if arguments.frames % FRAMES_PER_STEP or arguments.frames < 60:
        parser.error(f"--frames wants a multiple of {FRAMES_PER_STEP} that is at least 60.")
    return arguments


class Training(trainer.Trainer):
    # The random numbers of a step follow from its number, so a resumed run gives the numbers of an uninterrupted one.
    STATE = ("model", "average", "discriminators", "optimizer", "discriminator_optimizer")
    REPORT_STEPS = 50
    SAVE_SECONDS = 600

    def __init__(self, arguments):
        super().__init__(arguments)
        self.crops = data.Crops(arguments.data, arguments.shares, arguments.frames)
        torch.manual_seed(0)
        self.model, self.first_step = Vocoder(), 0
        if arguments.init and not self.has_checkpoint():
            self.model, self.first_step = export.read(arguments.init)
            self.step = self.first_step
            print(f"beginning with {arguments.init}, step {self.step}", flush=True)
        self.discriminators = discriminators.Discriminators()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), arguments.rate, (0.8, 0.99), weight_decay=0.01)
        self.discriminator_optimizer = torch.optim.AdamW(self.discriminators.parameters(), arguments.rate, (0.8, 0.99), weight_decay=0.01)
        self.average = copy.deepcopy(self.model)
        state = self.load()
        if state:
            self.first_step = state["first_step"]

    def extra_state(self):
        return {"first_step": self.first_step}

    def rate(self):
        warmed = min(1.0, (self.step - self.first_step + 1) / 500)
        return self.arguments.rate * warmed * 0.5 ** (self.step / self.arguments.half_life)

    def train_step(self):
        rng = np.random.default_rng((7, self.step))
        torch.manual_seed(self.step)
        for optimizer in (self.optimizer, self.discriminator_optimizer):
            trainer.set_rate(optimizer, self.rate())
        shares = self.arguments.predicted, self.arguments.perturbed
        features, natural, pulses, turns, voiced = data.batch(self.crops, self.arguments.batch, LEAD, rng, *shares)
        with trainer.half_precision():
            outputs = self.model.filters(features)
        filters = self.model.spectra(features[:, LEAD:], outputs[:, LEAD:])
        both = self.model.synthesise(filters, pulses, torch.randn(2, *pulses.shape), turns, voiced)
        inner = slice(EDGE * HOP, -EDGE * HOP)
        generated, natural = losses.spectra(both[..., inner]), losses.spectra(natural[:, inner])
        loss = distance = losses.energy_distance(generated, natural)
        values = {"distance": distance}
        if self.step >= self.arguments.adversarial_from:
            judged = slice(self.arguments.judged)
            generated = {size: generated[size][0, judged] for size in discriminators.RESOLUTIONS}
            adversarial, more = self.adversarial_loss(generated, {size: x[judged] for size, x in natural.items()})
            loss = loss + adversarial
            values |= more
        values["gradient"] = self.backpropagate(loss, self.optimizer, max_norm=1.0)
        self.update_average(decay=0.999, lag=9)
        return values

    def adversarial_loss(self, generated, natural):
        """(loss of the generator, values to print); trains the discriminators too. Both losses are of the same activations, those before
        the discriminators' step, which saves a third of their time."""
        leaves = {size: x.detach().requires_grad_() for size, x in generated.items()}
        with trainer.half_precision():
            of_natural, of_generated = self.discriminators(natural), self.discriminators(leaves)
        discriminator_loss = discriminators.discriminator_loss(of_natural, of_generated)
        generator, matching = discriminators.generator_losses(of_natural, of_generated)
        gradients = torch.autograd.grad(self.adversarial_weight() * (0.2 * generator + 0.5 * matching), leaves.values(), retain_graph=True)
        self.discriminator_optimizer.zero_grad()
        discriminator_loss.backward(inputs=list(self.discriminators.parameters()))
        torch.nn.utils.clip_grad_norm_(self.discriminators.parameters(), 5.0)
        self.discriminator_optimizer.step()
        # What has these gradients by the spectra.
        parts = (torch.view_as_real(generated[size]) * torch.view_as_real(by) for size, by in zip(leaves, gradients))
        values = {"discriminator loss": discriminator_loss, "adversarial loss": generator, "feature matching": matching}
        return sum(part.sum() for part in parts), values

    def adversarial_weight(self):
        """Grows over a thousand steps: untrained discriminators have no useful gradient."""
        return min(1.0, (self.step - max(self.arguments.adversarial_from, self.first_step)) / 1000)

    def evaluate(self):
        """Figures of the averaged weights, and sounds of them in OUT/samples."""
        folder = self.arguments.out / "samples"
        folder.mkdir(exist_ok=True)
        return evaluate.measure(self.average, self.crops.folders, folder)

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
