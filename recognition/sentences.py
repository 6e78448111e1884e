"""What the reviewer reads: one plain account of why a piece of a title counts as a mark."""

from recognition.folding import base_of
from recognition.reading import Reading
from recognition.surfaces import BY_ITS_TELLING_WORD, BY_SOUND, IN_ANOTHER_ORDER, IN_THE_PLURAL, Surface


def why(written: str, surface: Surface, reading: Reading, use: str) -> str:
    sentences = [_reads_as(written, surface, reading)]
    if surface.is_common:
        sentences.append(
            "The word is an ordinary one, but the goods are of a class of the mark, or it is named as a brand."
        )
    if use:
        sentences.append(use)
    return " ".join(sentences)


def _reads_as(written: str, surface: Surface, reading: Reading) -> str:
    if surface.generated:
        return _by_what_was_made(written, surface)
    if reading.tricks:
        return f'"{written}" reads as {_named(surface)}: {" and ".join(reading.tricks)}.'
    if reading.is_plural:
        return f'"{written}" is {_named(surface)} with an s added.'
    if reading.glued_to:
        return f'The title says "{written}", glued to "{reading.glued_to}".'
    return f'The title says "{written}"{_whose(written, surface)}.'


def _whose(written: str, surface: Surface) -> str:
    mark = surface.mark.text
    if surface.is_known:
        return f", a known writing of {mark} that is not registered"
    return _but(written, mark) if surface.registered == mark else f", a registered variant of {mark}"


def _by_what_was_made(written: str, surface: Surface) -> str:
    mark = surface.mark.text
    if surface.generated == BY_SOUND:
        return f'"{written}" sounds like {mark}.'
    if surface.generated in (IN_ANOTHER_ORDER, BY_ITS_TELLING_WORD, IN_THE_PLURAL):
        return f'"{written}" is "{surface.registered}" {surface.generated}.'
    return f'"{written}" is "{surface.registered}", a writing of {mark}, in {surface.generated}.'


def _but(written: str, mark: str) -> str:
    if written.casefold() == mark.casefold():
        return ""
    if base_of(written) == base_of(mark):
        return f": {mark}, but for accents, letter forms or hidden characters"
    return f": {mark}, but for spaces or punctuation"


def _named(surface: Surface) -> str:
    mark = surface.mark.text
    if surface.is_known:
        return f'"{surface.registered}", a known writing of {mark}'
    return mark if surface.registered == mark else f'"{surface.registered}", a registered variant of {mark}'
