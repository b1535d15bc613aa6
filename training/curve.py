"""The course of a training run, and what more data would bring, as SVG."""

import math

WIDTH, HEIGHT, MARGIN = 640, 320, 40
COLOURS = ["#4060c0", "#c04040", "#308040", "#a06010", "#8040a0", "#208090", "#b03080", "#606060", "#80a020", "#404080"]


def draw_curve(history, path):
    """Validation error per set and epoch, of digits or whole lines, in percent, logarithmic."""
    right = lambda entry: entry.get("digits", entry.get("exact"))
    # A run that was resumed with other sets has no figures of some of them for its first epochs.
    names = [
        name
        for name, entry in history[-1]["report"].items()
        if right(entry) is not None and all(name in earlier["report"] for earlier in history)
    ]
    low, high = math.log10(0.1), math.log10(50)
    last = max(2, len(history))

    def at(index, error):
        x = MARGIN + (WIDTH - 2 * MARGIN) * index / (last - 1)
        y = MARGIN + (HEIGHT - 2 * MARGIN) * (high - min(high, max(low, math.log10(max(error, 1e-3))))) / (high - low)
        return f"{x:.1f},{y:.1f}"

    shapes = []
    for tick in (0.1, 0.3, 1, 3, 10, 30):
        y = at(0, tick).split(",")[1]
        shapes.append(f'<path d="M{MARGIN} {y}H{WIDTH - MARGIN}" stroke="#ddd"/><text x="4" y="{y}">{tick} %</text>')
    for name, colour, row in zip(names, COLOURS * 3, range(len(names))):
        points = " ".join(at(i, 100 * (1 - right(h["report"][name]))) for i, h in enumerate(history))
        shapes.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        shapes.append(f'<text x="{WIDTH - MARGIN - 90}" y="{MARGIN + 12 * row}" fill="{colour}">{name}</text>')
    title = f'<text x="{MARGIN}" y="20">Validation error, by epoch (1 to {len(history)})</text>'
    write_picture(title, shapes, path)


def draw_shares(curves, path):
    """Whole strings read right in validation, by the share of the real lines that were trained on. {name: [(share, exact)]}."""

    def at(share, exact):
        return MARGIN + (WIDTH - 2 * MARGIN) * share, HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * exact

    shapes = []
    for tick in range(0, 101, 20):
        _, y = at(0, tick / 100)
        shapes.append(f'<path d="M{MARGIN} {y}H{WIDTH - MARGIN}" stroke="#ddd"/><text x="4" y="{y}">{tick} %</text>')
    for share in sorted({share for points in curves.values() for share, _ in points}):
        x, y = at(share, 0)
        shapes.append(f'<text x="{x:.0f}" y="{y + 14}" text-anchor="middle">{share:g}</text>')
    for (name, points), colour, row in zip(curves.items(), COLOURS, range(len(curves))):
        places = [at(share, exact) for share, exact in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        shapes.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        shapes += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in places]
        x, y = WIDTH - MARGIN - 150, HEIGHT - MARGIN - 14 * (len(curves) - row)
        shapes.append(f'<text x="{x}" y="{y}" fill="{colour}">{name}</text>')
    title = f'<text x="{MARGIN}" y="20">Whole strings read right (validation), by the share of the real lines in training</text>'
    write_picture(title, shapes, path)


def write_picture(title, shapes, path):
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
        f'font-size="10"><rect width="100%" height="100%" fill="#fff"/>{title}{"".join(shapes)}</svg>\n'
    )
