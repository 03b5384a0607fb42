"""Rings, discs and squares of ink as large as a character, whatever they touch: ○ ● ⊙ □, with a tick of a pen in them or not.

A box at the end of a word often hangs together with it, a tick goes beyond its sides, and a thin ring has gaps: they are
no shapes of their own. An outline is looked for as an edge that stands equally far from one middle all around, with paper outside;
of a square, the distance is measured as the larger one of across and down.
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.ink import Picture
from extractors.scan.text_lines import Line
from extractors.scan.tick_boxes import Box

Shape = Literal["circle", "square"]
_Numbers = npt.NDArray[np.floating]

_DIAMETERS = tuple(0.46 * 1.12**step for step in range(9))  # ems: of small letters to those of a title
_LIKELY = 0.26  # of full darkness: how much darker the edge is than the paper around it, on the average
_PEAK = 5  # pixels: a place is one where it is darkest so far around
_ROOM = 0.4  # ems around a line
_RADII = np.arange(32) / 20  # that are looked at, of the supposed one
_DIRECTIONS = 48
_ANGLES = np.arange(_DIRECTIONS) * 2 * np.pi / _DIRECTIONS
_REACH = 1.26  # of the radius: the edge is not looked for further away
_AROUND = (_RADII > 0.7) & (_RADII < 1.3)  # where the edge is about
_INSIDE = _RADII < 0.55
_EDGE = 0.5  # of the darkness of the edge: where it begins
_FAINT = 0.25  # of full darkness: an edge that is lighter is a smudge
_ABOUT = 0.25  # of the radius: an edge that is further off is of something else
_OFF = 0.13, 0.9  # of the radius, and pixels: how far the edge may be off its outline …
_WHOLE = 0.8  # … in all but so many of the directions
_ANGULAR = 0.06  # of the radius: how much the edge may swing four times around, as where there are other corners
_SAME = 0.7  # of the diameters: middles that are nearer are of one outline


class Outline(NamedTuple):
    """A ring, disc or square: where, how much of its inside is ink, 0 to 1, and which."""

    box: Box
    shape: Shape


class _Found(NamedTuple):
    """Places, as arrays: middles and radii in pixels."""

    x: _Numbers
    y: _Numbers
    radius: _Numbers


def outlines_in(dark: Picture, area: Line, em: float) -> list[Outline]:
    """The outlines in a line of a page, from left to right. dark: its ink, 0 black. em: about the height of a character in pixels."""
    room = round(_ROOM * em)
    x0, top = max(0, area.x0 - room), max(0, area.top - room)
    part = 1 - dark[top : area.bottom + room, x0 : area.x1 + room].astype(np.float32) / 255
    found = [(score, Outline(box, shape)) for shape in ("circle", "square") for score, box in _measured(part, em, shape)]
    kept: list[Outline] = []
    for _, outline in sorted(found, key=lambda one: -one[0]):
        if not any(_is_same(outline.box.place, other.box.place) for other in kept):
            kept.append(outline)
    moved = (outline._replace(box=outline.box._replace(place=outline.box.place.moved(x0, top))) for outline in kept)
    return sorted(moved, key=lambda outline: outline.box.place.x0)


def _measured(part: _Numbers, em: float, shape: Shape) -> Iterator[tuple[float, Box]]:
    """The outlines of a shape, each with how well it fits."""
    found = _candidates(part, em, shape)
    for _ in range(2):
        edge, level = _edges(_rays(part, found, shape))
        near = np.abs(edge - np.median(edge, axis=1, keepdims=True)) < _ABOUT
        likely = (near.mean(axis=1) >= _WHOLE - 0.1) & (level >= _FAINT)
        found = _Found(*(values[likely] for values in found))
        found = _moved(found, edge[likely], near[likely], shape)
    if not len(found.x):
        return
    rays = _rays(part, found, shape)
    edge, level = _edges(rays)
    dark = rays > (_EDGE * level)[:, None, None]
    weights = _RADII[_INSIDE] / (_RADII[_INSIDE].sum() * _DIRECTIONS)
    filled = (dark[:, :, _INSIDE] * weights).sum(axis=(1, 2))
    fits = _fit(edge, found.radius)
    for index in np.flatnonzero((fits >= _WHOLE) & (level >= _FAINT)):
        x, y, radius = float(found.x[index]), float(found.y[index]), float(found.radius[index])
        place = Line(round(x - radius), round(y - radius), round(x + radius), round(y + radius))
        yield float(fits[index]), Box(place, float(filled[index]))


def _candidates(part: _Numbers, em: float, shape: Shape) -> _Found:
    rows = []
    for diameter in _DIAMETERS:
        radius = round(diameter * em * 2) / 4
        kernel = _kernel(radius, shape)
        beside = kernel.shape[0] // 2
        padded = cv2.copyMakeBorder(np.asarray(part), beside, beside, beside, beside, cv2.BORDER_CONSTANT, value=0)
        score = cv2.matchTemplate(padded, kernel, cv2.TM_CCORR)
        y, x = np.nonzero((score == cv2.dilate(score, np.ones((_PEAK, _PEAK), np.uint8))) & (score > _LIKELY))
        rows.append((x, y, np.full(len(x), radius)))
    return _Found(*(np.concatenate(values).astype(float) for values in zip(*rows, strict=True)))


@cache
def _kernel(radius: float, shape: Shape) -> _Numbers:
    """What is more than 0 on an outline, less outside of it, and nothing inside."""
    reach = int(np.ceil(1.5 * radius))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    away = (np.hypot(x, y) if shape == "circle" else np.maximum(np.abs(x), np.abs(y))) / radius
    on, outside = (away > 0.82) & (away < 1.04), (away > 1.25) & (away < 1.5)
    return np.asarray(on / max(1, on.sum()) - outside / max(1, outside.sum()), np.float32)


def _stretch(shape: Shape) -> _Numbers:
    """How far the outline is from its middle in every direction, of its radius."""
    return np.ones(_DIRECTIONS) if shape == "circle" else 1 / np.maximum(np.abs(np.cos(_ANGLES)), np.abs(np.sin(_ANGLES)))


def _moved(found: _Found, edge: _Numbers, near: npt.NDArray[np.bool_], shape: Shape) -> _Found:
    """The places moved to where their edges say that the middles are."""
    count = np.maximum(near.sum(axis=1), 1)
    radius = np.median(edge, axis=1)
    beyond = np.where(near, edge - radius[:, None], 0) * found.radius[:, None] * _stretch(shape)
    x = found.x + 2 * (beyond * np.cos(_ANGLES)).sum(axis=1) / count
    y = found.y + 2 * (beyond * np.sin(_ANGLES)).sum(axis=1) / count
    return _Found(x, y, found.radius * radius)


def _fit(edge: _Numbers, radius: _Numbers) -> _Numbers:
    """In what share of the directions the edge is where the outline is; 0 where it has other corners."""
    middle = np.median(edge, axis=1, keepdims=True)
    near = np.abs(edge - middle) <= np.maximum(_OFF[0], _OFF[1] / radius)[:, None]
    swing = np.where(near, edge / np.maximum(middle, 1e-3) - 1, 0)
    corners = 2 * np.abs((swing * np.exp(4j * _ANGLES)).mean(axis=1))
    return np.where(corners <= _ANGULAR, near.mean(axis=1), 0.0)


def _edges(rays: _Numbers) -> tuple[_Numbers, _Numbers]:
    """How far the outer edge of the ink is in every direction, of the radius, and how dark it is."""
    level = np.median(rays[:, :, _AROUND].max(axis=2), axis=1) if len(rays) else np.zeros(0)
    half = _EDGE * level[:, None, None]
    dark = rays[:, :, _RADII <= _REACH] >= half
    outermost = np.where(dark.any(axis=2), dark.shape[2] - 1 - np.argmax(dark[:, :, ::-1], axis=2), 0)
    inner, outer = (np.take_along_axis(rays, (outermost + further)[:, :, None], axis=2)[:, :, 0] for further in (0, 1))
    share = np.clip((inner - half[:, :, 0]) / np.maximum(inner - outer, 1e-3), 0, 1)
    return (outermost + share) * (_RADII[1] - _RADII[0]), level


def _rays(part: _Numbers, found: _Found, shape: Shape) -> _Numbers:
    """The darkness by place, direction and radius."""
    if not len(found.x):
        return np.zeros((0, _DIRECTIONS, len(_RADII)), np.float32)
    away = found.radius[:, None, None] * _stretch(shape)[None, :, None] * _RADII
    across = found.x[:, None, None] + np.cos(_ANGLES)[None, :, None] * away
    down = found.y[:, None, None] + np.sin(_ANGLES)[None, :, None] * away
    flat = len(found.x), _DIRECTIONS * len(_RADII)
    places = across.reshape(flat).astype(np.float32), down.reshape(flat).astype(np.float32)
    rays = cv2.remap(np.asarray(part), places[0], places[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(0,))
    return np.asarray(rays, np.float32).reshape(across.shape)


def _is_same(one: Line, other: Line) -> bool:
    apart = abs(one.x0 + one.x1 - other.x0 - other.x1) + abs(one.top + one.bottom - other.top - other.bottom)
    return apart < _SAME * (one.x1 - one.x0 + other.x1 - other.x0)
