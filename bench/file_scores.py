"""What the evaluation models say of sound files, each computed once: it is kept by the SHA-256 of the file.

The models: the speaker encoder of ../shared/judge/judge.py, naturalness.py (DNSMOS Pro trained on BVCC), words.mjs (Whisper base), and the
project's own speaker encoder, by Timbre.Bench. A run that was interrupted goes on where it stopped; when a model changes, its scores are
computed anew.
"""
import csv
import hashlib
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll"
NODE_FOLDER = ROOT / ".artifacts/node"
SCORES = ROOT / ".artifacts/bench/scores"
MAX_SECONDS = 120  # of a file for Timbre.Bench


def digest_of(*paths):
    sha = hashlib.sha256()
    for path in paths:
        sha.update(pathlib.Path(path).read_bytes())
    return sha.hexdigest()


class Cache:
    """Values by key in a file of JSON lines, to which each is appended as soon as it is there."""

    def __init__(self, name, *models):
        SCORES.mkdir(parents=True, exist_ok=True)
        self.path = SCORES / f"{name}-{digest_of(*models)[:12]}.jsonl"
        text = self.path.read_text() if self.path.exists() else ""
        whole = text[: text.rfind("\n") + 1]  # the last line of a run that was killed may be half a line
        if whole != text:
            self.path.write_text(whole)
        self.values = dict(json.loads(line) for line in whole.splitlines())

    def get(self, keys, compute):
        """The values of the keys; compute(missing keys) yields the value of each that is not there, in their order."""
        missing = [key for key in dict.fromkeys(keys) if key not in self.values]
        if missing:
            with open(self.path, "a") as out:
                for key, value in zip(missing, compute(missing), strict=True):
                    self.values[key] = value
                    out.write(json.dumps([key, value]) + "\n")
                    out.flush()
        return [self.values[key] for key in keys]


class FileScores:
    def __init__(self, shared):
        self.folder = pathlib.Path(shared) / "judge"
        spec = importlib.util.spec_from_file_location("judge", self.folder / "judge.py")
        judge = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(judge)
        weights = self.folder / "speaker-encoder.npz"
        self.encoder = judge.Encoder(str(weights))
        self.digests, self.paths = {}, {}
        self.embedding_cache = Cache("embeddings", self.folder / "judge.py", weights)
        self.own_cache = Cache("own-embeddings", ROOT / "models/speaker/encoder.bin")
        self.opinion_cache = Cache("bvcc", self.folder / "naturalness.py", self.folder / "dnsmos-pro-bvcc.pt")
        whisper = self.folder.parent / "whisper/ggml-base-q5_1.bin"
        self.word_cache = Cache("words", self.folder / "words.mjs", whisper)

    def keys(self, paths):
        for path in paths:
            if path not in self.digests:
                self.digests[path] = digest_of(path)
                self.paths[self.digests[path]] = path
        return [self.digests[path] for path in paths]

    def embeddings(self, paths):
        """Of judge.py's encoder: an array of 128 numbers and length 1 a file."""
        compute = lambda missing: (self.encoder(self.paths[key]).tolist() for key in missing)
        return [np.array(value) for value in self.embedding_cache.get(self.keys(paths), compute)]

    def own_embeddings(self, paths):
        """Of the project's encoder: an array of 192 numbers and length 1 a file, or None where there is too little speech in it."""
        values = self.own_cache.get(self.keys(paths), self.compute_own)
        return [None if value is None else np.array(value) for value in values]

    def compute_own(self, keys):
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            (work / "list.tsv").write_text("".join(f"{self.paths[key]}\t0\t{MAX_SECONDS}\n" for key in keys))
            (work / "datasets.txt").touch()
            command = ["dotnet", str(BENCH), "speakers", "embed", str(work / "list.tsv"), str(work / "datasets.txt"), folder]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            for line in open(work / "embeddings.jsonl"):
                yield json.loads(line)["embedding"]

    def opinions(self, paths):
        """Mean opinion scores by the listening tests of BVCC, 1 to 5."""
        return np.array(self.opinion_cache.get(self.keys(paths), self.compute_opinions))

    def compute_opinions(self, keys):
        command = [sys.executable, str(self.folder / "naturalness.py"), *(self.paths[key] for key in keys)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        for line in printed.splitlines()[: len(keys)]:
            yield float(line.split("\t")[1])

    def word_errors(self, paths, texts):
        """Of each file the words that Whisper gets wrong, and the words of its text."""
        keys = [f"{key} {text}" for key, text in zip(self.keys(paths), texts)]
        return np.array([value[:2] for value in self.word_cache.get(keys, self.compute_words)], float).reshape(-1, 2)

    def compute_words(self, keys):
        with tempfile.NamedTemporaryFile("w", suffix=".tsv") as rows:
            table = csv.writer(rows, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
            table.writerow(["generated", "text"])
            table.writerows([self.paths[digest], text] for digest, text in (key.split(" ", 1) for key in keys))
            rows.flush()
            command = ["node", str(self.folder / "words.mjs"), rows.name]
            with subprocess.Popen(command, cwd=NODE_FOLDER, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
                for _, line in zip(keys, process.stdout):
                    _, wrong, words, transcript = line.rstrip("\n").split("\t")
                    yield int(wrong), int(words), transcript
                process.stdout.read()
            if process.returncode != 0:
                raise RuntimeError(f"words.mjs ended with {process.returncode}; run node {command[1]} FILE in {NODE_FOLDER} to see why.")
