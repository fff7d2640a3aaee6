"""The format that all files of weights have in common, as src/Timbre.Models/WeightFiles reads it.

Eight letters, version and length of the body as 4 bytes each, body, SHA-256 of all before it; lowest byte first. A body ends with
its tensors: a count; of each the name (a byte of length, ASCII), the number of dimensions (a byte), the dimensions (4 bytes each)
and its numbers in half precision.
"""
import hashlib
import struct

import numpy as np


def tensors(parts):
    """Names and arrays, as the end of a body."""
    body = struct.pack("<i", len(parts))
    for name, tensor in parts.items():
        values = np.ascontiguousarray(tensor).astype("<f2")
        assert np.isfinite(values).all(), name
        body += struct.pack("<B", len(name)) + name.encode("ascii")
        body += struct.pack(f"<B{values.ndim}i", values.ndim, *values.shape) + values.tobytes()
    return body


def whole(letters, version, body):
    """The file around a body."""
    content = letters + struct.pack("<ii", version, len(body)) + body
    return content + hashlib.sha256(content).digest()


def read(path, letters, version, header_length):
    """The first bytes of a body, and its tensors, name: array of float32."""
    content = path.read_bytes()
    is_whole = hashlib.sha256(content[:-32]).digest() == content[-32:]
    if content[:8] != letters or struct.unpack("<i", content[8:12])[0] != version or not is_whole:
        raise ValueError(f"{path} is damaged, or no file of {letters.decode()} in version {version}.")
    body, at, parts = content[16:-32], header_length, {}
    (count,) = struct.unpack_from("<i", body, at)
    at += 4
    for _ in range(count):
        name = body[at + 1 : at + 1 + body[at]].decode("ascii")
        at += 1 + body[at]
        shape = struct.unpack_from(f"<{body[at]}i", body, at + 1)
        at += 1 + 4 * body[at]
        size = int(np.prod(shape))
        parts[name] = np.frombuffer(body, "<f2", size, at).astype(np.float32).reshape(shape)
        at += 2 * size
    return body[:header_length], parts


def write(path, content, step):
    """All of it or nothing, and what it is, to standard output."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.rename(path)
    print(f"{path}: step {step}, {len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")
