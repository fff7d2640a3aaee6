"""Every recipe on a little synthetic data: python3 training/selfcheck.py [RECIPE ...]. Ends with "all hold", or fails.

A run that SIGTERM stops, and that the same command resumes, ends with the weights of an uninterrupted one. Only the average voice
draws other random numbers after a stop, so of it the numbers of steps are compared alone.
"""
import json
import os
import pathlib
import signal
import sys
import tempfile

import numpy as np
import soundfile
import torch

HERE = pathlib.Path(__file__).resolve().parent
STEPS, STOP = 4, 2
SAMPLES = 32000


def quality_data(folder):
    rng = np.random.default_rng(1)
    pairs, labels = ["number\tsplit\tkind\tdetail\tspeaker\tseconds\treference\tdegraded"], ["number\tstoi\tpesq_wb\tsi_sdr_db"]
    for number in range(30):
        split = "test" if number % 10 == 0 else "dev" if number % 10 == 5 else "train"
        reference = 0.1 * np.sin(np.arange(SAMPLES) * rng.uniform(0.02, 0.2)) * np.hanning(SAMPLES)
        degraded = reference + 0.02 * rng.standard_normal(SAMPLES)
        for side, sound in (("reference", reference), ("degraded", degraded)):
            soundfile.write(folder / f"{number}.{side}.wav", np.clip(sound, -1, 1), 16000, subtype="PCM_16")
        pairs.append(f"{number}\t{split}\tnoise\tx\tspeaker\t2\t{number}.reference.wav\t{number}.degraded.wav")
        labels.append(f"{number}\t{rng.uniform(0.5, 1):.3f}\t{rng.uniform(1, 4.5):.3f}\t{rng.uniform(-5, 30):.2f}")
    (folder / "pairs.tsv").write_text("\n".join(pairs) + "\n")
    (folder / "labels.tsv").write_text("\n".join(labels) + "\n")
    return ["--batch", "4", "--evaluate-every", "2"]


def speaker_data(folder):
    rng = np.random.default_rng(2)
    rows, bands, arrays, recordings = [], [], [], []
    for speaker in range(4):
        for take in range(4):
            label = {"speaker": f"s{speaker}", "label": 2 * speaker + take // 2, "natural": take < 2}
            rows.append({"frame": 200 * len(rows), "frames": 200} | label)
            bands.append(2 * rng.standard_normal((200, 64)) + speaker)
        for number in range(8):
            name = "held-out" if number < 4 else "others"
            channel = number % 2 if number < 4 else 0
            recordings.append({"set": name, "speaker": f"{name}{speaker}", "recording": f"en {number // 2}", "channel": channel})
            arrays.append((2 * rng.standard_normal((120, 64)) + speaker).astype(np.float16))
    np.concatenate(bands).astype("<f2").tofile(folder / "bank.f16")
    (folder / "bank.json").write_text(json.dumps(rows))
    rng.standard_normal((400, 64)).astype("<f2").tofile(folder / "noise.f16")
    (folder / "noise.json").write_text(json.dumps([{"frame": 0, "frames": 400}]))
    np.savez(folder / "dev.npz", rows=json.dumps(recordings), **{f"x{i}": array for i, array in enumerate(arrays)})
    return ["--speakers", "4", "--full", "--evaluate-every", "2", "--long", "0"]


def packed_speech(folder, sentences, rng):
    """Packed speech of the sentences, 300 frames each."""
    frames = 300 * len(sentences)
    f0 = np.where(rng.random(frames) < 0.8, 130 + 10 * rng.standard_normal(frames), 0)
    f0.astype("<f4").tofile(folder / "f0.f32")
    bands, mels = -np.abs(rng.normal(2, 1, (frames, 6))), rng.normal(-6, 1, (frames, 80))
    np.concatenate([bands, mels], axis=1).astype("<f2").tofile(folder / "frames.f16")
    samples = 299 * 120
    (3000 * rng.standard_normal(len(sentences) * samples)).astype("<i2").tofile(folder / "sound.i16")
    places = [{"sample": i * samples, "samples": samples, "frame": i * 300, "frames": 300} for i in range(len(sentences))]
    lines = [json.dumps(sentence | {"language": "en"} | place) + "\n" for sentence, place in zip(sentences, places)]
    (folder / "sentences.jsonl").write_text("".join(lines))


def vocoder_data(folder):
    packed_speech(folder, [{"name": f"s{97 + i}-0", "speaker": f"s{97 + i}"} for i in range(2)], np.random.default_rng(3))
    return ["--batch", "2", "--frames", "60", "--adversarial-from", "1"]


def voice_data(folder):
    rng = np.random.default_rng(4)
    sentences = []
    for speaker in ("en-s00097", "en-s00098", "en-s00099"):
        for number in range(4):
            steps, count = rng.integers(6, 12, 12), 12
            phrase = {"start": 1, "phones": rng.integers(0, 67, count).tolist(), "steps": steps.tolist(), "stress": [0] * count}
            phrase |= {"begins": [1] * count, "ends": [0] * count, "last": 1, "mark": ".", "number": 0}
            sentences.append({"name": f"{speaker}-{number}", "speaker": speaker, "phrases": [phrase]})
    packed_speech(folder, sentences, rng)
    (folder / "dev.txt").write_text("\n")
    return ["--dev", str(folder / "dev.txt"), "--steps-a-batch", "400", "--adversarial-from", "1", "--evaluate-every", "2"]


def recogniser_data(folder):
    rng = np.random.default_rng(6)
    sentences = []
    for speaker in range(97, 100):
        for number in range(2):
            phrases = [{"start": 1, "phones": rng.integers(1, 67, 12).tolist(), "steps": [10] * 12}]
            sentences.append({"name": f"en-s{speaker:05d}-{number}", "speaker": f"en-s{speaker:05d}", "phrases": phrases})
    packed_speech(folder, sentences, rng)
    rng.standard_normal((400, 64)).astype("<f2").tofile(folder / "noise.f16")
    (folder / "noise.json").write_text(json.dumps([{"frame": 0, "frames": 400}]))
    (folder / "dev.txt").write_text("\n")
    return ["--dev", str(folder / "dev.txt"), "--noise", str(folder), "--frames", "300", "--evaluate-every", "2"]


def lts_data(folder):
    rng = np.random.default_rng(5)
    lines = []
    for _ in range(600):
        letters = ["th" if rng.random() < 0.1 else chr(ord("a") + rng.integers(26)) for _ in range(rng.integers(3, 9))]
        lines.append("".join(letters) + "\t" + " ".join(f"{letter}|{rng.integers(4):02X}" for letter in letters))
    (folder / "graphones.tsv").write_text("\n".join(lines) + "\n")
    return ["--letters", "60", "--evaluate-every", "2"]


def train(recipe, arguments, stop=None):
    """Runs the recipe's train.py in a process of its own; with stop, that process gets SIGTERM in that step."""
    process = os.fork()
    if process:
        assert os.waitpid(process, 0)[1] == 0, f"{recipe}: train.py failed"
        return
    folder = HERE / recipe
    sys.path[:0] = [str(folder), str(HERE)]
    sys.argv = [str(folder / "train.py"), *arguments]
    import trainer

    advance = trainer.Trainer.advance

    def stopping_advance(training):
        advance(training)
        if training.step == stop:
            os.kill(os.getpid(), signal.SIGTERM)

    trainer.Trainer.advance = stopping_advance
    try:
        code = compile((folder / "train.py").read_text(encoding="utf-8"), folder / "train.py", "exec")
        exec(code, {"__name__": "__main__", "__file__": str(folder / "train.py")})
        sys.stdout.flush()
        os._exit(0)
    finally:
        sys.excepthook(*sys.exc_info())
        os._exit(1)


def a_resumed_run_equals_an_uninterrupted_one(recipe, make_data, folder):
    data = folder / "data"
    data.mkdir(parents=True)
    options = make_data(data)
    arguments = lambda out: ["--data", str(data), "--out", str(folder / out), "--steps", str(STEPS), *options]
    train(recipe, arguments("whole"))
    train(recipe, arguments("stopped"), STOP)
    assert torch.load(folder / "stopped" / "checkpoint.pt")["step"] == STOP
    train(recipe, arguments("stopped"))
    whole, stopped = (torch.load(folder / out / "checkpoint.pt") for out in ("whole", "stopped"))
    assert whole["step"] == stopped["step"] == STEPS
    if recipe != "voice":
        assert all(torch.equal(value, stopped["average"][name]) for name, value in whole["average"].items()), recipe


RECIPES = {"lts": lts_data, "quality": quality_data, "speaker": speaker_data, "vocoder": vocoder_data, "voice": voice_data,
           "recogniser": recogniser_data}  # fmt: skip

if __name__ == "__main__":
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as scratch:
        for recipe in sys.argv[1:] or RECIPES:
            a_resumed_run_equals_an_uninterrupted_one(recipe, RECIPES[recipe], pathlib.Path(scratch) / recipe)
            print(f"{recipe}: holds", flush=True)
    print("all hold")
