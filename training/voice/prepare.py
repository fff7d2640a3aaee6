"""The training sound as 16 kHz WAV files, and the lists for the programs that analyse it: OUT/wav, features.list, features.tsv,
phrases.list.

DATA holds utterances.tsv (speaker, path, text, licence), as ../shared/speech/train does; a recording without a text is recognised
later. Besides, flite speaks sentences of DATA. Files that are there already are left as they are.
"""
import argparse
import csv
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "vocoder"))
from prepare import flite_sentences, write


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    with open(arguments.data / "utterances.tsv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wavs, features, scratch = (arguments.out / name for name in ("wav", "features", "flite"))
    for folder in (wavs, features, scratch):
        folder.mkdir(parents=True, exist_ok=True)
    texts = {f"{row['speaker']}@{pathlib.Path(row['path']).stem}": (arguments.data / row["path"], row["text"]) for row in rows}
    for speaker, path, text in flite_sentences(rows, scratch):
        texts[f"{speaker}@{path.stem}"] = (path, text)
    for name, (path, _) in texts.items():
        write(path, wavs / f"{name}.wav")
    lists = {
        "features.list": lambda name, _: f"{wavs / name}.wav\t{features / name}.tvf",
        "features.tsv": lambda name, _: f"{name}\t{features / name}.tvf",
        "phrases.list": lambda name, text: f"{name}\t{wavs / name}.wav\t{text}", "wavs.list": lambda name, _: f"{wavs / name}.wav",
    }
    for file, line in lists.items():
        (arguments.out / file).write_text("".join(line(name, text) + "\n" for name, (_, text) in texts.items()))


if __name__ == "__main__":
    main()
