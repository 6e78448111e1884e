"""What the reviewer reads: one plain account of why a piece of a title counts as a mark."""

from recognition.folding import base_of
from recognition.reading import Reading
from recognition.surfaces import Surface


def why(written: str, surface: Surface, reading: Reading, use: str) -> str:
    sentences = [_reads_as(written, surface, reading)]
    if surface.needs_its_class:
        sentences.append("The word is an ordinary one, but the listing is in a class of the mark.")
    if use:
        sentences.append(use)
    return " ".join(sentences)


def _reads_as(written: str, surface: Surface, reading: Reading) -> str:
    mark = surface.mark.text
    if reading.tricks:
        return f'"{written}" reads as {_named(surface)}: {" and ".join(reading.tricks)}.'
    if reading.is_plural:
        return f'"{written}" is {_named(surface)} with an s added.'
    if surface.registered != mark:
        return f'The title says "{written}", a registered variant of {mark}.'
    if written.casefold() == mark.casefold():
        return f'The title says "{written}".'
    if base_of(written) == base_of(mark):
        return f'The title says "{written}": {mark}, but for accents, letter forms or hidden characters.'
    return f'The title says "{written}": {mark}, but for spaces or punctuation.'


def _named(surface: Surface) -> str:
    mark = surface.mark.text
    return mark if surface.registered == mark else f'"{surface.registered}", a registered variant of {mark}'
