"""Packs real speech with texts for the recipes of voice and vocoder, in the format of packing.py; a recording's line
also has the rate it was recorded at. Goes on where it was stopped.

DATA holds utterances.tsv (speaker, path, text, licence), as ../shared/speech/train and ../shared/corpora do; recordings without a text are
recognised. A recording whose words do not fit its sound worse than MIN_FIT_QUANTILE of the others is left out.
"""
import argparse
import csv
import json
import pathlib
import subprocess
import sys

import numpy as np
import soundfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import packing

LAG = 1  # steps: PocketSphinx names its windows of 25.6 ms by where they begin
MIN_FIT_QUANTILE = 0.03
MAX_SECONDS = 40


def recordings(data):
    """name: (path, speaker, text) of every folder's utterances.tsv."""
    result = {}
    for folder in data:
        with open(folder / "utterances.tsv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                result[f"{row['speaker']}@{pathlib.Path(row['path']).stem}"] = (folder / row["path"], row["speaker"], row["text"])
    return result


def aligned(arguments, found):
    """name: its line of voice-phrases, for recordings whose words were found in them."""
    listed, lines = arguments.out / "phrases.list", arguments.out / "phrases.jsonl"
    listed.write_text("".join(f"{name}\t{path}\t{text}\n" for name, (path, _, text) in found.items()))
    subprocess.run(["dotnet", arguments.training, "voice-phrases", listed, lines, str(arguments.threads)], check=True)
    rows = [row for row in map(json.loads, open(lines)) if row["phrases"]]
    least = np.quantile([row["score"] for row in rows], MIN_FIT_QUANTILE)
    return {row["name"]: row for row in rows if row["score"] > least}


def phrases(row):
    """As the teacher's are, but for the contexts, which the run time computed."""
    return [{"start": p["start"] + LAG, "phones": p["phones"], "steps": p["frames"], "contexts": p["contexts"]} for p in row["phrases"]]


def add(arguments, names, found, rows, packed):
    sounds = [packed.scratch / f"{i}.wav" for i in range(len(names))]
    for name, sound in zip(names, sounds):
        subprocess.run(["sox", "-G", found[name][0], "-r", str(packing.RATE), "-c", "1", "-b", "16", sound], check=True)
    for name, sound, features in zip(names, sounds, packing.features(arguments.bench, sounds, packed.scratch, arguments.threads)):
        path, speaker, text = found[name]
        entry = {"name": name, "speaker": speaker, "language": "en", "text": text, "rate": soundfile.info(path).samplerate}
        packed.add(entry | {"phrases": phrases(rows[name])}, soundfile.read(sound, dtype="int16")[0], features)
        sound.unlink()
    packed.save()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--bench", type=pathlib.Path, required=True, help="Timbre.Bench.dll")
    parser.add_argument("--training", type=pathlib.Path, required=True, help="Timbre.Training.dll")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    packed = packing.Folder(arguments.out)
    found = {name: row for name, row in recordings(arguments.data).items() if soundfile.info(row[0]).duration < MAX_SECONDS}
    rows = aligned(arguments, found)
    names = [name for name in rows if name not in packed.names]
    for first in range(0, len(names), packing.BATCH):
        add(arguments, names[first : first + packing.BATCH], found, rows, packed)
        print(f"pack: {min(len(names), first + packing.BATCH)} of {len(names)}, {packed.hours:.2f} h of speech", flush=True)


if __name__ == "__main__":
    main()
