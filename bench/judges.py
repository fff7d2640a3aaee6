"""What the judges say of cloned voices: rows of Markdown with intervals, beside natural recordings (ceiling) and other speakers (floor).

judges.py table [--strangers TRIALS] [--of NAME] TITLE=TRIALS...
    a row a TRIALS; natural recordings and other speakers are those of the first. --of NAME: rows of one speaker, without the heading
judges.py differences [--strangers TRIALS] TITLE=TRIALS=OTHER...
    TRIALS less OTHER, whose rows belong to one another one by one

TRIALS is a file as judge.py reads it: speaker, reference, generated, text; word errors are counted where there is a text. TIMBRE_SHARED
is the folder of the judges. --strangers: a file whose references are the other speakers; else those of TRIALS are.

position and rank1 are judge.py's: 0 is as unlike as two speakers, 1 as alike as two recordings of one (both of the references); share of
files whose nearest speaker is the right one. Intervals of 95 % by bootstrap (2000 draws with a fixed seed): speakers are drawn, then
their files; floor and ceiling of position stay.
"""
import argparse
import csv
import dataclasses
import os
import pathlib

import numpy as np

from file_scores import FileScores

DRAWS = 2000
SEED = 1
COLUMNS = {"position": "{:.3f}", "rank1": "{:.3f}", "own encoder": "{:.3f}", "BVCC": "{:.2f}", "words wrong, %": "{:.1f}"}


@dataclasses.dataclass
class Trial:
    speaker: str
    path: str
    text: str = ""


def read(path):
    """The trials of a file, and the references of each speaker, as often as they stand in it."""
    trials, references = [], {}
    for row in csv.DictReader(open(path), delimiter="\t", quoting=csv.QUOTE_NONE):
        at = lambda name: str((pathlib.Path(path).parent / row[name]).resolve())
        trials.append(Trial(row["speaker"], at("generated"), row.get("text") or ""))
        references.setdefault(row["speaker"], []).append(at("reference"))
    return trials, references


def texts_of(shared):
    """Transcripts of ../shared/speech by the names of files."""
    tables = [shared / "speech" / part / "utterances.tsv" for part in ("eval", "train")]
    rows = [row for table in tables for row in csv.DictReader(open(table), delimiter="\t", quoting=csv.QUOTE_NONE)]
    return {pathlib.Path(row["path"]).name: row["text"] for row in rows if row["text"]}


class Scale:
    """Similarity to the references of some speakers, as judge.py counts it; a file is never compared with itself."""

    def __init__(self, scores, references):
        self.scores = scores
        self.paths = references
        self.vectors = {speaker: np.stack(scores.embeddings(paths)) for speaker, paths in references.items()}
        speakers = list(references)
        products = lambda a, b: self.vectors[a] @ self.vectors[b].T
        same = [products(speaker, speaker)[np.triu_indices(len(references[speaker]), 1)] for speaker in speakers]
        others = [products(a, b).ravel() for i, a in enumerate(speakers) for b in speakers[i + 1 :]]
        self.ceiling, self.floor = np.concatenate(same).mean(), np.concatenate(others).mean()

    def cosines(self, path, embedding, speaker):
        return (self.vectors[speaker] @ embedding)[[reference != path for reference in self.paths[speaker]]]

    def position(self, trial, embedding):
        """Numerator and denominator of the mean over all pairs of a file and a reference."""
        cosines = self.cosines(trial.path, embedding, trial.speaker)
        return (cosines - self.floor).sum() / (self.ceiling - self.floor), len(cosines)

    def is_nearest(self, trial, embedding):
        means = {speaker: self.cosines(trial.path, embedding, speaker).mean() for speaker in self.vectors}
        return max(means, key=means.get) == trial.speaker

    def own_similarity(self, trial, embedding):
        """Mean cosine by the project's encoder, and 1; twice 0 where it has no embedding."""
        paths = [path for path in dict.fromkeys(self.paths[trial.speaker]) if path != trial.path]
        references = [value for value in self.scores.own_embeddings(paths) if value is not None]
        return (np.mean(references @ embedding), 1) if embedding is not None and references else (0, 0)


class Columns:
    """Of each file and each column a numerator and a denominator: a column's value is the quotient of their sums."""

    def __init__(self, scores, scale, trials, all_columns=True):
        paths = [trial.path for trial in trials]
        embeddings = scores.embeddings(paths)
        own = scores.own_embeddings(paths)
        self.pairs = np.zeros((len(trials), len(COLUMNS), 2))
        for i, trial in enumerate(trials):
            self.pairs[i, 0] = scale.position(trial, embeddings[i])
            self.pairs[i, 1] = scale.is_nearest(trial, embeddings[i]), 1
            self.pairs[i, 2] = scale.own_similarity(trial, own[i])
        if all_columns:
            self.pairs[:, 3, 0], self.pairs[:, 3, 1] = scores.opinions(paths), 1
            spoken = [i for i, trial in enumerate(trials) if trial.text]
            self.pairs[spoken, 4] = scores.word_errors([paths[i] for i in spoken], [trials[i].text for i in spoken]) * (100, 1)
        self.speakers = np.array([trial.speaker for trial in trials])

    def values(self, files=slice(None)):
        sums = self.pairs[files].sum(0)
        return np.divide(sums[:, 0], sums[:, 1], out=np.full(len(sums), np.nan), where=sums[:, 1] > 0)

    def draws(self):
        rng = np.random.default_rng(SEED)
        groups = [np.flatnonzero(self.speakers == speaker) for speaker in dict.fromkeys(self.speakers)]
        for _ in range(DRAWS):
            drawn = [groups[i] for i in rng.integers(len(groups), size=len(groups))]
            yield np.concatenate([rng.choice(group, len(group)) for group in drawn])


def cells(values, drawn, sign=""):
    for form, value, of_draws in zip(COLUMNS.values(), values, np.array(drawn).T):
        form = form.replace(":", ":" + sign)
        known = of_draws[~np.isnan(of_draws)]  # a draw may have no file with a text or an embedding
        low, high = np.quantile(known, (0.025, 0.975)) if len(known) else (np.nan, np.nan)
        yield "" if np.isnan(value) else f"{form.format(value)} ({form.format(low)} to {form.format(high)})"


def row(title, columns):
    print(f"| {title} | {len(columns.pairs)} | {' | '.join(cells(columns.values(), [columns.values(d) for d in columns.draws()]))} |")


def table(scores, strangers, options):
    named = [text.rsplit("=", 1) for text in options.rows]
    systems = [(title, *read(path)) for title, path in named]
    _, trials, references = systems[0]
    scale = Scale(scores, strangers | references)
    texts = texts_of(options.shared) if any(trial.text for trial in trials) else {}
    recordings = {speaker: list(dict.fromkeys(paths)) for speaker, paths in scale.paths.items()}
    natural = [Trial(speaker, path, texts.get(pathlib.Path(path).name, "")) for speaker in references for path in recordings[speaker]]
    others = [Trial(speaker, path) for speaker in references for other in recordings if other != speaker for path in recordings[other]]
    prefix = f"{options.of}, " if options.of else ""
    if not options.of:
        print(f"| | files | {' | '.join(COLUMNS)} |\n|{'---|' * (len(COLUMNS) + 2)}")
    row(f"{prefix}natural recordings (ceiling)", Columns(scores, scale, natural))
    row(f"{prefix}other speakers (floor)", Columns(scores, scale, others, all_columns=False))
    for title, trials, references in systems:
        row(prefix + title, Columns(scores, Scale(scores, strangers | references), trials))


def differences(scores, strangers, options):
    print(f"| | {' | '.join(COLUMNS)} |\n|{'---|' * (len(COLUMNS) + 1)}")
    for title, *paths in (text.rsplit("=", 2) for text in options.rows):
        (trials, references), (others, other_references) = map(read, paths)
        if [trial.text for trial in trials] != [trial.text for trial in others]:
            raise SystemExit(f"The rows of {paths[0]} and {paths[1]} do not belong to one another.")
        system = Columns(scores, Scale(scores, strangers | references), trials)
        other = Columns(scores, Scale(scores, strangers | other_references), others)
        drawn = [system.values(files) - other.values(files) for files in system.draws()]
        print(f"| {title} | {' | '.join(cells(system.values() - other.values(), drawn, '+'))} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["table", "differences"])
    parser.add_argument("--strangers")
    parser.add_argument("--of")
    parser.add_argument("rows", nargs="+")
    options = parser.parse_args()
    options.shared = pathlib.Path(os.environ.get("TIMBRE_SHARED") or pathlib.Path(__file__).resolve().parents[2] / "shared")
    strangers = read(options.strangers)[1] if options.strangers else {}
    {"table": table, "differences": differences}[options.what](FileScores(options.shared), strangers, options)


if __name__ == "__main__":
    main()
