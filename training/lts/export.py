"""Writes the averaged weights for the run time: CHECKPOINT, of the words of GRAPHONES, to FILE (models/lts/english-letters.bin).

A file of weight_file.py that begins with "TIMBRELN". Body: width, inner width, blocks, kernel, number of graphones, the first 4 bytes of
the SHA-256 of the graphones' names, and the step, 4 bytes each; tensors, under the names that the run time reads.
"""
import argparse
import hashlib
import pathlib
import struct
import sys

import torch

import data
import model as net

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import weight_file

VERSION = 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("graphones", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    graphones = data.Words(arguments.graphones).graphones
    state = torch.load(arguments.checkpoint, map_location="cpu")
    parts = {name: tensor[:, 0].T if name.endswith("depthwise.weight") else tensor for name, tensor in state["average"].items()}
    (names,) = struct.unpack("<i", hashlib.sha256(" ".join(graphones[1:]).encode("ascii")).digest()[:4])
    sizes = (net.WIDTH, net.INNER, net.BLOCKS, net.KERNEL, len(graphones), names, state["step"])
    body = struct.pack(f"<{len(sizes)}i", *sizes) + weight_file.tensors(parts)
    weight_file.write(arguments.file, weight_file.whole(b"TIMBRELN", VERSION, body), state["step"])


if __name__ == "__main__":
    main()
