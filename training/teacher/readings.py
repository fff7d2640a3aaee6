"""How far Timbre reads the teacher's texts as the teacher does: readings.py TEACHER TIMBRE_TRAINING [EVERY].

TEACHER is ../shared/teacher, TIMBRE_TRAINING the built Timbre.Training.dll; every EVERYth sentence is read (12). Prints the share of
phones that differ (substituted, left out or put in, of the teacher's), of stresses that agree where either has one, and what differs most.
"""
import collections
import difflib
import pathlib
import subprocess
import sys
import tempfile

import phones

MARKS = {0: "", 1: "2", 2: "1"}  # of phones.read's stresses, as Timbre.Training voice-readings writes them
SHOWN = 12


def read_by_timbre(program, texts):
    """Phones with their stress of each text: [["ð", "ə", "n", "eɪ1", "m"], ...]."""
    with tempfile.TemporaryDirectory() as scratch:
        given, written = pathlib.Path(scratch) / "texts", pathlib.Path(scratch) / "readings"
        given.write_text("".join(f"{text}\n" for text in texts))
        subprocess.run(["dotnet", program, "voice-readings", given, written], check=True)
        return [[phone for word in line.split() for phone in word.split(".")] for line in written.read_text().splitlines()]


def name(phone):
    return phone.rstrip("12")


def main():
    teacher, program, *every = sys.argv[1:]
    rows = [line.rstrip("\n").split("\t") for line in open(pathlib.Path(teacher) / "sentences.tsv", encoding="utf-8")]
    rows = rows[:: int(every[0]) if every else 12]
    differing, spoken, stressed, agreeing, kinds = 0, 0, 0, 0, collections.Counter()
    for ours, (_, _, letters) in zip(read_by_timbre(program, [text for _, text, _ in rows]), rows, strict=True):
        theirs = [phone.name + MARKS[phone.stress] for phone in phones.read(["", *letters, ""], "en")]
        spoken += len(theirs)
        matcher = difflib.SequenceMatcher(None, list(map(name, ours)), list(map(name, theirs)), autojunk=False)
        for kind, first, end, other, other_end in matcher.get_opcodes():
            pairs = list(zip(ours[first:end], theirs[other:other_end]))
            if kind != "equal":
                differing += max(end - first, other_end - other)
                kinds[" ".join(map(name, ours[first:end])) + " > " + " ".join(map(name, theirs[other:other_end]))] += 1
                continue
            marked = [pair for pair in pairs if any(phone[-1] in "12" for phone in pair)]
            stressed, agreeing = stressed + len(marked), agreeing + sum(a == b for a, b in marked)
    shares = f"{100 * differing / spoken:.1f} % of {spoken} phones differ, {100 * agreeing / stressed:.1f} % of stresses agree"
    print(f"{len(rows)} sentences: {shares}")
    shown = sorted(kinds, key=kinds.get, reverse=True)[:SHOWN]
    print("ours > the teacher's: " + ", ".join(f"{kind} ({kinds[kind]})" for kind in shown))


if __name__ == "__main__":
    main()
