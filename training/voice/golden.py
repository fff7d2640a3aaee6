"""Writes a small network of random numbers, and what PyTorch makes with it of a phrase: FOLDER/small.bin and FOLDER/golden.json (tests/Timbre.Models.Tests/AverageVoice).

The run time does not care for sizes, so a network of a hundredth of the numbers shows as well as the real one that both do the same.
All is in double precision, of numbers rounded as export.py writes them.
"""
import argparse
import json
import pathlib

import numpy as np
import torch

import model as net

net.WIDTH, net.INNER, net.VOICE = 24, 40, 12


def main():
    import export

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    torch.manual_seed(1)
    voice = net.AverageVoice().eval()
    for parameter in voice.parameters():
        parameter.data += 0.1 * torch.randn_like(parameter)
        parameter.data = parameter.data.half().float()
    log_lengths = np.linspace(1.5, 2.7, net.PHONES)
    (folder / "small.bin").write_bytes(export.packed(export.tensors(voice.state_dict(), log_lengths), 0))
    voice.double()

    rng = np.random.default_rng(2)
    cases = []
    for phones in (9, 12, 3):
        lengths = rng.integers(1, 15, phones)
        given = {
            "speaker": rng.normal(0, 1, net.SPEAKER), "phones": rng.integers(0, net.PHONES, phones), "contexts": rng.random((phones, net.CONTEXTS)),
            "lengths": lengths, "f0": rng.normal(0, 1, lengths.sum()),
        }
        given = {name: np.round(value, 4) for name, value in given.items()}
        told = {name: torch.from_numpy(value)[None] for name, value in given.items()}
        with torch.no_grad():
            speaker = voice.voice(told["speaker"])
            mask, steps_mask = torch.ones(1, phones, 1).double(), torch.ones(1, int(lengths.sum()), 1).double()
            encoded = voice.encode(told["phones"], told["contexts"], speaker, mask)
            spread, places = voice.spread(encoded, told["lengths"], int(lengths.sum()))
            places = places.double()
            mels, bands, voicing = voice.spectra(spread, places, told["f0"], told["speaker"][:, net.EMBEDDING], speaker, steps_mask)
            made = {
                "log_lengths": voice.log_lengths(encoded, speaker, mask)[0], "log_f0": voice.log_f0(spread, places, speaker, steps_mask)[0],
                "frames": torch.cat([mels, bands, voicing[:, :, None]], dim=2)[0],
            }
        cases.append({name: value.reshape(-1).tolist() for name, value in given.items()} | {name: [round(float(x), 6) for x in value.reshape(-1)] for name, value in made.items()})
    (folder / "golden.json").write_text(json.dumps(cases).replace("}, {", "},\n{") + "\n")


if __name__ == "__main__":
    main()
