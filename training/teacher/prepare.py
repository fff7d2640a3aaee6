"""Packs what the teacher said (generate.sh) for the recipes of vocoder and voice: packing.py has the format. The same command again adds
what has been said since.

A phrase has phones with lengths in steps of 10 ms, two frames.
"""
import argparse
import json
import pathlib
import sys

import soundfile

import phones
import phrases

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import packing


def said(folder):
    """(language, name) of all that lies in the folder, the first sentence of every speaker first, so that a part of the work is a part of
    every language."""
    names = [(path.parent.name, path.stem) for path in folder.glob("??/*.json") if path.with_suffix(".flac").exists()]
    return sorted(names, key=lambda name: (name[1].split("-")[1], name[1], name[0]))


def sentence(folder, language, name):
    """(the sound, the sentence's entry)"""
    about = json.loads((folder / language / f"{name}.json").read_text())
    sound, rate = soundfile.read(folder / language / f"{name}.flac", dtype="int16")
    assert rate == phrases.RATE, f"{name} has a rate of {rate} Hz"
    letters = about["phones"]
    segments = phrases.segments(letters, about["frames"], phones.read(letters, language), sound / 32768)
    entry = {"name": f"{language}-{name}", "speaker": f"{language}-{name.split('-')[0]}", "language": language, "text": about["text"]}
    return sound, entry | {"phrases": phrases.phrases(segments, phrases.end_mark(letters))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--said", type=pathlib.Path, required=True, help="the folder that generate.sh filled")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--bench", type=pathlib.Path, required=True, help="Timbre.Bench.dll")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    packed = packing.Folder(arguments.out)
    names = [name for name in said(arguments.said) if "-".join(name) not in packed.names]
    for first in range(0, len(names), packing.BATCH):
        some = names[first : first + packing.BATCH]
        sounds = [arguments.said / language / f"{name}.flac" for language, name in some]
        for (language, name), features in zip(some, packing.features(arguments.bench, sounds, packed.scratch, arguments.threads)):
            sound, entry = sentence(arguments.said, language, name)
            packed.add(entry, sound, features)
        packed.save()
        print(f"prepare: {first + len(some)} of {len(names)}, {packed.hours:.2f} h of speech", flush=True)


if __name__ == "__main__":
    main()
