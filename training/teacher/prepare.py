"""What the teacher said (generate.sh), as the recipes of the vocoder and the voice read it: OUT/sound.i16, frames.f16, f0.f32,
sentences.jsonl and styles.f32. The same command again adds what has been said since.

Each sentence has its frames (FrameLayout.SuperWideband, a frame each 5 ms, centred at a multiple of it) and its phrases; a phrase has
phones with lengths in steps of 10 ms, two frames. Files of F0 and frames come from Timbre.Bench, which `frames` runs.
"""
import argparse
import json
import pathlib
import subprocess

import numpy as np
import soundfile

import phones
import phrases

FEATURES = 87
BATCH = 400  # sentences whose frames are made and added at once


def said(folder):
    """(language, name) of all that lies in the folder, the first sentence of every speaker first, so that a part of the work is a part of
    every language."""
    names = [(path.parent.name, path.stem) for path in folder.glob("??/*.json") if path.with_suffix(".flac").exists()]
    return sorted(names, key=lambda name: (name[1].split("-")[1], name[1], name[0]))


def frames(bench, folder, scratch, names, threads):
    """The features of the sentences, by Timbre.Bench: arrays of [frames, FEATURES]."""
    files = [scratch / f"{language}-{name}.tvf" for language, name in names]
    listed = scratch / "list"
    lines = (f"{folder / language / name}.flac\t{file}\n" for (language, name), file in zip(names, files))
    listed.write_text("".join(lines))
    subprocess.run(["dotnet", bench, "vocoder", "features-24k", listed, str(threads)], check=True)
    for file in files:
        raw = np.fromfile(file, "<u1")
        count, width = np.frombuffer(raw[12:20].tobytes(), "<i4")
        yield np.frombuffer(raw[20:].tobytes(), "<f4").reshape(count, width)
        file.unlink()


def sentence(folder, language, name):
    """(the sound, the sentence's entry)"""
    about = json.loads((folder / language / f"{name}.json").read_text())
    sound, rate = soundfile.read(folder / language / f"{name}.flac", dtype="int16")
    assert rate == phrases.RATE, f"{name} has a rate of {rate} Hz"
    letters = about["phones"]
    segments = phrases.segments(letters, about["frames"], phones.read(letters, language), sound / 32768)
    entry = {"name": f"{language}-{name}", "speaker": f"{language}-{name.split('-')[0]}", "language": language, "text": about["text"]}
    return sound, entry | {"phrases": phrases.phrases(segments, phrases.end_mark(letters))}, about["style"]


def add(arguments, names, state):
    """Adds the sentences to the files; the index is written last, so that a stopped run leaves nothing half-added."""
    scratch = arguments.out / "scratch"
    scratch.mkdir(exist_ok=True)
    entries, styles = [], []
    with open(arguments.out / "sound.i16", "r+b") as sounds, open(arguments.out / "frames.f16", "r+b") as all_frames, \
            open(arguments.out / "f0.f32", "r+b") as all_f0:  # fmt: skip
        sounds.seek(state["samples"] * 2)
        all_frames.seek(state["frames"] * (FEATURES - 1) * 2)
        all_f0.seek(state["frames"] * 4)
        for (language, name), features in zip(names, frames(arguments.bench, arguments.said, scratch, names, arguments.threads)):
            sound, entry, style = sentence(arguments.said, language, name)
            entries.append(entry | {"sample": state["samples"], "samples": len(sound), "frame": state["frames"], "frames": len(features)})
            styles.append(style)
            sounds.write(sound.tobytes())
            all_frames.write(features[:, 1:].astype("<f2").tobytes())
            all_f0.write(features[:, 0].astype("<f4").tobytes())
            state["samples"] += len(sound)
            state["frames"] += len(features)
    np.asarray(styles, "<f4").tofile(arguments.out / "styles.part")
    with open(arguments.out / "styles.f32", "ab") as file:
        file.truncate(state["sentences"] * 256 * 4)
        file.write((arguments.out / "styles.part").read_bytes())
    with open(arguments.out / "sentences.jsonl", "a") as file:
        file.write("".join(json.dumps(entry) + "\n" for entry in entries))
    state["sentences"] += len(entries)


def begin(out):
    """What is there already; files that do not exist are made."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("sound.i16", "frames.f16", "f0.f32", "styles.f32", "sentences.jsonl"):
        (out / name).touch()
    whole = (out / "sentences.jsonl").read_text().rpartition("\n")[0]  # a line that a stopped run left unfinished is none
    entries = [json.loads(line) for line in whole.splitlines()]
    (out / "sentences.jsonl").write_text("".join(line + "\n" for line in whole.splitlines()))
    last = entries[-1] if entries else {"sample": 0, "samples": 0, "frame": 0, "frames": 0}
    state = {"samples": last["sample"] + last["samples"], "frames": last["frame"] + last["frames"], "sentences": len(entries)}
    return {entry["name"] for entry in entries}, state


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--said", type=pathlib.Path, required=True, help="the folder that generate.sh filled")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--bench", type=pathlib.Path, required=True, help="Timbre.Bench.dll")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    there, state = begin(arguments.out)
    names = [name for name in said(arguments.said) if "-".join(name) not in there]
    for first in range(0, len(names), BATCH):
        add(arguments, names[first : first + BATCH], state)
        hours = state["samples"] / phrases.RATE / 3600
        print(f"prepare: {first + len(names[first : first + BATCH])} of {len(names)}, {hours:.2f} h of speech", flush=True)


if __name__ == "__main__":
    main()
