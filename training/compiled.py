"""C files of the recipes, compiled for this processor when a recipe runs."""
import ctypes
import pathlib
import shutil
import subprocess
import tempfile

import torch

FLAGS = "-O3 -march=native -mprefer-vector-width=512 -ffast-math -shared -fPIC".split()
CONVERSIONS = {int: ctypes.c_long, float: ctypes.c_float}


def has_bfloat16():
    """Whether the processor has instructions for bfloat16."""
    return "avx512_bf16" in pathlib.Path("/proc/cpuinfo").read_text(encoding="ascii")


def is_possible():
    return shutil.which("gcc") is not None and has_bfloat16()


class Library:
    """The functions of a C file. Tensors, which have to be contiguous, are passed as pointers, int as long, float as float."""

    def __init__(self, source):
        with tempfile.TemporaryDirectory() as folder:
            library = pathlib.Path(folder) / "library.so"
            subprocess.run(["gcc", *FLAGS, source, "-o", library, "-lm"], check=True)
            self.library = ctypes.CDLL(str(library))

    def call(self, name, *arguments):
        getattr(self.library, name)(*map(converted, arguments))


def converted(argument):
    if isinstance(argument, torch.Tensor):
        assert argument.is_contiguous()
        return ctypes.c_void_p(argument.data_ptr())
    return CONVERSIONS[type(argument)](argument)
