"""Writes a small network with random weights, and its outputs by PyTorch for some recordings: FOLDER/small.bin and FOLDER/golden.json
(tests/Timbre.Models.Tests/Recognition/Network).

The run time takes any sizes, so a network with a hundredth of the weights tests it as well as the real one. Computed in double
precision, with the weights rounded as export.py writes them.
"""
import argparse
import json
import pathlib

import numpy as np
import torch

import model as net

net.WIDTH, net.HIDDEN, net.BLOCKS = 16, 24, [(7, 1), (5, 3)]


def main():
    import export

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    torch.manual_seed(1)
    network = net.Recogniser(net.WIDTH, net.HIDDEN, net.BLOCKS).eval()
    for parameter in network.parameters():
        parameter.data += 0.1 * torch.randn_like(parameter)
        parameter.data = parameter.data.half().float()
    (folder / "small.bin").write_bytes(export.packed(network.state_dict(), 0))
    network.double()

    rng, cases = np.random.default_rng(2), []
    for frames in (12, 7, 2):
        bands = np.round(rng.normal(-6, 3, (frames, net.MELS)), 4)
        padded = np.concatenate([bands, np.zeros((frames % 2, net.MELS))])
        mask = (np.arange(len(padded)) < frames).astype(float)[None, :, None]
        with torch.no_grad():
            predicted = network(torch.from_numpy(padded)[None], torch.from_numpy(mask))[0]
        cases.append({"bands": bands.reshape(-1).tolist(), "log_probabilities": [round(float(x), 6) for x in predicted.reshape(-1)]})
    (folder / "golden.json").write_text(json.dumps(cases).replace("}, {", "},\n{") + "\n")


if __name__ == "__main__":
    main()
