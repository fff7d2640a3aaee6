"""The bank of training data: log-mel bands of all recordings, warped into many synthetic speakers, noises, and the validation sets.

OUT/bank.f16 [frames, MELS] and OUT/bank.json, a row a take; OUT/noise.f16 likewise; OUT/dev.npz. A class is a speaker in one
shape; its takes differ in F0 and formants as sessions do, in content where there is more than one recording, and half of them
went through a channel (room, filter, codec) before. The random numbers of a recording follow from its name. The degradations are
those of ../quality, so are the splits: no validation speaker and no class of noise of the validation set is in the bank.
"""
import argparse
import json
import pathlib
import subprocess
import sys

import numpy as np

import frontend
import warp

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "quality"))
import degradations
import noises
from material import RATE, Material, load, seed_of

SHAPES = 20  # of each speaker, the natural one among them
TAKES = 2  # of a shape of a speaker with one recording
NATURAL_TAKES = 4
MANY_TAKES, MANY_NATURAL_TAKES = 5, 30  # of speakers with many recordings
COMPUTED_NOISES = 150
NOISE_SAMPLES = 6 * RATE
CODECS = ("mp3", "opus", "aac", "amr", "gsm", "quantisation", "pumping", "resampling")

# The validation sets: segments of the held-out speakers, and whole recordings of readers and actors of other packages.
SEGMENT_S = 4.0
OTHERS_OF_EACH = 40
ASTERISK = pathlib.Path("/usr/share/asterisk/sounds")
FILLETS = pathlib.Path("/usr/share/games/fillets-ng/sound")


def through_channel(sound, context):
    """One to three of: a room, a band limit or a microphone, a codec."""
    rng = context.rng
    stages = [rng.random() < 0.5, rng.random() < 0.6, rng.random() < 0.6]
    if not any(stages):
        stages[rng.integers(3)] = True
    for is_in, names in zip(stages, (("reverberation",), ("band", "microphone", "microphone"), CODECS)):
        if is_in:
            sound = sound * (0.9 / max(1e-6, np.abs(sound).max()))
            sound, _ = degradations.KINDS[str(rng.choice(names))](sound, context)
    return sound


def levelled(mels):
    """The louder half of the frames has mean 0."""
    level = mels.mean(axis=1)
    return mels - mels[level >= np.median(level)].mean()


class Writer:
    """Appends [frames, MELS] to PATH.f16 and a line to PATH.json; both get their names when all is written."""

    def __init__(self, path):
        self.path, self.rows, self.frame = path, [], 0
        self.file = open(path.with_suffix(".f16.part"), "wb")

    def add(self, mels, **row):
        mels.astype("<f2").tofile(self.file)
        self.rows.append({"frame": self.frame, "frames": len(mels)} | row)
        self.frame += len(mels)

    def close(self):
        self.file.close()
        self.path.with_suffix(".f16.part").rename(self.path.with_suffix(".f16"))
        self.path.with_suffix(".json").write_text(json.dumps(self.rows))


class Parts:
    """The result of warp.split for a recording, as it is and through a channel; the latest are cached."""

    def __init__(self, material):
        self.material, self.cache = material, {}

    def of(self, path, with_channel):
        if (path, with_channel) not in self.cache:
            if len(self.cache) > 60:
                self.cache.clear()
            sound = load(path)
            if with_channel:
                context = degradations.Context(self.material, "train", np.random.default_rng((5, seed_of(path.name))))
                sound = through_channel(sound, context)
            self.cache[path, with_channel] = warp.split(frontend.power(sound * (0.5 / max(1e-6, np.abs(sound).max()))))
        return self.cache[path, with_channel]


def write_bank(material, out):
    speakers = {}
    for split in ("train", "dev"):
        for rows in material.speech[split].values():
            for speaker, path in rows:
                speakers.setdefault(speaker, []).append(path)
    writer, parts, count = Writer(out / "bank"), Parts(material), 0
    for speaker, paths in sorted(speakers.items()):
        rng = np.random.default_rng((3, seed_of(speaker)))
        many = len(paths) > 1
        for number in range(SHAPES):
            shape = warp.SAME if number == 0 else warp.random_shape(rng)
            takes = (MANY_NATURAL_TAKES if many else NATURAL_TAKES) if number == 0 else MANY_TAKES if many else TAKES
            for take in range(takes):
                path = paths[rng.integers(len(paths))]
                as_it_is = number == 0 and take < takes // 2
                bands = warp.warped(parts.of(path, take % 2 == 1), warp.SAME if as_it_is else shape.varied(rng), rng)
                if len(bands) >= 150:
                    writer.add(levelled(bands), speaker=speaker, label=count, natural=number == 0)
            count += 1
    writer.close()
    print(f"{len(speakers)} speakers, {count} classes, {writer.frame / 360_000:.1f} h", flush=True)


def write_noise(material, out):
    writer = Writer(out / "noise")
    rng = np.random.default_rng(17)
    paths = material.noises["train"]
    recorded = [noises.recorded(material, "train", NOISE_SAMPLES, rng)[1] for _ in range(len(paths))]
    makers = (lambda: noises.coloured(NOISE_SAMPLES, rng.uniform(-0.3, 2), rng), lambda: noises.hum(NOISE_SAMPLES, rng),
              lambda: noises.tones(NOISE_SAMPLES, rng))  # fmt: skip
    computed = [makers[number % 3]() for number in range(COMPUTED_NOISES)]
    for sound in recorded + computed:
        bands = frontend.mels(0.05 * sound)
        writer.add(bands - np.log(np.exp(bands).mean()))
    writer.close()


def spoken(path, rng, scratch):
    """A recording at RATE, cut to at most 8 s; None if it is shorter than 3 s."""
    if path.suffix == ".g722":
        target = scratch / f"{'-'.join(path.relative_to(ASTERISK).with_suffix('').parts)}.wav"
        if not target.exists():
            subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "g722", "-i", path, "-f", "wav", target], check=True)
        path = target
    sound = load(path)
    if len(sound) < 3 * RATE:
        return None
    count = min(len(sound), 8 * RATE)
    first = rng.integers(0, len(sound) - count + 1)
    return sound[first : first + count]


def others():
    """(speaker, language, path) of the packages that are installed. One woman reads English and Spanish for Asterisk."""
    names = {"en": "asterisk-allison", "es": "asterisk-allison", "fr": "asterisk-fr", "it": "asterisk-it", "ru": "asterisk-ru"}
    for folder in sorted(ASTERISK.glob("*_*_[fm]_*")):  # the others are links to these
        language = folder.name[:2]
        for path in sorted(folder.rglob("*.g722")):
            if path.stat().st_size >= 3 * 8000 and language in names and path.parent.name != "silence" and path.stem != "tt-monkeys":
                yield names[language], language, path
    for language in ("cs", "nl"):
        for actor in ("m", "v"):
            for path in sorted(FILLETS.glob(f"*/{language}/*-{actor}-*.ogg")):
                yield f"fillets-{language}-{actor}", language, path


def write_dev(material, out):
    """Arrays dev.npz: feature arrays x0, x1, ... and rows: set, speaker, recording, channel."""
    rows, arrays = [], []

    def add(sound, **row):
        arrays.append(frontend.mels(0.5 * sound / max(1e-6, np.abs(sound).max())).astype(np.float16))
        rows.append(row)

    held_out = {}
    for name, rows_of in material.speech["test"].items():
        for speaker, path in rows_of:
            if not name.startswith("flite"):
                held_out.setdefault(speaker, []).append(path)
    for speaker, paths in sorted(held_out.items()):
        rng = np.random.default_rng((19, seed_of(speaker)))
        paths = [path for path in paths if len(load(path)) > 5 * RATE]
        for path in [paths[i] for i in rng.permutation(len(paths))[:5]]:
            sound, segment = load(path), int(SEGMENT_S * RATE)
            for number in range(min(4, len(sound) // segment)):
                cut = sound[number * segment : (number + 1) * segment]
                add(cut, set="held-out", speaker=speaker, recording=f"{path.stem}.{number}", channel=0)
                for channel in (1, 2):
                    context = degradations.Context(material, "test", np.random.default_rng((23, channel, number, seed_of(path.stem))))
                    degraded = through_channel(cut, context)
                    noise = noises.recorded(material, "test", len(cut), context.rng)[1]
                    if context.rng.random() < 0.6:
                        degraded = degraded + noise * np.sqrt(np.mean(degraded**2)) * 10 ** (-context.rng.uniform(8, 30) / 20)
                    add(degraded, set="held-out", speaker=speaker, recording=f"{path.stem}.{number}", channel=channel)
    by_speaker = {}
    for speaker, language, path in others():
        by_speaker.setdefault((speaker, language), []).append(path)
    for (speaker, language), paths in sorted(by_speaker.items()):
        rng = np.random.default_rng((29, seed_of(speaker + language)))
        count_taken = 0
        for i in rng.permutation(len(paths)):
            if count_taken == OTHERS_OF_EACH:
                break
            sound = spoken(paths[i], rng, out / "others")
            if sound is not None:
                add(sound, set="others", speaker=speaker, recording=f"{language} {paths[i].stem}", channel=0)
                count_taken += 1
    np.savez(out / "dev.part.npz", rows=json.dumps(rows), **{f"x{i}": array for i, array in enumerate(arrays)})
    (out / "dev.part.npz").rename(out / "dev.npz")
    print(f"validation: {len(rows)} recordings of {len({row['speaker'] for row in rows})} speakers", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--noise", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--held-out", type=pathlib.Path, required=True, help="names of the validation speakers, one a line")
    arguments = parser.parse_args()
    (arguments.out / "others").mkdir(parents=True, exist_ok=True)
    material = Material(arguments.data, arguments.noise, arguments.out, set(arguments.held_out.read_text().split()))
    for name, write in (("bank.json", write_bank), ("noise.json", write_noise), ("dev.npz", write_dev)):
        if not (arguments.out / name).exists():
            write(material, arguments.out)


if __name__ == "__main__":
    main()
