"""The one fence around readers that are fed arbitrary bytes, and the list of what stayed behind it.

A fault must not lose a report, and must not be lost itself: `transforms.clean.extract` hands the list out as `damage`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

# More than these say nothing new.
_MAX_NOTES = 20
_NOTES: ContextVar[list[str] | None] = ContextVar("damage", default=None)


@contextmanager
def noting() -> Iterator[list[str]]:
    """The list of what is swallowed and cut inside this context, in order, each once."""
    notes: list[str] = []
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


def note(damage: str) -> None:
    """Remembers in a few words what of a page was left unread."""
    notes = _NOTES.get()
    if notes is not None and damage not in notes and len(notes) < _MAX_NOTES:
        notes.append(damage)


def fenced(reader: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T | None:
    """The reader's answer, or None if it raised; then the damage is noted as `reader: error in module.function`."""
    try:
        return reader(*args, **kwargs)
    except Exception as error:  # noqa: BLE001
        note(f"{getattr(reader, '__name__', 'reader')}: {type(error).__name__} in {_origin(error.__traceback__)}")
        return None


def _origin(trace: TracebackType | None) -> str:
    """Module and function of the frame that raised."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "nowhere"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}.{trace.tb_frame.f_code.co_name}"
