"""The course of a training run as an SVG."""

WIDTH, HEIGHT, MARGIN = 640, 320, 40
COLOURS = ["#4060c0", "#c04040", "#308040", "#a06010", "#8040a0", "#208090", "#b03080", "#606060", "#80a020", "#404080"]


def draw_curve(history, path):
    """Validation error on digits per set and epoch, in percent, logarithmic."""
    import math

    # A run that was resumed with other sets has no figures of some of them for its first epochs.
    names = [
        name
        for name, entry in history[-1]["report"].items()
        if "digits" in entry and all(name in earlier["report"] for earlier in history)
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
        points = " ".join(at(i, 100 * (1 - h["report"][name]["digits"])) for i, h in enumerate(history))
        shapes.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        shapes.append(f'<text x="{WIDTH - MARGIN - 90}" y="{MARGIN + 12 * row}" fill="{colour}">{name}</text>')
    title = f'<text x="{MARGIN}" y="20">Validation error on digits, by epoch (1 to {len(history)})</text>'
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
        f'font-size="10"><rect width="100%" height="100%" fill="#fff"/>{title}{"".join(shapes)}</svg>\n'
    )
