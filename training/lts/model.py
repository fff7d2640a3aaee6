"""The network of letters: how likely each graphone is at each letter of a word, all letters of the word known.

Blocks of a depthwise convolution, layer norm and two linear layers (Liu et al., "A ConvNet for the 2020s", 2022, with SiLU). The word
stands between two word boundaries. What the network says of one letter does not know what it says of the others: that is the part of the
n-gram of graphones, with which the run time multiplies it.
"""
import torch
from torch import nn

LETTERS = 26
BOUNDARY = 0  # of a word; letters are 1 to 26
WIDTH, INNER, BLOCKS, KERNEL = 160, 320, 6, 5


class Block(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.depthwise = nn.Conv1d(WIDTH, WIDTH, KERNEL, padding=KERNEL // 2, groups=WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.scale = nn.Parameter(torch.full((WIDTH,), 0.5))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        y = self.norm(self.depthwise(x.transpose(1, 2)).transpose(1, 2))
        return x + self.scale * self.dropout(self.down(nn.functional.silu(self.up(y))))


class LetterNetwork(nn.Module):
    """letters: [words, letters] of words of one length; out: [words, letters, graphones], before the softmax."""

    def __init__(self, graphones, dropout=0.15):
        super().__init__()
        self.embedding = nn.Embedding(1 + LETTERS, WIDTH)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(BLOCKS))
        self.norm = nn.LayerNorm(WIDTH)
        self.output = nn.Linear(WIDTH, graphones)
        self.dropout = nn.Dropout(dropout)

    def forward(self, letters):
        x = self.dropout(self.embedding(nn.functional.pad(letters, (1, 1), value=BOUNDARY)))
        for block in self.blocks:
            x = block(x)
        return self.output(self.dropout(self.norm(x)))[:, 1:-1]
