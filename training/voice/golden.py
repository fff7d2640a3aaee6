"""Writes a small network with random weights, and its outputs by PyTorch for some phrases: FOLDER/small.bin and FOLDER/golden.json
(tests/Timbre.Models.Tests/AcousticModel).

The run time takes any sizes, so a network with a hundredth of the weights tests it as well as the real one. Computed in double
precision, with the weights rounded as export.py writes them.
"""
import argparse
import json
import pathlib

import numpy as np
import torch

import model as net

net.WIDTH, net.HIDDEN, net.CONDITIONING = 24, 40, 12


def main():
    import export

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    torch.manual_seed(1)
    network = net.AcousticModel().eval()
    for parameter in network.parameters():
        parameter.data += 0.1 * torch.randn_like(parameter)
        parameter.data = parameter.data.half().float()
    log_durations = np.linspace(1.5, 2.7, net.PHONES)
    (folder / "small.bin").write_bytes(export.packed(export.tensors(network.state_dict(), log_durations), 0))
    network.double()

    rng = np.random.default_rng(2)
    cases = []
    for phones in (9, 12, 3):
        durations = rng.integers(1, 15, phones)
        given = {
            "speaker": rng.normal(0, 1, net.SPEAKER), "phones": rng.integers(0, net.PHONES, phones),
            "contexts": rng.random((phones, net.CONTEXTS)),
            "lengths": durations, "f0": rng.normal(0, 1, durations.sum()),
        }  # fmt: skip
        given = {name: np.round(value, 4) for name, value in given.items()}
        inputs = {name: torch.from_numpy(value)[None] for name, value in given.items()}
        with torch.no_grad():
            conditioning = network.condition(inputs["speaker"])
            mask, steps_mask = torch.ones(1, phones, 1).double(), torch.ones(1, int(durations.sum()), 1).double()
            encoded = network.encode(inputs["phones"], inputs["contexts"], conditioning, mask)
            expanded, positions = network.regulate_length(encoded, inputs["lengths"], int(durations.sum()))
            positions = positions.double()
            f0_mean = inputs["speaker"][:, net.EMBEDDING]
            mels, bands, voicing = network.spectra(expanded, positions, inputs["f0"], f0_mean, conditioning, steps_mask)
            outputs = {
                "log_lengths": network.log_durations(encoded, conditioning, mask)[0],
                "log_f0": network.log_f0(expanded, positions, conditioning, steps_mask)[0],
                "frames": torch.cat([mels, bands, voicing[:, :, None]], dim=2)[0],
            }
        case = {name: value.reshape(-1).tolist() for name, value in given.items()}
        cases.append(case | {name: [round(float(x), 6) for x in value.reshape(-1)] for name, value in outputs.items()})
    (folder / "golden.json").write_text(json.dumps(cases).replace("}, {", "},\n{") + "\n")


if __name__ == "__main__":
    main()
