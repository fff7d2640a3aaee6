"""Writes the outputs of PyTorch for some words: CHECKPOINT, of the words of GRAPHONES, to FILE
(tests/Timbre.Models.Tests/LetterToSound/golden.json).

The weights are rounded as export.py writes them, the arithmetic is in double precision. Of each letter: the graphone with the highest
score, that score, and the sum of all scores.
"""
import argparse
import json
import pathlib

import torch

import data
from model import LetterNetwork

WORDS = ["a", "qi", "cat", "phlox", "psychology", "zwetschgenknoedel", "pneumonoultramicroscopicsilicovolcanoconiosisness"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("checkpoint", "graphones", "file"):
        parser.add_argument(name, type=pathlib.Path)
    chosen = parser.parse_args()
    network = LetterNetwork(len(data.Words(chosen.graphones).graphones)).eval().double()
    state = torch.load(chosen.checkpoint, map_location="cpu")["average"]
    network.load_state_dict({name: tensor.half().double() for name, tensor in state.items()})
    lines = []
    with torch.no_grad():
        for word in WORDS:
            scores = network(torch.tensor([data.numbers(word)]))[0]
            highest, graphones = scores.max(-1)
            figures = {"highest": highest.tolist(), "sums": scores.sum(-1).tolist()}
            rounded = {name: [round(value, 4) for value in values] for name, values in figures.items()}
            lines.append(json.dumps({"word": word, "graphones": graphones.tolist()} | rounded))
    chosen.file.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="ascii")


if __name__ == "__main__":
    main()
