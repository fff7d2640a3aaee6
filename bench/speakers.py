"""What bench/speakers.sh measures: `plan SHARED WORK` writes what is to be embedded,
`report SHARED WORK ENCODER PICTURE` prints the tables.

Nothing here chooses anything: thresholds are those of models/speaker/encoder.bin, from speakers of training.
"""
import csv
import importlib.util
import json
import pathlib
import sys

import numpy as np

import backend
import evaluate
import export

MIN_SECONDS = 3.0
SEGMENT_SECONDS = 4.0
SHARES = (0.05, 0.10, 0.20)
DRAWS = 4
MAX_RECORDINGS = 40
THRESHOLD = 1.0  # SpeakerComparer.DefaultThreshold


def utterances(shared):
    import soundfile

    root = shared / "speech" / "eval"
    for row in csv.DictReader(open(root / "utterances.tsv"), delimiter="\t"):
        seconds = soundfile.info(root / row["path"]).duration
        if seconds >= MIN_SECONDS:
            yield row["speaker"], row["sex"], root / row["path"], seconds


def plan(shared, work):
    lines, segments = [], {}
    for speaker, sex, path, seconds in utterances(shared):
        lines.append({"speaker": speaker, "sex": sex, "path": str(path), "start": 0, "end": seconds, "whole": True})
    for line in [line for line in lines if not line["speaker"].startswith("rav")]:
        count = max(1, int(line["end"] / SEGMENT_SECONDS))
        for i in range(count):
            end = line["end"] if i == count - 1 else (i + 1) * SEGMENT_SECONDS
            segments.setdefault(line["speaker"], []).append(len(lines))
            lines.append(line | {"start": i * SEGMENT_SECONDS, "end": min(end, i * SEGMENT_SECONDS + 2 * SEGMENT_SECONDS), "whole": False})
    order = sorted(range(len(lines)), key=lambda i: (lines[i]["path"], i))
    place = {old: new for new, old in enumerate(order)}
    lines = [lines[i] for i in order]
    segments = {speaker: [place[i] for i in of] for speaker, of in segments.items()}
    sexes = {line["speaker"]: line["sex"] for line in lines}
    datasets = []
    for share in (0.0, *SHARES):
        for main in sorted(segments):
            others = [other for other in sorted(segments) if other != main and sexes[other] == sexes[main]]
            for other in others if share > 0 else others[:1]:
                for draw in range(DRAWS):
                    rng = np.random.default_rng((43, round(100 * share), draw, *map(ord, main + other)))
                    total = min(MAX_RECORDINGS, len(segments[main]))
                    strange = 0 if share == 0 else max(1, round(share * total))
                    own = rng.permutation(segments[main])[: total - strange]
                    foreign = rng.permutation(segments[other])[:strange]
                    datasets.append({"share": share, "main": main, "members": [int(i) for i in (*own, *foreign)]})
    (work / "list.tsv").write_text("".join(f"{line['path']}\t{line['start']:.3f}\t{line['end']:.3f}\n" for line in lines))
    (work / "datasets.txt").write_text("".join(" ".join(map(str, one["members"])) + "\n" for one in datasets))
    (work / "plan.json").write_text(json.dumps({"lines": lines, "datasets": datasets}))


def yardstick(shared, paths):
    """Embeddings of the judge's encoder."""
    spec = importlib.util.spec_from_file_location("judge", shared / "judge" / "judge.py")
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    encoder = judge.Encoder(shared / "judge" / "speaker-encoder.npz")
    return np.stack([encoder(path) for path in paths])


def balanced(pairs, same, speaker):
    """Weights with which each speaker's same pairs, and each pair of speakers, count alike: one of them has most of the recordings."""
    names, number = np.unique(speaker, return_inverse=True)
    kind = np.sort(number[pairs], axis=1) @ [len(names), 1]
    _, index, counts = np.unique(kind, return_inverse=True, return_counts=True)
    return 1.0 / counts[index]


class Trials:
    """What evaluate.det asks for."""

    def __init__(self, trials):
        self.of = trials

    def trials(self):
        return self.of


def refusals(lines, refused):
    speakers = sorted({lines[i]["speaker"] for i in refused})
    return f"{len(refused)} refused for too little speech" + (f" ({', '.join(speakers)})" if speakers else "")


def report(shared, work, encoder, picture):
    planned = json.loads((work / "plan.json").read_text())
    lines = planned["lines"]
    rows = [json.loads(row) for row in open(work / "embeddings.jsonl")]
    whole = [i for i, line in enumerate(lines) if line["whole"]]
    refused = [i for i in whole if rows[i]["embedding"] is None]
    used = [i for i in whole if rows[i]["embedding"] is not None]
    speaker = np.array([lines[i]["speaker"] for i in used])
    acted = np.char.startswith(speaker, "rav")
    sizes, parts = export.unpacked(encoder.read_bytes())
    vectors = np.array([rows[i]["embedding"] for i in used])
    cepstra = np.array([rows[i]["mfcc"] for i in used])
    slope, offset = parts["calibration"][0]
    calibrated = backend.Cohort(vectors, parts["cohort"])
    cosine = backend.Cohort(vectors)
    baseline = backend.Cohort(evaluate.normalised((cepstra - cepstra.mean(0)) / cepstra.std(0)))
    judge = backend.Cohort(yardstick(shared, [lines[i]["path"] for i in used]))
    systems = {
        "Timbre, log-likelihood ratio": calibrated.scores,
        "Timbre, cosine": cosine.scores,
        "mean of 20 MFCCs": baseline.scores,
        "encoder of judge.py": judge.scores,
    }
    a, b = np.triu_indices(len(used), 1)
    same = speaker[a] == speaker[b]
    groups = {"LibriSpeech and VCTK": ~acted[a] & ~acted[b], "RAVDESS, acted": acted[a] & acted[b]}
    trials = {name: (np.stack([a[at], b[at]], 1), same[at]) for name, at in groups.items()}

    print(
        f"Weights of step {sizes[-1]}. Speakers of `speech/eval`, none of whom was trained or tuned on; utterances of {MIN_SECONDS:g} s\n"
        f"or more, all pairs; {len(used)} utterances, {refusals(lines, refused)}.\n\n## Verification\n\n"
        "Equal error rate in %, with what it would be with other speakers (95 %, 200 draws of whole speakers); then the rate with every\n"
        "speaker and every pair of speakers counting alike, since `ls19` alone has nine of ten same pairs.\n"
    )
    headings = [
        f"{name}: {len(set(speaker[pairs.ravel()]))} speakers, {int(s.sum())} same, {int((~s).sum())} different pairs"
        for name, (pairs, s) in trials.items()
    ]
    print("| system | " + " | ".join(headings) + " |")
    print("|---|" + "---|" * len(trials))
    for system, score in systems.items():
        cells = []
        for pairs, s in trials.values():
            scores = score(pairs)
            low, high = evaluate.interval(scores, s, speaker, pairs)
            alike = evaluate.equal_error(scores, s, balanced(pairs, s, speaker))
            cells.append(f"{100 * evaluate.equal_error(scores, s):.2f} ({100 * low:.1f} to {100 * high:.1f}); {100 * alike:.2f}")
        print(f"| {system} | " + " | ".join(cells) + " |")
    print("| wanted | 3 | 10 |\n\nAt the threshold of 1 for the log-likelihood ratio, which training's speakers gave:\n")
    print("| | different taken for same, % | same taken for different, % |\n|---|---|---|")
    for name, (pairs, s) in trials.items():
        ratios = slope * calibrated.scores(pairs) + offset
        print(f"| {name} | {100 * np.mean(ratios[~s] >= THRESHOLD):.2f} | {100 * np.mean(ratios[s] < THRESHOLD):.2f} |")
    evaluate.det(Trials(trials), systems, picture)
    print(
        f"\n![DET curves]({picture.name})\n\n## Outliers\n\nDatasets of up to {MAX_RECORDINGS} recordings of {SEGMENT_SECONDS:g} to "
        f"{2 * SEGMENT_SECONDS:g} s of a LibriSpeech or VCTK speaker, a share of them another speaker's of the\n"
        "same sex, every pair of speakers, four draws.\n\n"
        "| share of another speaker | datasets | outliers found, % | false alarms, % |\n|---|---|---|---|"
    )
    flagged = [set(map(int, line.split())) for line in open(work / "outliers.tsv").read().split("\n")[: len(planned["datasets"])]]
    by_share, by_pair = {}, {}
    for one, found in zip(planned["datasets"], flagged):
        embedded = [i for i in one["members"] if rows[i]["embedding"] is not None]
        own = [i for i in embedded if lines[i]["speaker"] == one["main"]]
        foreign = [i for i in embedded if lines[i]["speaker"] != one["main"]]
        for table, key in ((by_share, one["share"]), (by_pair, (one["main"], lines[foreign[0]]["speaker"] if foreign else ""))):
            sums = table.setdefault(key, [0, 0, 0, 0, 0])
            for k, value in enumerate((1, len(found & set(foreign)), len(foreign), len(found & set(own)), len(own))):
                sums[k] += value
    for share, (count, right, foreign, wrong, own) in sorted(by_share.items()):
        print(f"| {100 * share:.0f} % | {count} | {f'{100 * right / foreign:.1f}' if foreign else ''} | {100 * wrong / own:.2f} |")
    hard = sorted(((right / foreign, pair) for pair, (_, right, foreign, _, _) in by_pair.items() if foreign))[:3]
    named = [f"{other} among {main} ({100 * share:.0f} %)" for share, (main, other) in hard]
    print(f"\nWanted: 95 % at 2 %. The hardest: {', '.join(named)}.")


if __name__ == "__main__":
    what, shared, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    plan(shared, work) if what == "plan" else report(shared, work, pathlib.Path(sys.argv[4]), pathlib.Path(sys.argv[5]))
