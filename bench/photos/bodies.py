"""What rays meet: spheres, cylinders and boxes, stretched, turned and moved, each with a surface."""

from dataclasses import dataclass

import numpy as np

from bench.photos.textures import Surface

type Vectors = np.ndarray
"""(n, 3)."""

FAR = 1e9


@dataclass(frozen=True, slots=True)
class Body:
    shape: str
    middle: np.ndarray
    half: np.ndarray
    turn: np.ndarray
    """Rotation, 3 × 3, from the body to the room."""
    surface: Surface
    gloss: float = 0.2

    def inside(self, start: Vectors, way: Vectors) -> tuple[Vectors, Vectors]:
        """A ray as the body sees it, as if it were one unit of radius."""
        return (start - self.middle) @ self.turn / self.half, way @ self.turn / self.half

    def meet(self, start: Vectors, way: Vectors) -> tuple[np.ndarray, Vectors]:
        """How far along each ray it is met (FAR: never), and the normal there in the body's own space."""
        start, way = self.inside(start, way)
        return {"sphere": _sphere, "cylinder": _cylinder, "box": _box}[self.shape](start, way)

    def may_be_met(self, start: Vectors, way: Vectors) -> np.ndarray:
        """Which rays, of length 1, pass the ball around it: most do not, and need no closer look."""
        to = self.middle - start
        along = np.einsum("...i,...i->...", to, way)
        return np.einsum("...i,...i->...", to, to) - along**2 <= self.half @ self.half + 1e-9

    def normal(self, own: Vectors) -> Vectors:
        turned = (own / self.half) @ self.turn.T
        return turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)

    def paint(self, places: Vectors, own: Vectors) -> Vectors:
        local = (places - self.middle) @ self.turn / self.half
        if self.shape == "box":
            axis = np.abs(own).argmax(axis=1)
            u = np.where(axis == 0, local[:, 1], local[:, 0])
            v = np.where(axis == 2, local[:, 1], local[:, 2])
        else:
            u = np.arctan2(local[:, 1], local[:, 0]) / np.pi * 2
            v = local[:, 2]
        return sample(self.surface, u, -v)


def sample(surface: Surface, u: np.ndarray, v: np.ndarray) -> Vectors:
    """From -1 to 1 is the whole surface; beyond, it begins again."""
    height, width = surface.shape[:2]
    x, y = ((u + 1) / 2 * width) % width, ((v + 1) / 2 * height) % height
    left, top = x.astype(int) % width, y.astype(int) % height
    right, bottom = (left + 1) % width, (top + 1) % height
    fx, fy = (x - np.floor(x))[:, None], (y - np.floor(y))[:, None]
    upper = surface[top, left] * (1 - fx) + surface[top, right] * fx
    lower = surface[bottom, left] * (1 - fx) + surface[bottom, right] * fx
    return upper * (1 - fy) + lower * fy


def _roots(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    inner = b * b - a * c
    root = np.sqrt(np.maximum(inner, 0))
    safe = np.where(np.abs(a) < 1e-12, 1e-12, a)
    near = np.where(inner >= 0, (-b - root) / safe, FAR)
    return near, inner


def _sphere(start: Vectors, way: Vectors) -> tuple[np.ndarray, Vectors]:
    near, _ = _roots((way**2).sum(1), (start * way).sum(1), (start**2).sum(1) - 1)
    met = np.where(near > 1e-4, near, FAR)
    return met, start + way * np.minimum(met, 1e4)[:, None]


def _cylinder(start: Vectors, way: Vectors) -> tuple[np.ndarray, Vectors]:
    flat, along = start[:, :2], way[:, :2]
    near, _ = _roots((along**2).sum(1), (flat * along).sum(1), (flat**2).sum(1) - 1)
    z = start[:, 2] + near * way[:, 2]
    met = np.where((near > 1e-4) & (np.abs(z) <= 1), near, FAR)
    normals = np.column_stack([flat + along * np.minimum(met, 1e4)[:, None], np.zeros(len(met))])
    for end in (-1.0, 1.0):
        to_cap = (end - start[:, 2]) / np.where(np.abs(way[:, 2]) < 1e-12, 1e-12, way[:, 2])
        hit = flat + along * to_cap[:, None]
        closer = (to_cap > 1e-4) & (to_cap < met) & ((hit**2).sum(1) <= 1)
        met = np.where(closer, to_cap, met)
        normals[closer] = (0.0, 0.0, end)
    return met, normals


def _box(start: Vectors, way: Vectors) -> tuple[np.ndarray, Vectors]:
    safe = np.where(np.abs(way) < 1e-12, 1e-12, way)
    one, other = (-1 - start) / safe, (1 - start) / safe
    enter, leave = np.minimum(one, other), np.maximum(one, other)
    near, axis = enter.max(axis=1), enter.argmax(axis=1)
    met = np.where((near <= leave.min(axis=1)) & (near > 1e-4), near, FAR)
    normals = np.zeros_like(start)
    rows = np.arange(len(start))
    normals[rows, axis] = -np.sign(way[rows, axis])
    return met, normals
