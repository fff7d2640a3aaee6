"""Additive angular margin (Deng 2019) over the classes, and the angular prototypical loss (Chung 2020) over pairs of crops of a batch."""
import torch
import torch.nn.functional as F
from torch import nn


class Margin(nn.Module):
    """cross entropy of s·cos(θ + m·[the true class])"""

    def __init__(self, embedding, classes):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(classes, embedding) / embedding**0.5)

    def forward(self, embeddings, labels, margin, scale=30.0):
        cosines = F.linear(embeddings, F.normalize(self.weight)).clamp(-1 + 1e-6, 1 - 1e-6)
        true_cosine = cosines.gather(1, labels[:, None])
        angle = torch.acos(true_cosine) + margin
        # Beyond π the cosine would rise again; a straight line takes its place.
        with_margin = torch.where(angle < torch.pi, torch.cos(angle), true_cosine - margin * torch.sin(torch.tensor(margin)))
        logits = cosines.scatter(1, labels[:, None], with_margin)
        return F.cross_entropy(scale * logits, labels), (cosines.argmax(dim=1) == labels).float().mean()


class Pairs(nn.Module):
    """Rows 2i and 2i + 1 are of one class: each is classified among the partners of the batch."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(1.6))  # its logarithm

    def forward(self, embeddings):
        a, b = embeddings[0::2], embeddings[1::2]
        cosines = self.scale.exp().clamp(1, 40) * a @ b.T
        target = torch.arange(len(a))
        return 0.5 * (F.cross_entropy(cosines, target) + F.cross_entropy(cosines.T, target))
