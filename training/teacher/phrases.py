"""When each phone of a sentence of the teacher is said, and where the sentence pauses.

The teacher counts 25 ms frames for each of its letters; the sounds come LEAD before them, by which the fewest frames of unvoiced
fricatives are voiced (41 % in English without it, 6 % with it), while the sound and the teacher's F0 agree as they are. A stress mark's
frames belong to the vowel behind it; those of spaces and punctuation lie between two words, where a pause is found by the level of the
sound: the teacher counts much of a pause to the phone before a comma. Times are in steps of 10 ms.
"""
import numpy as np

from phones import INDEX, PAUSE, PUNCTUATION, VOWELS

RATE = 24_000
STEP = 240  # samples
STEPS_A_LETTER_FRAME = 2.5
LEAD = 4.75  # steps by which sounds come before the frames that are counted for their letters
SILENT_DB = -38  # below the level that 5 % of the sentence exceed
MIN_PAUSE = {True: 8, False: 12}  # steps of silence between two words that make a pause: with and without punctuation
MIN_PHONE = 2  # steps
FAIR_PHONE = 4  # steps
CLOSURE = 5  # steps of silence before the burst of a stop that belong to it
CUT_PAUSE = 10  # steps: a pause this long ends a phrase
EDGE = 10  # steps of a pause that a phrase keeps at either end, at most
UNVOICED_STOPS = set("p t k ʧ ʦ".split())


class Segment:
    __slots__ = ("phone", "stress", "word", "start", "end")

    def __init__(self, phone, stress, word, start, end):
        self.phone, self.stress, self.word, self.start, self.end = phone, stress, word, start, end


def is_silent(sound):
    """At each step, whether the sound is silent there."""
    count = len(sound) // STEP
    power = np.square(sound[: count * STEP].astype(np.float64)).reshape(count, STEP).mean(axis=1)
    db = 10 * np.log10(power + 1e-10)
    return db < np.quantile(db, 0.95) + SILENT_DB


def silence_between(silent, segment, following):
    """(start, end) of the longest silence that begins within `segment` or between the two and reaches no further than `following`."""
    best, at = (following.start, following.start), segment.start
    while at <= following.start:
        start = at
        while at < following.end and silent[at]:
            at += 1
        if at - start > best[1] - best[0]:
            best = (start, at)
        at += 1
    return best


def segments(letters, frames, phones, sound):
    """The phones with their steps, pauses among them; the first and the last segment are pauses."""
    ends = np.round(np.maximum(0, np.cumsum(frames) * STEPS_A_LETTER_FRAME - LEAD)).astype(int).tolist()
    starts = [0, *ends[:-1]]
    silent = is_silent(sound)
    said = [Segment(p.name, p.stress, p.word, starts[p.letters[0]], ends[p.letters[-1]]) for p in phones]
    result = [Segment(PAUSE, 0, -1, 0, said[0].start)]
    begin(result[0], said[0], silent)
    for i, segment in enumerate(said):
        result.append(segment)
        if i + 1 == len(said):
            break
        following = said[i + 1]
        between = letters[phones[i].letters[-1] + 1 : phones[i + 1].letters[0]]
        has_punctuation = any(letter in PUNCTUATION for letter in between)
        if segment.word == following.word or not add_pause(result, following, silent, has_punctuation):
            segment.end = following.start = (segment.end + following.start) // 2
    tail = np.flatnonzero(~silent[said[0].start :])
    end_at(result, said[0].start + int(tail[-1]) + 1 if len(tail) else len(silent))
    result.append(Segment(PAUSE, 0, -1, result[-1].end, len(silent)))
    return [segment for segment in result if segment.end > segment.start]


def begin(pause, phone, silent):
    """The sentence begins where it sounds, in its first phone or before."""
    sounding = np.flatnonzero(~silent[: phone.end - MIN_PHONE])
    start = int(sounding[0]) if len(sounding) else phone.start
    pause.end = phone.start = max(0, start - CLOSURE) if phone.phone in UNVOICED_STOPS else start


def add_pause(result, following, silent, has_punctuation):
    """Adds the pause behind the last of `result`, if there is one; it takes its steps from the phones on both sides."""
    start, end = silence_between(silent, result[-1], following)
    end = min(end, following.end - MIN_PHONE)
    if following.phone in UNVOICED_STOPS:
        end -= CLOSURE
    if end - start < MIN_PAUSE[has_punctuation]:
        return False
    end_at(result, start)
    following.start = end
    result.append(Segment(PAUSE, 0, -1, result[-1].end, end))
    return True


def end_at(result, end):
    """The last phone ends at `end`. Where that leaves it next to nothing, it shares the steps of those before it."""
    first = len(result) - 1
    while first > 1 and result[first - 1].phone != PAUSE and end - result[first].start < FAIR_PHONE * (len(result) - first):
        first -= 1
    shared = result[first:]
    if len(shared) > 1:
        weights = np.cumsum([2 if segment.phone in VOWELS else 1 for segment in shared])
        start = shared[0].start
        bounds = start + np.round((end - start) * weights / weights[-1]).astype(int)
        for segment, following, bound in zip(shared, shared[1:], bounds):
            segment.end = following.start = int(bound)
    shared[-1].end = max(end, shared[-1].start + 1)


def phrases(sentence, mark):
    """The sentence cut at its pauses; each phrase begins and ends with a pause. Dictionaries: the first step, and of each segment the
    number of its phone, its length in steps, its stress, and whether it begins or ends a word; which phrase of the sentence it is,
    whether it is the last, and what the sentence ends with."""
    cuts = [i for i, s in enumerate(sentence) if s.phone == PAUSE and (i in (0, len(sentence) - 1) or s.end - s.start >= CUT_PAUSE)]
    result = []
    for first, last in zip(cuts, cuts[1:]):
        part = sentence[first : last + 1]
        if len(part) < 3:
            continue
        lengths = [segment.end - segment.start for segment in part]
        begins = [i > 0 and s.word >= 0 and s.word != part[i - 1].word for i, s in enumerate(part)]
        ends = [i + 1 < len(part) and s.word >= 0 and s.word != part[i + 1].word for i, s in enumerate(part)]
        # Of a pause between two phrases each has half.
        before, after = (
            min(EDGE, length if at_edge else length // 2)
            for length, at_edge in ((lengths[0], first == 0), (lengths[-1], last == len(sentence) - 1))
        )
        result.append({
            "start": part[0].end - before, "phones": [INDEX[s.phone] for s in part], "steps": [before, *lengths[1:-1], after],
            "stress": [s.stress for s in part], "begins": [int(b) for b in begins], "ends": [int(e) for e in ends],
            "number": len(result), "last": int(last == len(sentence) - 1), "mark": mark,
        })  # fmt: skip
    return result


def end_mark(letters):
    """The mark that ends the sentence: one of . ? !"""
    return next((letter for letter in reversed(letters) if letter and letter in ".?!"), ".")
