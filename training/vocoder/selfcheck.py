"""Properties that the recipe must have whatever the weights are: python3 training/vocoder/selfcheck.py. Ends with "all hold", or fails."""
import json
import pathlib
import tempfile

import numpy as np
import torch

import alignment
import data
import export
import losses
import model as net
import overlap
import packed
import predicted
import source
from frames import BANDS, FEATURES, HOP, RATE
from model import FRAMES_PER_STEP, LOOKAHEAD, Vocoder

rng = np.random.default_rng(3)


def constant_features(count, f0=0.0, aperiodicity=0.0, log_power=0.0):
    features = np.zeros((count, FEATURES), np.float32)
    features[:, 0], features[:, 1 : 1 + BANDS], features[:, 1 + BANDS :] = f0, aperiodicity, log_power
    return features


def synthesise(model, features, noise):
    pulses, turns, voiced = (torch.from_numpy(x.astype(np.float32))[None] for x in source.excitation(features[:, 0]))
    return model(torch.from_numpy(features)[None], pulses, noise[None, : pulses.shape[-1]], turns, voiced)[0]


def gradients_are_those_of_differences():
    of = lambda *shape: torch.randn(*shape, dtype=torch.double, requires_grad=True)
    assert torch.autograd.gradcheck(lambda sound: torch.view_as_real(losses.spectrum(sound, 16)), of(2, 50))
    assert torch.autograd.gradcheck(lambda x: losses.levels(torch.view_as_complex(x), 16), of(2, 3, 5, 2))
    assert torch.autograd.gradcheck(lambda windows: overlap.add(windows, 4), of(2, 4, 9))
    causal = net.CausalFilter(3).double()
    assert torch.autograd.gradcheck(lambda x, *_: causal(x), (of(2, 9, 3), causal.weight, causal.bias))


def pulses_have_power_1_and_no_mean():
    pulses, turns, _ = source.excitation(np.full(400, 131.7))
    assert abs(turns[-1] - 131.7 * len(turns) / RATE) < 1e-3
    assert abs(np.mean(pulses**2) - 1) < 0.1, np.mean(pulses**2)
    assert abs(np.mean(pulses)) < 0.01, np.mean(pulses)


def pulses_are_led_to_those_of_the_voice():
    """A train of pulses, whose F0 is known with an error of 1 %: those of any part of it lie where its own do."""
    period, count = 150, 401
    sound = np.zeros((count - 1) * HOP)
    sound[70::period] = 0.5
    features = constant_features(count, f0=1.01 * RATE / period, log_power=-4)
    phase, places, score = alignment.align(sound, features)
    assert score > 0
    for first in (0, 57, 200):
        part = slice(first, first + 101)
        pulses, _, _ = source.excitation(features[part, 0], phase[part] - places[0])
        own = np.flatnonzero(sound[first * HOP : (first + 100) * HOP])
        ours = np.flatnonzero((pulses[1:-1] > 5) & (pulses[1:-1] >= pulses[2:]) & (pulses[1:-1] > pulses[:-2])) + 1
        distances = np.abs(ours[:, None] - own[2:-2]).min(axis=0)
        assert distances.max() <= period / 16, distances


def untrained_it_is_a_pulse_and_noise_vocoder(model):
    """Unvoiced frames of a flat spectrum give the noise itself, voiced ones the pulses themselves."""
    torch.nn.init.zeros_(model.output.weight)
    noise = torch.from_numpy(rng.standard_normal(200 * HOP).astype(np.float32))
    hiss = synthesise(model, constant_features(201), noise)
    assert torch.allclose(hiss, noise, atol=1e-4), (hiss - noise).abs().max()
    features = constant_features(201, f0=200, aperiodicity=-8)
    tone = synthesise(model, features, torch.zeros_like(noise))
    assert torch.allclose(tone, torch.from_numpy(source.excitation(features[:, 0])[0].astype(np.float32)), atol=1e-3)


def output_depends_on_no_later_frame(model):
    """Samples of frame t need the frames of its step, of LOOKAHEAD steps more and two frames, and none later."""
    torch.nn.init.normal_(model.output.weight, std=0.05)
    noise = torch.from_numpy(rng.standard_normal(100 * HOP).astype(np.float32))
    features = rng.normal(-5, 1, (101, FEATURES)).astype(np.float32)
    features[:, 0] = 150
    changed = features.copy()
    changed[60:, 1:] += 1
    before, after = synthesise(model, features, noise), synthesise(model, changed, noise)
    same = (60 - LOOKAHEAD * FRAMES_PER_STEP - 2) * HOP
    assert torch.allclose(before[:same], after[:same], atol=1e-5)
    assert not torch.allclose(before[same : same + HOP], after[same : same + HOP], atol=1e-5)


def an_odd_last_frame_is_repeated(model):
    features = torch.randn(1, 31, FEATURES)
    even = torch.cat([features, features[:, -1:]], dim=1)
    assert torch.allclose(model.filters(features), model.filters(even)[:, :31], atol=1e-5)


def energy_distance_is_least_at_the_right_noise_level():
    def of(level, pulses=0.0):
        torch.manual_seed(1)
        both = level * torch.randn(2, 4, RATE) + pulses * (torch.arange(RATE) % 150 == 0)
        return float(losses.energy_distance(losses.spectra(both), losses.spectra(0.1 * torch.randn(4, RATE)), repulsion=1))

    right = of(0.1)
    assert right < of(0.085) and right < of(0.115) and right < of(0.07, pulses=0.85), (right, of(0.085), of(0.115), of(0.07, 0.85))


def perturbed_frames_stay_frames():
    features = rng.normal(-5, 1, (160, FEATURES)).astype(np.float32)
    features[:, 0], features[:, 1 : 1 + BANDS] = 150, -2
    for seed in range(50):
        changed = data.perturbed(features, np.random.default_rng(seed))
        assert changed.shape == features.shape and np.isfinite(changed).all()
        assert (changed[:, 0] == features[:, 0]).all() and (changed[:, 1 : 1 + BANDS] <= 0).all()


def frames_are_predicted_where_they_are():
    natural, part = np.full((5, FEATURES - 1), -3.0), np.full((3, FEATURES - 1), -4.0)
    part[1] = np.nan
    assert (predicted.over(natural, part)[:, 9] == [-4, -3, -4, -3, -3]).all()


def weights_come_back(model, folder):
    for parameter in model.parameters():
        parameter.data = parameter.data.half().float()
    (folder / "weights.bin").write_bytes(export.packed(model.state_dict(), 17))
    read, step = export.read(folder / "weights.bin")
    assert step == 17 and all(torch.equal(value, read.state_dict()[name]) for name, value in model.state_dict().items())


def a_folder_that_grows_is_gone_on_with(folder):
    """Sentences of a lower rate are left out, and what was aligned is kept."""
    frames, entries = 200, []
    for number, rate in enumerate((24000, 16000, 48000)):
        place = {"sample": number * (frames - 1) * HOP, "samples": (frames - 1) * HOP, "frame": number * frames, "frames": frames}
        entries.append({"name": f"s{number + 1}", "speaker": f"s{number + 1}", "rate": rate} | place)
    (rng.standard_normal(3 * (frames - 1) * HOP) * 3000).astype("<i2").tofile(folder / "sound.i16")
    np.full((3 * frames, FEATURES - 1), -3, "<f2").tofile(folder / "frames.f16")
    np.full(3 * frames, 150, "<f4").tofile(folder / "f0.f32")
    lines = [json.dumps(entry) + "\n" for entry in entries]
    (folder / "sentences.jsonl").write_text("".join(lines[:2]) + lines[2][:20])
    first = packed.Packed(folder)
    assert [entry["name"] for entry in first.train] == ["s1"]
    phase = (folder / "phase.f32").read_bytes()
    (folder / "sentences.jsonl").write_text("".join(lines))
    assert [entry["name"] for entry in packed.Packed(folder).train] == ["s1", "s3"]
    assert (folder / "phase.f32").read_bytes()[: len(phase)] == phase
    assert len((folder / "alignment.jsonl").read_text().splitlines()) == 3


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.manual_seed(1)
    gradients_are_those_of_differences()
    pulses_have_power_1_and_no_mean()
    pulses_are_led_to_those_of_the_voice()
    with torch.no_grad():
        untrained_it_is_a_pulse_and_noise_vocoder(Vocoder())
        output_depends_on_no_later_frame(Vocoder())
        an_odd_last_frame_is_repeated(Vocoder())
        energy_distance_is_least_at_the_right_noise_level()
    perturbed_frames_stay_frames()
    frames_are_predicted_where_they_are()
    with tempfile.TemporaryDirectory() as scratch:
        weights_come_back(Vocoder(width=24, hidden=40, blocks=2), pathlib.Path(scratch))
        a_folder_that_grows_is_gone_on_with(pathlib.Path(scratch))
    print("all hold")
