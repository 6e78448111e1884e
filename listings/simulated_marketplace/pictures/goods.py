"""Drawings of things that are carried, used or given: bag, bottle, toy, box of pills, phone case, poster."""

from math import sin

from .canvas import Canvas, arc, blob, ellipse, mixed, polygon, rounded, scaled, several, stroke
from .design import Design, badge, cover_with_pattern, from_hue


def bag(canvas: Canvas, design: Design) -> None:
    rng = design.rng
    half, top, taper = rng.randint(150, 190), rng.randint(240, 280), rng.randint(-24, 34)
    body = blob([(300 - half + taper, top), (300 + half - taper, top), (300 + half, 490), (300 - half, 490)])
    rise = rng.randint(110, 170)
    handle = arc((300, top + 24), half * 0.56, rise, rng.randint(14, 22))
    canvas.shadow(several(body, ellipse((300, 488), half, 22)))
    canvas.fill(handle, scaled(design.main, 0.8), light=0.3, grain=0.3)
    canvas.fill(body, design.main, grain=0.55)
    cover_with_pattern(canvas, body, design)
    _flap_or_pocket(canvas, design, half, top)
    for x in (300 - half * 0.52, 300 + half * 0.52):
        canvas.fill(ellipse((x, top + 20), 11), design.metal, light=0.4)
    badge(canvas, design, (300, 456), half * 0.8, design.ink)


def _flap_or_pocket(canvas: Canvas, design: Design, half: int, top: int) -> None:
    if design.rng.random() < 0.6:
        flap = blob([(300 - half, top), (300 + half, top), (300 + half * 0.7, top + 120), (300, top + 160),
                     (300 - half * 0.7, top + 120)])  # fmt: skip
        canvas.shadow(flap, blur=6, depth=80)
        canvas.fill(flap, scaled(design.main, 1.12), grain=0.5)
        canvas.fill(rounded((282, top + 56, 318, top + 84), 8), design.metal, light=0.4)
    else:
        pocket = rounded((300 - half * 0.6, top + 50, 300 + half * 0.6, top + 150), 14)
        canvas.fill(pocket, scaled(design.main, 0.9), grain=0.5)
        canvas.fill(stroke([(300 - half * 0.5, top + 66), (300 + half * 0.5, top + 66)], 5), design.metal)


def bottle(canvas: Canvas, design: Design) -> None:
    rng = design.rng
    half, top = rng.randint(80, 124), rng.randint(190, 240)
    body = rounded((300 - half, top, 300 + half, 520), rng.randint(14, 70))
    canvas.shadow(several(body, ellipse((300, 514), half + 20, 16)))
    canvas.fill(rounded((300 - half * 0.36, top - 34, 300 + half * 0.36, top + 10), 4), design.metal)
    height = rng.randint(60, 110)
    canvas.fill(
        rounded((300 - half * 0.5, top - 30 - height, 300 + half * 0.5, top - 20), 10),
        design.metal,
        light=0.35,
    )
    canvas.fill(body, design.main, light=0.3)
    canvas.pattern(
        body, stroke([(300 - half * 0.7, top), (300 - half * 0.7, 520)], 12), scaled(design.main, 1.35)
    )
    label = rounded((300 - half * 0.82, 330, 300 + half * 0.82, 474), 6)
    canvas.fill(label, (250, 247, 240), light=0.03)
    cover_with_pattern(canvas, rounded((300 - half * 0.82, 448, 300 + half * 0.82, 474), 6), design)
    badge(canvas, design, (300, 396), half * 1.4, (52, 44, 56))
    canvas.word("50 ml", (300, 432), 36, (110, 100, 112))


def toy(canvas: Canvas, design: Design) -> None:
    fur, rng = design.main, design.rng
    pale = mixed(fur, (255, 248, 236), 0.55)
    ear, head = rng.randint(34, 50), rng.randint(104, 122)
    limbs = [(188.0, 380.0), (412.0, 380.0), (218.0, 508.0), (382.0, 508.0)]
    canvas.shadow(several(ellipse((300, 420), 130, 130), ellipse((300, 540), 180, 22)))
    for x in (300 - head * 0.78, 300 + head * 0.78):
        canvas.fill(ellipse((x, 150), ear), fur, grain=0.8)
        canvas.fill(ellipse((x, 152), ear * 0.58), pale, grain=0.6)
    for x, y in limbs:
        canvas.fill(ellipse((x, y), 52, 60), fur, grain=0.8)
        canvas.fill(ellipse((x, y + 18), 26), pale, grain=0.6)
    canvas.fill(ellipse((300, 416), 124, 130), fur, grain=0.8)
    shirt = ellipse((300, 424), 104, 92)
    canvas.fill(shirt, design.second, grain=0.5)
    cover_with_pattern(canvas, shirt, design)
    canvas.fill(ellipse((300, 216), head), fur, grain=0.8)
    _face(canvas, design)
    canvas.fill(rounded((226, 400, 374, 452), 14), (250, 246, 236), light=0.05)
    badge(canvas, design, (300, 430), 120, (60, 46, 40))


def _face(canvas: Canvas, design: Design) -> None:
    canvas.fill(ellipse((300, 254), 50, 42), mixed(design.main, (255, 248, 236), 0.7), grain=0.5)
    canvas.fill(ellipse((300, 236), 17, 13), (40, 30, 30), light=0.6)
    for x in (256, 344):
        canvas.fill(ellipse((x, 200), 12), (28, 24, 28))
        canvas.fill(ellipse((x + 4, 196), 4), (255, 255, 255), light=0)
    canvas.fill(arc((300, 256), 20, 18, 4, 20, 160), (60, 40, 40), light=0)


def pills(canvas: Canvas, design: Design) -> None:
    front = polygon([(120, 200), (400, 200), (400, 420), (120, 420)])
    side = polygon([(400, 200), (446, 176), (446, 396), (400, 420)])
    top = polygon([(120, 200), (166, 176), (446, 176), (400, 200)])
    canvas.shadow(several(front, side, ellipse((300, 424), 200, 20)))
    for outline, factor in ((side, 0.82), (top, 1.05), (front, 0.97)):
        canvas.fill(outline, scaled((246, 246, 248), factor), light=0.03)
    band = design.rng.randint(310, 350)
    canvas.pattern(
        several(front, side),
        polygon([(100, band), (400, band), (460, band - 30), (460, 440), (100, 440)]),
        design.main,
    )
    cover_with_pattern(canvas, polygon([(120, band), (400, band), (400, 420), (120, 420)]), design)
    badge(canvas, design, (256, 270), 200, (40, 50, 72))
    canvas.word("30 capsules", (210, 394), 110, design.ink)
    for row in range(2):
        for column in range(5):
            canvas.fill(ellipse((210 + column * 62, 480 + row * 44), 24, 16), design.second, light=0.4)


def case(canvas: Canvas, design: Design) -> None:
    rng = design.rng
    shell = rounded((186, 70, 414, 534), 44)
    canvas.shadow(shell)
    canvas.fill(shell, scaled(design.main, 0.7), light=0.3)
    inner = rounded((194, 78, 406, 526), 38)
    canvas.fill(inner, design.main, grain=0.3)
    cover_with_pattern(canvas, inner, design)
    for _ in range(rng.randint(0, 5)):
        spot = ellipse((rng.randint(200, 400), rng.randint(200, 520)), rng.randint(18, 60))
        canvas.pattern(inner, spot, mixed(design.main, design.second, rng.random()))
    canvas.fill(rounded((210, 94, 300, 184), 22), (30, 30, 34), light=0.3)
    for x, y in ((234, 118), (276, 118), (234, 160)):
        canvas.fill(ellipse((x, y), 15), (70, 74, 84), light=0.6)
        canvas.fill(ellipse((x, y), 8), (16, 18, 30))
    badge(canvas, design, (300, 450), 140, design.ink)


def poster(canvas: Canvas, design: Design) -> None:
    rng = design.rng
    canvas.shadow(rounded((130, 76, 476, 540), 4))
    canvas.fill(rounded((124, 64, 476, 536), 4), (58, 44, 36), light=0.1, grain=0.5)
    sheet = rounded((140, 80, 460, 520), 0)
    canvas.fill(sheet, from_hue(rng.random(), 0.25, 0.94), light=0.1)
    canvas.pattern(sheet, ellipse((rng.randint(200, 400), rng.randint(150, 220)), 46), (250, 226, 170))
    for layer in range(4):
        hills = [
            (120.0, 540.0),
            *((x, 330 + layer * 46 + 26 * sin(x / rng.uniform(30, 60))) for x in range(120, 500, 20)),
            (480.0, 540.0),
        ]
        canvas.pattern(sheet, polygon(hills), mixed(design.main, (20, 26, 40), layer / 5))
    bird = [(230, 250), (262, 214), (300, 236), (338, 206), (372, 232), (330, 240), (300, 270), (268, 244)]
    canvas.pattern(sheet, blob(bird, rounds=2), (40, 34, 40))
    badge(canvas, design, (300, 500), 120, (250, 246, 240))
