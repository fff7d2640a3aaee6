"""What the four recipes train by: the loop over steps, checkpoints, the history of figures and the lines of progress.

A recipe is a Trainer with train_step() and evaluate(). The same command goes on from OUT/checkpoint.pt where there is one.
"""
import contextlib
import json
import os
import pathlib
import signal
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch

import compiled


def add_arguments(parser, steps, data, several=False):
    """The arguments of every recipe; `steps` is the default length of a run, `data` says what lies in the data folder, or in the
    several."""
    parser.add_argument("--data", type=pathlib.Path, required=True, nargs="+" if several else None, help=data)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="checkpoint and curves")
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--threads", type=int, default=1)


def begin(arguments):
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)


def half_precision():
    """Matrix products and convolutions in bfloat16 where the processor has instructions for it: three times as fast; else nothing."""
    return torch.autocast("cpu", dtype=torch.bfloat16) if compiled.has_bfloat16() else contextlib.nullcontext()


def set_rate(optimizer, rate):
    for group in optimizer.param_groups:
        group["lr"] = rate


def curves(history, path):
    """One panel a figure. history: dictionaries of "step" and figures, not all of which are in each."""
    keys = sorted({key for row in history for key in row if key != "step"})
    height = -(-len(keys) // 3)
    figure, axes = plt.subplots(height, 3, figsize=(15, 3 * height), squeeze=False)
    for key, axis in zip(keys, axes.flat):
        axis.plot(*zip(*[(row["step"], row[key]) for row in history if key in row]))
        axis.set_title(key, fontsize=9)
    figure.tight_layout()
    figure.savefig(path, dpi=70)
    plt.close(figure)


class Trainer:
    STATE = ()  # attributes with a state_dict() that a checkpoint holds; "model" and its moving average "average" are among them
    REPORT_STEPS = None  # steps between lines with the means of the losses; None puts the means into the lines of the evaluation
    SAVE_SECONDS = 300

    def __init__(self, arguments, evaluation_steps=None, device="cpu"):
        """evaluation_steps: steps between evaluations; None where the recipe evaluates by itself."""
        self.arguments, self.evaluation_steps, self.device = arguments, evaluation_steps, torch.device(device)
        self.step = 0  # updates done
        self.seconds = 0.0  # of CPU time that they took
        self.history = []
        self.recent = {}  # values of train_step() since the last line that printed their means
        self.wall_seconds = []

    # What a recipe brings.

    def train_step(self):
        """One update of the weights, number `self.step` from 0 on; returns the losses to be printed."""
        raise NotImplementedError

    def evaluate(self):
        """Figures on the validation set, a dictionary."""
        raise NotImplementedError

    def plot(self, path):
        curves(self.history, path)

    def extra_state(self):
        """What a checkpoint holds besides, for the recipe's other programs."""
        return {}

    def before(self):
        """Called when a run begins at step 0."""

    def after_save(self):
        """Called after a checkpoint was written during the run."""

    def finish(self, is_complete):
        """Called at the end, after the last checkpoint; is_complete is False when a signal ended the run."""

    # What it gets.

    def has_checkpoint(self):
        return (self.arguments.out / "checkpoint.pt").exists()

    def load(self):
        """Goes on from the checkpoint, if there is one, and returns it, else None; called when all of STATE exists."""
        if not self.has_checkpoint():
            return None
        state = torch.load(self.arguments.out / "checkpoint.pt", map_location=self.device)
        for name in self.STATE:
            getattr(self, name).load_state_dict(state[name])
        self.step, self.history, self.seconds = state["step"], state["history"], state["seconds"]
        print(f"resuming from step {self.step}", flush=True)
        return state

    def save(self):
        """A crash leaves the old checkpoint or the new one, whole."""
        state = {name: getattr(self, name).state_dict() for name in self.STATE}
        state |= {"step": self.step, "history": self.history, "seconds": self.seconds} | self.extra_state()
        part = self.arguments.out / "checkpoint.part"
        with open(part, "wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        part.rename(self.arguments.out / "checkpoint.pt")

    def advance(self):
        """One step, and what it took."""
        cpu, wall = time.process_time(), time.monotonic()
        for name, value in self.train_step().items():
            self.recent.setdefault(name, []).append(float(value))
        self.step += 1
        self.seconds += time.process_time() - cpu
        self.wall_seconds.append(time.monotonic() - wall)

    def backpropagate(self, loss, optimizer, max_norm):
        """The gradient of the loss, clipped to max_norm, and a step of the optimizer unless it is infinite; returns the norm
        before clipping."""
        optimizer.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), max_norm)
        if torch.isfinite(norm):
            optimizer.step()
        return norm

    @torch.no_grad()
    def update_average(self, decay, lag):
        """Exponential moving average of the weights, with a shorter memory in the first steps: by n / (n + lag) in step n, at
        most by decay."""
        keep = min(decay, (self.step + 1) / (self.step + 1 + lag))
        for mean, value in zip(self.average.state_dict().values(), self.model.state_dict().values()):
            mean.lerp_(value, 1 - keep) if mean.is_floating_point() else mean.copy_(value)

    def means(self):
        """Of what train_step() returned since they were last asked for, and the seconds of a step by the clock."""
        row = {name: round(float(np.mean(values)), 5) for name, values in self.recent.items()}
        if self.wall_seconds:
            row["seconds a step"] = round(float(np.mean(self.wall_seconds)), 2)
        self.recent, self.wall_seconds = {}, []
        return row

    def log(self, row):
        self.history.append(row)
        print(json.dumps(row), flush=True)

    def evaluation(self):
        """A line with the figures of the averaged weights, and OUT/curves.png anew."""
        row = {"step": self.step, "hours": round(self.seconds / 3600, 3)} | ({} if self.REPORT_STEPS else self.means())
        self.log(row | self.evaluate())
        part = self.arguments.out / "curves.part.png"
        self.plot(part)
        part.rename(self.arguments.out / "curves.png")

    def run(self):
        """Until --steps, or until SIGTERM or SIGINT, which save first."""
        stopping = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.append(True))
        if self.step == 0:
            self.before()
        saved = time.monotonic()
        while self.step < self.arguments.steps and not stopping:
            self.advance()
            if self.REPORT_STEPS and self.step % self.REPORT_STEPS == 0:
                self.log({"step": self.step} | self.means())
            if self.evaluation_steps and self.step % self.evaluation_steps == 0:
                self.evaluation()
            if time.monotonic() - saved > self.SAVE_SECONDS:
                self.save()
                self.after_save()
                saved = time.monotonic()
        self.save()
        self.finish(is_complete=not stopping)
