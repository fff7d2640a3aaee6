"""Trains the average voice on what prepare.py left. A run that was stopped goes on from OUT/checkpoint.pt."""
import argparse
import copy
import json
import pathlib
import signal
import time

import numpy as np
import torch

import evaluate
import losses as loss
import model as net
from data import Corpus, batch

AVERAGING = 0.998
JUDGES_WEIGHT, SEEN_WEIGHT = 0.08, 0.4


def rate(step, arguments):
    return arguments.rate * min(1, step / 200) * 0.5 ** (max(0, step - arguments.hold) / arguments.half_life)


class Run:
    def __init__(self, arguments):
        self.arguments = arguments
        self.corpus = Corpus(arguments.data, set(pathlib.Path(arguments.dev).read_text().split()), without=arguments.without)
        self.model, self.judges = net.AverageVoice(), loss.Judges()
        self.average = copy.deepcopy(self.model).eval()
        self.optimiser = torch.optim.AdamW(self.model.parameters(), lr=1e-3, betas=(0.9, 0.98), weight_decay=0.02)
        self.judging = torch.optim.AdamW(self.judges.parameters(), lr=2e-4, betas=(0.5, 0.9))
        self.step, self.log = 0, []
        self.path = arguments.out / "checkpoint.pt"
        if self.path.exists():
            kept = torch.load(self.path, map_location="cpu")
            for name in ("model", "judges", "average", "optimiser", "judging"):
                getattr(self, name).load_state_dict(kept[name])
            self.step, self.log = kept["step"], kept["log"]
        self.rng = np.random.default_rng(self.step + 1)
        torch.manual_seed(self.step + 1)

    def save(self):
        part = self.path.with_suffix(".part")
        torch.save({name: getattr(self, name).state_dict() for name in ("model", "judges", "average", "optimiser", "judging")} | {"step": self.step, "log": self.log, "log_lengths": self.corpus.phone_log_lengths}, part)
        part.rename(self.path)

    def judged(self, said, b):
        """(what the judges make of it, what to add to the loss); the judges learn first."""
        mask = b["step_mask"][:, :, 0].repeat_interleave(loss.HOP_STEPS, dim=1)
        if (found := loss.pieces((b["mels"], said["mels"]), mask, self.rng)) is None:
            return 0.5, 0
        natural, made = found
        verdicts = zip(self.judges(natural), self.judges(made.detach()))
        wrong = sum((1 - n).square().mean() + m.square().mean() for (n, _), (m, _) in verdicts) / len(self.judges.judges)
        self.judging.zero_grad()
        wrong.backward()
        self.judging.step()
        total = 0
        for (verdict, seen), (_, wanted) in zip(self.judges(made), self.judges(natural)):
            total = total + (1 - verdict).square().mean() + SEEN_WEIGHT * sum((a - b.detach()).abs().mean() for a, b in zip(seen, wanted))
        return wrong.item(), JUDGES_WEIGHT * total

    def learn(self):
        self.step += 1
        for group in self.optimiser.param_groups:
            group["lr"] = rate(self.step, self.arguments)
        b = batch(self.corpus, self.corpus.draw(self.rng, self.arguments.steps_a_batch), self.rng)
        said = loss.run(self.model, b)
        parts = loss.losses(said, b)
        total, wrong = sum(parts.values()), 0
        if self.step > self.arguments.judges_from:
            wrong, more = self.judged(said, b)
            total = total + more
        self.optimiser.zero_grad()
        total.backward()
        gradient = torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        with torch.no_grad():
            keep = min(AVERAGING, self.step / (self.step + 20))
            for kept, new in zip(self.average.parameters(), self.model.parameters()):
                kept.lerp_(new, 1 - keep)
        return {name: part.item() for name, part in parts.items()} | {"judges": wrong, "gradient": gradient.item()}

    def go(self):
        stop = []
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.append(True))
        self.model.train()
        sums, since, saved = [], time.monotonic(), time.monotonic()
        while self.step < self.arguments.steps and not stop:
            sums.append(self.learn())
            if self.step % 50 == 0:
                line = {"step": self.step} | {name: round(float(np.mean([s[name] for s in sums])), 4) for name in sums[0]}
                line["seconds a step"] = round((time.monotonic() - since) / len(sums), 2)
                print(json.dumps(line), flush=True)
                sums, since = [], time.monotonic()
            if self.step % self.arguments.try_every == 0:
                found = {"step": self.step} | evaluate.measure(self.average, self.corpus)
                self.log.append(found)
                print(json.dumps(found), flush=True)
                evaluate.draw(self.log, self.arguments.out / "curves.png")
                since = time.monotonic()
            if time.monotonic() - saved > 300:
                self.save()
                saved = time.monotonic()
        self.save()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--dev", type=pathlib.Path, required=True)
    parser.add_argument("--without", nargs="*", default=[], help="speakers to learn nothing from, so that a voice made of them tells how strangers fare")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=20000)
    parser.add_argument("--steps-a-batch", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--hold", type=int, default=3000)
    parser.add_argument("--half-life", type=int, default=2500)
    parser.add_argument("--judges-from", type=int, default=5000)
    parser.add_argument("--try-every", type=int, default=500)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    run = Run(arguments)
    print(json.dumps({"phrases": len(run.corpus.train), "minutes": round(sum(len(p.mels) for p in run.corpus.train) / 12000, 1), "speakers": len(run.corpus.speakers),
                      "held": {name: len(phrases) for name, phrases in run.corpus.held.items()}, "parameters": net.parameters(run.model), "from": run.step}), flush=True)
    run.go()


if __name__ == "__main__":
    main()
