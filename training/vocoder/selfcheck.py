"""Properties that the recipe must have whatever the weights are: python3 training/vocoder/selfcheck.py. Ends with "all hold", or fails."""
import argparse
import json
import pathlib
import tempfile

import numpy as np
import torch

import data
import losses
import source
import train
from frames import BANDS, FEATURES, HOP, RATE
from model import LOOKAHEAD, Vocoder

rng = np.random.default_rng(3)


def constant_features(count, f0=0.0, aperiodicity=0.0, log_power=0.0):
    features = np.zeros((count, FEATURES), np.float32)
    features[:, 0], features[:, 1 : 1 + BANDS], features[:, 1 + BANDS :] = f0, aperiodicity, log_power
    return features


def synthesise(model, features, noise):
    pulses, turns, voiced = (torch.from_numpy(x)[None] for x in data.excitation(features[:, 0]))
    return model(torch.from_numpy(features)[None], pulses, noise[None, : pulses.shape[-1]], turns, voiced)[0]


def pulses_have_power_1_and_no_mean():
    features = constant_features(400, f0=131.7)
    turns = source.phase_of(features[:, 0].astype(float))
    pulses = source.pulses(features[:, 0].astype(float), turns)
    assert abs(turns[-1] - 131.7 * len(turns) / RATE) < 1e-3
    assert abs(np.mean(pulses**2) - 1) < 0.1, np.mean(pulses**2)
    assert abs(np.mean(pulses)) < 0.01, np.mean(pulses)


def untrained_it_is_a_pulse_and_noise_vocoder(model):
    """Unvoiced frames of a flat spectrum give the noise itself, voiced ones the pulses themselves."""
    torch.nn.init.zeros_(model.output.weight)
    noise = torch.from_numpy(rng.standard_normal(200 * HOP).astype(np.float32))
    hiss = synthesise(model, constant_features(201), noise)
    assert torch.allclose(hiss, noise, atol=1e-4), (hiss - noise).abs().max()
    features = constant_features(201, f0=200, aperiodicity=-8)
    tone = synthesise(model, features, torch.zeros_like(noise))
    assert torch.allclose(tone, torch.from_numpy(data.excitation(features[:, 0])[0]), atol=1e-3)


def output_depends_on_no_later_frame(model):
    """Samples of frame t need frames up to t + LOOKAHEAD + 2, and none later."""
    torch.nn.init.normal_(model.output.weight, std=0.05)
    noise = torch.from_numpy(rng.standard_normal(100 * HOP).astype(np.float32))
    features = rng.normal(-5, 1, (101, FEATURES)).astype(np.float32)
    features[:, 0] = 150
    changed = features.copy()
    changed[61:, 1:] += 1
    before, after = synthesise(model, features, noise), synthesise(model, changed, noise)
    same = (60 - LOOKAHEAD - 1) * HOP
    assert torch.allclose(before[:same], after[:same], atol=1e-5)
    assert not torch.allclose(before[same : same + HOP], after[same : same + HOP], atol=1e-5)


def energy_distance_is_least_at_the_right_noise_level():
    def of(level, pulses=0.0):
        torch.manual_seed(1)
        sounds = [level * torch.randn(4, RATE) + pulses * (torch.arange(RATE) % 100 == 0) for _ in range(2)]
        return float(losses.energy_distance(*sounds, 0.1 * torch.randn(4, RATE), repulsion=1))

    right = of(0.1)
    assert right < of(0.085) and right < of(0.115) and right < of(0.07, pulses=0.7), (right, of(0.085), of(0.115), of(0.07, 0.7))


def perturbed_frames_stay_frames():
    features = rng.normal(-5, 1, (160, FEATURES)).astype(np.float32)
    features[:, 0], features[:, 1 : 1 + BANDS] = 150, -2
    for seed in range(50):
        changed = data.perturbed(features, np.random.default_rng(seed))
        assert changed.shape == features.shape and np.isfinite(changed).all()
        assert (changed[:, 0] == features[:, 0]).all() and (changed[:, 1 : 1 + BANDS] <= 0).all()


def a_resumed_run_equals_an_uninterrupted_one(folder):
    packed = folder / "packed"
    packed.mkdir()
    features = np.repeat(constant_features(400, f0=140, aperiodicity=-3, log_power=-6), 2, axis=0)
    (rng.standard_normal(2 * 399 * HOP) * 3000).astype("<i2").tofile(packed / "sound.i16")
    features.astype("<f4").tofile(packed / "features.f32")
    np.zeros(800, "<f4").tofile(packed / "offsets.f32")
    rows = [{"name": str(i), "dev": False, "sample": i * 399 * HOP, "frame": i * 400, "frames": 400} for i in range(2)]
    (packed / "index.json").write_text(json.dumps(rows))

    def run(out, stops):
        for stop in stops:
            arguments = argparse.Namespace(
                data=packed, out=folder / out, parametric=None, steps=stop, adversarial_from=2, batch=2, frames=60, rate=1e-3,
                half_life=10_000, perturbed=0.5, threads=1, only=None)  # fmt: skip
            arguments.out.mkdir(exist_ok=True)
            training = train.Training(arguments)
            while training.step < stop:
                training.advance()
            training.save()
        return training.average.state_dict()

    whole, stopped = run("whole", [4]), run("stopped", [1, 3, 4])
    assert all(torch.equal(whole[key], stopped[key]) for key in whole)


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.manual_seed(1)
    with torch.no_grad():
        pulses_have_power_1_and_no_mean()
        untrained_it_is_a_pulse_and_noise_vocoder(Vocoder())
        output_depends_on_no_later_frame(Vocoder())
        energy_distance_is_least_at_the_right_noise_level()
    perturbed_frames_stay_frames()
    with tempfile.TemporaryDirectory() as scratch:
        a_resumed_run_equals_an_uninterrupted_one(pathlib.Path(scratch))
    print("all hold")
