"""What a language model is told: one template a file, filled in with ``render``.

A template is plain text in the notation of ``string.Template`` ($name; $$ for the sign itself).
What is filled in is never looked at again, so a "$" in an article stays a "$".
Deliberately no logic in templates and nothing of ``index`` or ``qa``: whoever calls has made
the fields harmless.
"""

from __future__ import annotations

from importlib import resources
from string import Template


def render(name: str, /, **fields: str) -> str:
    """The text of the template ``name`` with ``fields`` filled in.

    Raises LookupError where there is no such template, and ValueError where a field that it has
    is missing, one is given that it has not, or the template itself is malformed.
    """
    template = _template(name)
    wanted = set(template.get_identifiers())
    if missing := wanted - fields.keys():
        raise ValueError(f"the template '{name}' also needs: {', '.join(sorted(missing))}")
    if unused := fields.keys() - wanted:
        raise ValueError(f"the template '{name}' has no use for: {', '.join(sorted(unused))}")
    return template.substitute(fields)


def _template(name: str) -> Template:
    file = resources.files(__package__) / f"{name}.md"
    if not name.isidentifier() or not file.is_file():
        raise LookupError(f"there is no template '{name}'")
    template = Template(file.read_text(encoding="utf-8").strip())
    if not template.is_valid():
        raise ValueError(f"the template '{name}' has a '$' that begins no field")
    return template
