"""Trains the network of letters. Resumes from OUT/checkpoint.pt where there is one."""
import argparse
import copy
import pathlib
import sys

import torch

import data
from model import LetterNetwork

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import trainer

RATE = 2e-3


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__)
    trainer.add_arguments(parser, steps=8_000, data="the folder of graphones.tsv")
    parser.add_argument("--letters", type=int, default=1600, help="letters in a batch")
    parser.add_argument("--evaluate-every", type=int, default=500, help="steps between evaluations on the validation words")
    return parser.parse_args()


class Training(trainer.Trainer):
    STATE = ("model", "average", "optimizer")

    def __init__(self, arguments):
        super().__init__(arguments, arguments.evaluate_every)
        self.words = data.Words(arguments.data / "graphones.tsv")
        self.stream = data.Stream(self.words.train, arguments.letters)
        torch.manual_seed(0)
        self.model = LetterNetwork(len(self.words.graphones))
        self.average = copy.deepcopy(self.model).eval()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), RATE, (0.9, 0.98), weight_decay=0.02)
        print(f"{sum(p.numel() for p in self.model.parameters())} parameters, {len(self.words.graphones) - 1} graphones, "
              f"{len(self.words.train)} words, {self.stream.per_pass} batches in a pass", flush=True)
        self.load()

    def rate(self):
        """Linear warm-up over 300 steps, and a straight line down to nothing."""
        return RATE * min(1.0, (self.step + 1) / 300) * (1 - self.step / self.arguments.steps)

    def loss(self, model, letters, labels):
        """Nats of a letter's graphone."""
        scores = self.words.mask(letters, model(letters))
        return torch.nn.functional.cross_entropy(scores.flatten(0, 1), labels.flatten())

    def train_step(self):
        torch.manual_seed(self.step)
        trainer.set_rate(self.optimizer, self.rate())
        loss = self.loss(self.model, *self.stream.batch(self.step))
        self.backpropagate(loss, self.optimizer, max_norm=1.0)
        self.update_average(decay=0.998, lag=9)
        return {"loss": loss}

    @torch.no_grad()
    def evaluate(self):
        """Of the averaged weights on the validation words."""
        nats = wrong = words = 0
        for letters, labels in data.batches(self.words.dev, self.arguments.letters):
            scores = self.words.mask(letters, self.average(letters))
            nats += torch.nn.functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), reduction="sum").item()
            wrong += (scores.argmax(-1) != labels).any(1).sum().item()
            words += len(letters)
        return {"validation nats a word": round(nats / words, 4), "words with another graphone": round(wrong / words, 4)}


if __name__ == "__main__":
    chosen = arguments_of()
    trainer.begin(chosen)
    Training(chosen).run()
