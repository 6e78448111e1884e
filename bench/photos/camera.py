"""A photo of a thing: where the camera and the light are, what is behind, and what the sensor adds."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from bench.photos import textures
from bench.photos.bodies import FAR, Body, sample
from bench.photos.goods import thing

_SIDE = 480
_UP = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True, slots=True)
class Shot:
    """Which thing, how it is photographed, and before what. `studio`: before nothing but white."""

    thing: int
    pose: int
    backdrop: int
    studio: bool = False


def photo(shot: Shot, *, side: int = _SIDE) -> Image.Image:
    dice = np.random.default_rng([2, shot.thing, shot.pose])
    bodies = thing(shot.thing)
    eye, way = _rays(dice, side)
    light = _unit(np.array([dice.uniform(-0.9, 0.9), dice.uniform(-1.0, -0.2), dice.uniform(0.8, 1.6)]))
    met, which, normals = _first(bodies, eye, way)
    pixels = _behind(shot, eye, way, which < 0, bodies, light, side)
    for number, body in enumerate(bodies):
        seen = which == number
        if seen.any():
            places = eye + way[seen] * met[seen][:, None]
            pixels[seen] = _lit(body, places, normals[seen], way[seen], light)
    return _developed(pixels.reshape(side, side, 3), dice)


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)


def _rays(dice: np.random.Generator, side: int) -> tuple[np.ndarray, np.ndarray]:
    around, above, away = dice.uniform(-0.9, 0.9), dice.uniform(0.15, 0.75), dice.uniform(4.2, 5.6)
    eye = away * np.array([np.sin(around) * np.cos(above), -np.cos(around) * np.cos(above), np.sin(above)])
    target = np.array([*dice.uniform(-0.15, 0.15, 2), dice.uniform(0.7, 1.0)])
    forward = _unit(target - eye)
    right = _unit(np.cross(forward, _UP))
    up = np.cross(right, forward)
    at = (np.arange(side) + 0.5) / side - 0.5
    x, y = np.meshgrid(at, -at)
    way = forward + 0.75 * (x[..., None] * right + y[..., None] * up)
    return eye, (way / np.linalg.norm(way, axis=2, keepdims=True)).reshape(-1, 3)


def _first(bodies: list[Body], eye: np.ndarray, way: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    met, which = np.full(len(way), FAR), np.full(len(way), -1)
    normals = np.zeros_like(way)
    for number, body in enumerate(bodies):
        rays = np.flatnonzero(body.may_be_met(eye, way))
        here, own = body.meet(np.broadcast_to(eye, (len(rays), 3)), way[rays])
        closer = here < met[rays]
        nearer = rays[closer]
        met[nearer], which[nearer], normals[nearer] = here[closer], number, own[closer]
    return met, which, normals


def _lit(body: Body, places: np.ndarray, own: np.ndarray, way: np.ndarray, light: np.ndarray) -> np.ndarray:
    normal = body.normal(own)
    bright = 0.35 + 0.65 * np.maximum(normal @ light, 0)
    mirrored = way - 2 * (way * normal).sum(1, keepdims=True) * normal
    shine = body.gloss * np.maximum(mirrored @ light, 0) ** 30
    return body.paint(places, own) * bright[:, None] + shine[:, None]


def _behind(
    shot: Shot,
    eye: np.ndarray,
    way: np.ndarray,
    free: np.ndarray,
    bodies: list[Body],
    light: np.ndarray,
    side: int,
) -> np.ndarray:
    """What is seen where nothing stands before it (`free`); shadows are softened, so they are cast everywhere."""
    dice = np.random.default_rng([3, shot.backdrop])
    down = way[:, 2] < -0.02
    reach = np.where(down, -eye[2] / np.minimum(way[:, 2], -0.02), 0)
    floor = eye + way * reach[:, None]
    shade = _shadows(floor, down, bodies, light, side)
    if shot.studio:
        return np.ones((len(way), 3)) * (0.97 - 0.22 * shade[:, None])
    surface = textures.BACKDROPS[dice.integers(len(textures.BACKDROPS))](dice)
    wide = dice.uniform(1.2, 2.5)
    wall = textures.blend(
        textures.colour(dice, dull=True), textures.colour(dice, dull=True), textures.noise(dice, octaves=3)
    )
    share = np.clip((np.linalg.norm(floor[:, :2], axis=1) - 3.0) / 3.0, 0, 1)
    share[~down] = 1
    pixels = np.zeros((len(way), 3))
    near, far = free & (share < 1), free & (share > 0)
    pixels[near] = sample(surface, floor[near, 0] / wide, floor[near, 1] / wide) * (1 - share[near, None])
    pixels[far] += sample(wall, way[far, 0] * 1.2, way[far, 2] * 1.2) * share[far, None]
    return pixels * (1 - 0.6 * shade[:, None])


def _shadows(
    floor: np.ndarray, down: np.ndarray, bodies: list[Body], light: np.ndarray, side: int
) -> np.ndarray:
    dark = np.zeros(len(floor), np.float32)
    near = down & (np.linalg.norm(floor[:, :2], axis=1) < 4)
    if near.any():
        start = floor[near] + 1e-3 * _UP
        hit = np.zeros(len(start), bool)
        for body in bodies:
            rays = np.flatnonzero(~hit & body.may_be_met(start, light))
            hit[rays] = body.meet(start[rays], np.broadcast_to(light, (len(rays), 3)))[0] < FAR
        dark[near] = hit
    soft = Image.fromarray((dark.reshape(side, side) * 255).astype(np.uint8))
    return np.asarray(soft.filter(ImageFilter.GaussianBlur(side / 60)), np.float32).ravel() / 255


def _developed(pixels: np.ndarray, dice: np.random.Generator) -> Image.Image:
    """Exposure, a little colour cast, darker corners, a lens, a sensor."""
    side = len(pixels)
    at = np.linspace(-1, 1, side)
    corner = 1 - dice.uniform(0.02, 0.12) * (at[:, None] ** 2 + at[None, :] ** 2) / 2
    exposed = pixels * dice.uniform(0.9, 1.1) * (1 + dice.uniform(-0.04, 0.04, 3)) * corner[..., None]
    shown = np.clip(exposed, 0, 1) ** (1 / dice.uniform(0.95, 1.25))
    image = Image.fromarray((shown * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.6))
    grain = dice.normal(0, dice.uniform(1.0, 3.5), (side, side, 3))
    return Image.fromarray(np.clip(np.asarray(image, np.float32) + grain, 0, 255).astype(np.uint8))
