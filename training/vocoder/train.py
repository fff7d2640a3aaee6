"""Trains the vocoder: the energy distance first, judges besides from --adversarial-from on. Resumes from OUT/checkpoint.pt where there is one."""
import argparse
import copy
import json
import os
import pathlib
import signal
import time

import numpy as np
import torch

import data
import discriminators
import evaluate
import losses
from frames import HOP, RATE
from model import Vocoder

UNHEARD_FRAMES = 30  # at the start of a crop, where the network has not seen enough
SAVE_SECONDS = 600
LOG_STEPS = 50


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="the folder of packed recordings")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--parametric", type=pathlib.Path, help="a folder of folders of copies by other vocoders, to print beside ours")
    parser.add_argument("--steps", type=int, default=40_000)
    parser.add_argument("--adversarial-from", type=int, default=4_000)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--frames", type=int, default=160)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--half-life", type=float, default=10_000, help="steps in which the learning rate halves")
    parser.add_argument("--disturbed", type=float, default=0.5, help="share of crops whose features are made like predicted ones")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", type=int, help="learn from this many recordings only: a check that it can learn at all")
    return parser.parse_args()


class Training:
    def __init__(self, arguments):
        self.arguments = arguments
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.recordings = data.Recordings(arguments.data)
        if arguments.only:
            self.recordings.train = self.recordings.train[: arguments.only]
        torch.manual_seed(0)
        self.model = Vocoder().to(self.device)
        self.judges = discriminators.Judges().to(self.device)
        self.maker = torch.optim.AdamW(self.model.parameters(), arguments.rate, (0.8, 0.99), weight_decay=0.01)
        self.judging = torch.optim.AdamW(self.judges.parameters(), arguments.rate, (0.8, 0.99), weight_decay=0.01)
        self.average = copy.deepcopy(self.model)
        self.step, self.history, self.seconds = 0, [], 0.0
        self.running = {}
        self.load()

    # What is saved is enough to go on from; the random numbers of a step follow from its number.
    PARTS = ("model", "average", "judges", "maker", "judging")

    def load(self):
        path = self.arguments.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device)
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

    def rates(self):
        warm = min(1.0, (self.step + 1) / 500)
        decay = 0.5 ** (self.step / self.arguments.half_life)
        for optimiser in (self.maker, self.judging):
            for group in optimiser.param_groups:
                group["lr"] = self.arguments.rate * warm * decay

    def one_step(self):
        rng = np.random.default_rng((7, self.step))
        torch.manual_seed(self.step)
        self.rates()
        rows = data.batch(self.recordings, self.arguments.batch, self.arguments.frames, rng, self.arguments.disturbed)
        features, natural, pulses, turns, voiced = (x.to(self.device) for x in rows)
        spectra = self.model.spectra(features, self.model.filters(features))
        made, other = (self.model.synthesise(spectra, pulses, torch.randn_like(pulses), turns, voiced)[:, UNHEARD_FRAMES * HOP :] for _ in range(2))
        natural = natural[:, UNHEARD_FRAMES * HOP :]
        loss = distance = losses.energy_distance(made, other, natural)
        self.note(distance=distance)
        if self.step >= self.arguments.adversarial_from:
            loss = loss + self.judged(made, natural)
        self.maker.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.note(gradient=norm)
        if torch.isfinite(norm):
            self.maker.step()
        keep = min(0.999, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.model.parameters()):
                mean.lerp_(now, 1 - keep)
        self.step += 1

    def judged(self, made, natural):
        """Teaches the judges, then says what they make of the sound."""
        judge_loss = discriminators.judges_loss(self.judges(natural), self.judges(made.detach()))
        self.judging.zero_grad()
        judge_loss.backward()
        torch.nn.utils.clip_grad_norm_(self.judges.parameters(), 5.0)
        self.judging.step()
        for parameter in self.judges.parameters():
            parameter.requires_grad_(False)
        with torch.no_grad():
            of_natural = self.judges(natural)
        belief, match = discriminators.maker_losses(of_natural, self.judges(made))
        for parameter in self.judges.parameters():
            parameter.requires_grad_(True)
        self.note(judges=judge_loss, belief=belief, match=match)
        # The judges are let in slowly: at first they know nothing.
        share = min(1.0, (self.step - self.arguments.adversarial_from) / 1000)
        return share * (0.2 * belief + 0.5 * match)

    def note(self, **values):
        for key, value in values.items():
            self.running.setdefault(key, []).append(float(value))

    def report(self, began):
        row = {"step": self.step, **{key: round(float(np.mean(values)), 5) for key, values in self.running.items()}}
        row["times real time"] = round(LOG_STEPS * self.arguments.batch * self.arguments.frames * HOP / RATE / (time.time() - began), 2)
        self.running = {}
        self.history.append(row)
        print(json.dumps(row), flush=True)

    def look(self):
        """Development figures of the averaged weights, sounds, curves."""
        self.average.eval().cpu()
        folder = self.arguments.out / "samples"
        folder.mkdir(exist_ok=True)
        found = evaluate.measure(self.average, self.recordings, self.arguments.parametric, folder)
        self.average.to(self.device)
        row = {"step": self.step, "hours": round(self.seconds / 3600, 3)}
        row |= {f"{system}: {key}": round(value, 4) for system, values in found.items() for key, value in values.items()}
        self.history.append(row)
        print(json.dumps(row), flush=True)
        evaluate.curves(self.history, self.arguments.out / "curves.part.png")
        (self.arguments.out / "curves.part.png").rename(self.arguments.out / "curves.png")

    def run(self):
        stopping = []
        signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
        saved = began = time.time()
        if self.step == 0:
            self.look()
        while self.step < self.arguments.steps and not stopping:
            start = time.process_time()
            self.one_step()
            self.seconds += time.process_time() - start
            if self.step % LOG_STEPS == 0:
                self.report(began)
                began = time.time()
            if time.time() - saved > SAVE_SECONDS:
                self.save()
                self.look()
                saved = began = time.time()
        self.save()
        self.look()


if __name__ == "__main__":
    chosen = arguments_of()
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(chosen.threads)
    Training(chosen).run()
