"""Writes a small network with random weights, and its outputs by PyTorch for some phrases: FOLDER/small-24k.bin and FOLDER/golden-24k.json
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

net.CODE, net.CONDITIONING = 16, 12
net.SPEAKER = net.CODE + net.PROSODY + net.MELS
net.STACKS = {
    "reference": (16, 24, [(5, 1), (3, 2)]), "encoder": (24, 40, [(5, 1)] * 2), "duration_predictor": (8, 16, [(3, 1)]),
    "f0_predictor": (12, 16, [(5, 1), (5, 4)]), "decoder": (20, 32, [(7, 1), (7, 2)]),
}  # fmt: skip


def outputs_of(network, given):
    """By name, what the network says of one phrase."""
    inputs = {name: torch.from_numpy(value)[None] for name, value in given.items()}
    phones, steps = given["phones"].shape[0], int(given["lengths"].sum())
    ones = lambda count: torch.ones(1, count, 1).double()
    code = network.reference(inputs["reference"], ones(len(given["reference"])))
    conditioning = network.condition(code, inputs["statistics"])
    encoded = network.encode(inputs["phones"], inputs["contexts"], conditioning, ones(phones))
    phone, positions = network.regulate_length(encoded, inputs["lengths"], steps)
    positions = positions.double()
    f0_mean = inputs["statistics"][:, 0]
    mels, bands, voicing = network.spectra(encoded, phone, positions, inputs["f0"], f0_mean, conditioning, ones(steps))
    return {
        "code": code[0], "log_lengths": network.log_durations(encoded, conditioning, ones(phones))[0],
        "log_f0": network.log_f0(encoded, phone, positions, conditioning, ones(steps))[0],
        "frames": torch.cat([mels, bands, voicing[:, :, None]], dim=2)[0],
    }  # fmt: skip


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
    (folder / "small-24k.bin").write_bytes(export.packed(export.tensors(network.state_dict(), np.linspace(1.5, 2.7, net.PHONES)), 0))
    network.double()

    rng = np.random.default_rng(2)
    cases = []
    for phones in (9, 12, 3):
        durations = rng.integers(1, 15, phones)
        given = {
            "reference": rng.normal(0, 1, (40, net.REFERENCE)), "statistics": rng.normal(0, 1, net.PROSODY + net.MELS),
            "phones": rng.integers(0, net.PHONES, phones), "contexts": rng.random((phones, net.CONTEXTS)),
            "lengths": durations, "f0": rng.normal(0, 1, durations.sum()),
        }  # fmt: skip
        given = {name: np.round(value, 4) for name, value in given.items()}
        with torch.no_grad():
            outputs = outputs_of(network, given)
        case = {name: value.reshape(-1).tolist() for name, value in given.items()}
        cases.append(case | {name: [round(float(x), 6) for x in value.reshape(-1)] for name, value in outputs.items()})
    (folder / "golden-24k.json").write_text(json.dumps(cases).replace("}, {", "},\n{") + "\n")


if __name__ == "__main__":
    main()
