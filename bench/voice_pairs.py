"""What bench/voices.sh asks of single speakers: rows of each voice and how rapid and professional differ.

voice_pairs.py SHARED STRANGERS (RAPID PROFESSIONAL)...

STRANGERS, RAPID and PROFESSIONAL are trials.tsv as judge.py reads them; pairs say the same sentences in the same order. Differences
have intervals of 95 % by bootstrap over sentences (2000 draws): both voices' sentences are drawn together, for what is hard to say is
hard for both.
"""
import csv
import importlib.util
import pathlib
import re
import subprocess
import sys

import numpy as np

DRAWS = 2000


def judge_of(shared):
    spec = importlib.util.spec_from_file_location("judge", shared / "judge" / "judge.py")
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    return judge


def rows_of(trials):
    return [row | {"generated": str(trials.parent / row["generated"])} for row in csv.DictReader(open(trials), delimiter="\t")]


def naturalness(shared, files):
    command = [sys.executable, str(shared / "judge" / "naturalness.py"), *files]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return np.array([float(line.split("\t")[1]) for line in printed.splitlines()[: len(files)]])


class Scores:
    """Of each sentence: cosine to the speaker's natural recordings, opinion, wrong words, words."""

    def __init__(self, judge, encoder, shared, trials):
        rows = rows_of(trials)
        natural = [encoder(path) for path in sorted({row["reference"] for row in rows})]
        self.same = [a @ b for i, a in enumerate(natural) for b in natural[i + 1 :]]
        self.natural = natural
        made = [encoder(row["generated"]) for row in rows]
        self.cosines = np.array([np.mean([e @ a for a in natural]) for e in made])
        self.made = made
        self.opinions = naturalness(shared, [row["generated"] for row in rows])
        truths = [judge.words(row["text"]) for row in rows]
        self.words = np.array([len(words) for words in truths])
        self.wrong = np.array([judge.word_errors(words, judge.recognise(row["generated"])) for words, row in zip(truths, rows)])

    def position(self, floor, ceiling):
        return (self.cosines - floor) / (ceiling - floor)


def interval(values):
    low, high = np.quantile(values, (0.025, 0.975))
    return f"{low:+.3f} to {high:+.3f}"


def main():
    shared = pathlib.Path(sys.argv[1])
    judge = judge_of(shared)
    encoder = judge.Encoder(str(shared / "judge" / "speaker-encoder.npz"))
    strangers = {}
    for row in csv.DictReader(open(sys.argv[2]), delimiter="\t"):
        strangers.setdefault(row["speaker"], set()).add(row["reference"])
    strangers = [[encoder(path) for path in sorted(paths)] for paths in strangers.values()]
    same = [a @ b for own in strangers for i, a in enumerate(own) for b in own[i + 1 :]]
    impostor = [a @ b for i, own in enumerate(strangers) for other in strangers[i + 1 :] for a in own for b in other]
    floor = float(np.mean(impostor))
    rng = np.random.default_rng(1)
    differences = []
    for rapid, professional in zip(sys.argv[3::2], sys.argv[4::2]):
        name = re.sub("-(rapid|professional)$", "", pathlib.Path(rapid).parent.name)
        both = [Scores(judge, encoder, shared, pathlib.Path(path)) for path in (rapid, professional)]
        ceiling = float(np.mean(same + both[0].same))
        for title, scores in zip(("rapid", "professional"), both):
            own = scores.cosines
            others = np.array([max(np.mean([e @ a for a in stranger]) for stranger in strangers) for e in scores.made])
            position, rank1 = scores.position(floor, ceiling).mean(), (own > others).mean()
            word_errors = scores.wrong.sum() / scores.words.sum()
            print(f"| {name}, {title} | {len(own)} | {position:.3f} | {rank1:.3f} | {scores.opinions.mean():.2f} | {word_errors:.3f} |")
        drawn = rng.integers(0, len(both[0].words), (DRAWS, len(both[0].words)))
        likeness, opinions, errors = (
            np.array([value(both[1], draw) - value(both[0], draw) for draw in drawn])
            for value in (
                lambda s, draw: s.position(floor, ceiling)[draw].mean(),
                lambda s, draw: s.opinions[draw].mean(),
                lambda s, draw: s.wrong[draw].sum() / s.words[draw].sum(),
            )
        )
        differences.append(f"| {name} | {interval(likeness)} | {interval(opinions)} | {interval(errors)} |")
    print("\nProfessional less rapid, intervals of 95 % by bootstrap over sentences:\n")
    print("| speaker | position | naturalness | word errors |\n|---|---|---|---|")
    print("\n".join(differences))


if __name__ == "__main__":
    main()
