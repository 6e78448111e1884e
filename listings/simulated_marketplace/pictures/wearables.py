"""Drawings of things that are worn: watch, sneaker, jacket, headphones, and the pads for them."""

from math import cos, pi, sin

from .canvas import Canvas, Point, arc, blob, ellipse, polygon, rounded, scaled, several, stroke
from .design import Design, badge, cover_with_pattern


def watch(canvas: Canvas, design: Design) -> None:
    rng = design.rng
    radius, strap = rng.randint(108, 134), rng.randint(44, 62)
    band = polygon(
        [(300 - strap, 300), (300 - strap * 0.8, 50), (300 + strap * 0.8, 50), (300 + strap, 300),
         (300 + strap * 0.8, 550), (300 - strap * 0.8, 550)]
    )  # fmt: skip
    canvas.shadow(several(band, ellipse((306, 312), radius + 14)))
    canvas.fill(band, design.main, grain=0.5)
    cover_with_pattern(canvas, band, design)
    canvas.fill(rounded((300 + radius, 286, 322 + radius, 314), 6), design.metal)
    canvas.fill(ellipse((300, 300), radius + 12), design.metal, light=0.4)
    dial = rng.choice(((250, 248, 242), (26, 30, 46), design.second))
    canvas.fill(ellipse((300, 300), radius), dial, light=0.1)
    ink = (30, 30, 36) if sum(dial) > 380 else (240, 236, 226)
    for hour in range(12):
        canvas.fill(stroke([_on_dial(hour, radius * 0.82), _on_dial(hour, radius * 0.93)], 5), ink, light=0)
    badge(canvas, design, (300, 262), radius * 0.8, ink)
    canvas.fill(stroke([(300, 300), _on_dial(10.1, radius * 0.5)], 7), design.metal, light=0.1)
    canvas.fill(stroke([(300, 300), _on_dial(1.8, radius * 0.74)], 5), design.metal, light=0.1)
    canvas.fill(ellipse((300, 300), 8), design.metal)


def _on_dial(hour: float, distance: float) -> Point:
    angle = hour / 12 * 2 * pi
    return 300 + distance * sin(angle), 300 - distance * cos(angle)


def sneaker(canvas: Canvas, design: Design) -> None:
    rng = design.rng
    toe, heel = rng.randint(60, 90), rng.randint(500, 530)
    sole = blob([(toe - 16, 400), (toe, 446), (heel, 446), (heel + 16, 380), (400, 404), (200, 408)])
    upper = blob(
        [(toe, 400), (toe + 10, 344), (210, 306), (300, 222), (340, 190), (420, 200), (470, 176),
         (heel + 6, 196), (heel + 12, 400)]
    )  # fmt: skip
    canvas.shadow(ellipse((300, 444), 240, 16), depth=130)
    canvas.fill(upper, design.main, grain=0.4)
    cover_with_pattern(canvas, upper, design)
    canvas.pattern(upper, ellipse((toe + 30, 400), 92, 70), scaled(design.main, 0.8))
    for i in range(rng.randint(4, 6)):
        x, y = 250 + i * 26, 292 - i * 22
        canvas.fill(stroke([(x - 26, y + 6), (x + 30, y + 24)], 8), (246, 244, 238), light=0.05)
    for i in range(rng.randint(1, 3)):
        marks = stroke([(330 + i * 34, 400), (430 + i * 34, 230)], 14)
        canvas.pattern(upper, marks, design.second)
    canvas.fill(sole, (244, 240, 232), grain=0.2)
    canvas.fill(stroke([(toe, 430), (heel, 430)], 5), design.second, light=0)
    badge(canvas, design, (400, 372), 130, design.ink)


def jacket(canvas: Canvas, design: Design) -> None:
    rng = design.rng
    hem = rng.randint(480, 530)
    body = blob([(196, 150), (404, 150), (430, 300), (424, hem), (176, hem), (170, 300)], rounds=2)
    left = blob([(206, 150), (150, 180), (96, 440), (150, 462), (200, 300)], rounds=2)
    right = blob([(394, 150), (450, 180), (504, 440), (450, 462), (400, 300)], rounds=2)
    hood = blob([(220, 160), (236, 84), (300, 62), (364, 84), (380, 160), (300, 200)])
    canvas.shadow(several(body, left, right, hood))
    for outline in (left, right, body):
        canvas.fill(outline, design.main, grain=0.45)
    cover_with_pattern(canvas, body, design)
    if rng.random() < 0.6:
        canvas.pattern(several(body, left, right), rounded((60, 130, 540, 250), 0), design.second)
    canvas.fill(hood, scaled(design.main, 0.82), grain=0.4)
    canvas.fill(ellipse((300, 148), 50, 44), scaled(design.main, 0.45))
    canvas.fill(stroke([(300, 186), (300, hem - 8)], 6), design.metal, light=0.3)
    for x in (214, 330):
        canvas.fill(rounded((x, 370, x + 60, 380), 4), scaled(design.main, 0.6), light=0)
    badge(canvas, design, (362, 284), 84, design.ink)


def headphones(canvas: Canvas, design: Design) -> None:
    rng = design.rng
    span, cup = rng.randint(148, 172), rng.randint(64, 82)
    band = arc((300, 330), span, rng.randint(216, 246), rng.randint(26, 38))
    cups = [(300 - span + 8, 372.0), (300 + span - 8, 372.0)]
    _box_behind(canvas, design)
    canvas.shadow(several(band, *(ellipse((x, y + 8), cup * 0.7, cup * 1.2) for x, y in cups)))
    canvas.fill(band, design.main, light=0.35, grain=0.3)
    for x, y in cups:
        inward = 1 if x < 300 else -1
        canvas.fill(stroke([(x, 300), (x, 372)], 16), design.metal, light=0.4)
        canvas.fill(ellipse((x + inward * 26, y), cup * 0.46, cup * 1.08), (40, 38, 42), grain=0.5)
        canvas.fill(ellipse((x, y), cup * 0.62, cup * 1.15), design.main, light=0.35, grain=0.35)
        cover_with_pattern(canvas, ellipse((x, y), cup * 0.56, cup * 1.05), design)
        canvas.fill(ellipse((x, y), cup * 0.36, cup * 0.7), design.second, light=0.3)


def _box_behind(canvas: Canvas, design: Design) -> None:
    box = rounded((200, 300, 400, 540), 8)
    canvas.shadow(box)
    canvas.fill(box, scaled(design.second, 0.9), light=0.1)
    cover_with_pattern(canvas, rounded((200, 300, 400, 360), 8), design)
    badge(canvas, design, (300, 470), 150, (34, 30, 36) if sum(design.second) > 400 else (248, 242, 228))


def pads(canvas: Canvas, design: Design) -> None:
    for x, y in ((210, 270), (390, 340)):
        canvas.shadow(ellipse((x, y + 10), 118, 138))
        canvas.fill(ellipse((x, y), 116, 136), design.main, light=0.4, grain=0.5)
        cover_with_pattern(canvas, ellipse((x, y), 110, 130), design)
        canvas.fill(ellipse((x, y), 56, 74), (30, 30, 34), grain=0.6)
