"""Phone errors on speakers that are not in the training data: the likeliest phone of each step, repeats and blanks left out."""
import numpy as np
import torch

from data import batch, steps

AT_ONCE = 16


def distance(expected, predicted):
    """Least number of phones changed, left out and put in."""
    row = np.arange(len(predicted) + 1)
    for phone in expected:
        best = np.minimum(row[:-1] + (predicted != phone), row[1:] + 1)
        best = np.concatenate([[row[0] + 1], best])
        row = np.minimum.accumulate(best - np.arange(len(best))) + np.arange(len(best))
    return int(row[-1])


def greedy(log_probabilities):
    """The phones of [steps, PHONES]."""
    best = log_probabilities.argmax(1)
    changes = np.concatenate([[True], best[1:] != best[:-1]])
    return best[changes & (best != 0)]


@torch.no_grad()
def phone_errors(model, sentences):
    """Share of the phones that are wrong."""
    model.eval()
    wrong = count = 0
    sentences = sorted(sentences, key=lambda sentence: sentence.frames)
    for first in range(0, len(sentences), AT_ONCE):
        some = sentences[first : first + AT_ONCE]
        b = batch(some)
        predicted = model(b["bands"], b["mask"]).numpy()
        for row, sentence, length in zip(predicted, some, steps(b["mask"])):
            wrong += distance(sentence.phones, greedy(row[:length]))
            count += len(sentence.phones)
    return wrong / max(1, count)


def measure(model, corpus, names):
    errors = {name: phone_errors(model, sentences) for name, sentences in zip(names, corpus.validation) if sentences}
    return {f"{name} phone errors": round(value, 4) for name, value in errors.items()}
