"""Damage to a part of a batch of crops [n, 1, 28, 28] in 0..1: noise, blur, clouds, lines, blots, outlines.

Each kind is a family, drawn over a wide range, and takes a share of every batch; most crops stay as they are."""

import math

import torch
import torch.nn.functional as F

from draw import chance, field, resize_ink, uniform


def damage(x, generator, harm=1.0):
    """A random part of the batch for each family, `harm` times its share, in place; a crop meets one of them at most."""
    count = len(x)
    order = torch.randperm(count, generator=generator)
    start = 0
    for family, share in FAMILIES:
        many = int(count * share * harm + torch.rand((), generator=generator).item())
        chosen = order[start : start + many]
        start += many
        if len(chosen) > 0:
            x[chosen] = family(x[chosen], generator).clamp_(0, 1)


def grain(x, generator):
    """Ink that came out uneven, from pixel to pixel: few photons, dry pens, coarse printing."""
    count = len(x)
    levels = uniform(generator, (count, 1, 1, 1), 2, 20)
    noise = torch.randn(x.shape, generator=generator)
    return x + noise * (x / levels).sqrt()


def salt_and_pepper(x, generator):
    """Single pixels lost or set; most would be mended before the network sees them."""
    count = len(x)
    amount = uniform(generator, (count, 1, 1, 1), 0.01, 0.2)
    where = (torch.rand(x.shape, generator=generator) < amount).float()
    x = x + where * (torch.randint(0, 2, x.shape, generator=generator) - x)
    return shrink_some(x, generator)


def hiss(x, generator):
    """Noise over ink and paper."""
    count = len(x)
    noise = torch.randn(x.shape, generator=generator)
    return shrink_some(x + noise * uniform(generator, (count, 1, 1, 1), 0.03, 0.25), generator)


def blur(x, generator):
    """Out of focus, or moved: each crop with a kernel of its own, then stretched to full ink again."""
    count, side = len(x), 11
    offset = torch.arange(side).float() - side // 2
    v, u = offset.view(1, side, 1), offset.view(1, 1, side)
    angle = uniform(generator, (count, 1, 1), 0, math.pi)
    along, across = u * angle.cos() + v * angle.sin(), v * angle.cos() - u * angle.sin()
    long = uniform(generator, (count, 1, 1), 0.5, 3.2)
    wide = uniform(generator, (count, 1, 1), 0.4, 1.0)
    # Half of the moved ones trail off to one side.
    trail = torch.where((along < 0) & (torch.rand(count, 1, 1, generator=generator) < 0.5), 0.0, 1.0)
    kernel = torch.exp(-((along / long) ** 2) / 2 - (across / wide) ** 2 / 2) * trail
    kernel = kernel / kernel.sum((1, 2), keepdim=True)
    blurred = F.conv2d(x.view(1, count, 28, 28), kernel.unsqueeze(1), padding=side // 2, groups=count)
    blurred = blurred.view(count, 1, 28, 28)
    blurred = blurred / blurred.amax((1, 2, 3), keepdim=True).clamp_(min=0.1)
    return resize_ink(blurred, generator, 0.72, 1.05)


def shuffle(x, generator):
    """Pixels that changed places with their neighbours, as behind rough glass."""
    count, _, size, _ = x.shape
    base = F.affine_grid(torch.eye(2, 3).repeat(count, 1, 1), x.shape, align_corners=False)
    reach = uniform(generator, (count, 1, 1, 1), 0.5, 1.8) * 2 / size
    moved = base + (torch.rand(base.shape, generator=generator) * 2 - 1) * reach
    x = F.grid_sample(x, moved, mode="bilinear", padding_mode="zeros", align_corners=False)
    soft = F.avg_pool2d(x, 3, 1, 1, count_include_pad=True)
    x = x + uniform(generator, (count, 1, 1, 1), 0, 1) * (soft - x)
    x = x / x.amax((1, 2, 3), keepdim=True).clamp_(min=0.1)
    return resize_ink(x, generator, 0.8, 1.05)


def clouds(x, generator):
    """What is left of an uneven background, and ink that is fainter in some places than in others."""
    count, size = len(x), x.shape[-1]
    haze = field(generator, count, 4, size) * 0.7 + field(generator, count, 9, size) * 0.3
    ink = 1 - (field(generator, count, 4, size).abs() * uniform(generator, (count, 1, 1, 1), 0, 0.6)).clamp(0, 0.8)
    x = x * ink + haze * uniform(generator, (count, 1, 1, 1), 0.05, 0.4)
    return shrink_some(x, generator)


def stripes(x, generator):
    """Bands that are fainter or stronger than the rest, and seams between them."""
    count, size = len(x), x.shape[-1]
    along = torch.arange(size).view(1, 1, 1, size) + 0.5
    left = uniform(generator, (count, 1, 1, 1), 2, 13)
    right = uniform(generator, (count, 1, 1, 1), 15, 26)
    band = ((along < left) | (along > right)).float()
    seam = (((along - left).abs() < 0.8) | ((along - right).abs() < 0.8)).float()
    x = x * (1 - band * uniform(generator, (count, 1, 1, 1), -0.3, 0.6))
    return x * (1 - seam * uniform(generator, (count, 1, 1, 1), 0, 1))


def lines(x, generator):
    """A line across the crop: straight, dotted or zigzag, at any slope, that the segmenter could not tell from ink."""
    count, size = len(x), x.shape[-1]
    v, u = torch.meshgrid(torch.arange(size) + 0.5 - size / 2, torch.arange(size) + 0.5 - size / 2, indexing="ij")
    angle = uniform(generator, (count, 1, 1, 1), -1, 1) * math.pi / 4
    angle = angle + chance(generator, count, 0.2) * math.pi / 2
    along, across = u * angle.cos() + v * angle.sin(), v * angle.cos() - u * angle.sin()
    across = across - uniform(generator, (count, 1, 1, 1), -13, 13)
    period = uniform(generator, (count, 1, 1, 1), 3, 12)
    phase = (along / period + torch.rand(count, 1, 1, 1, generator=generator)) % 1
    swing = chance(generator, count, 0.5) * uniform(generator, (count, 1, 1, 1), 0.5, 4)
    wave = (phase - 0.5).abs() * 4 - 1
    slope = 4 * swing / period
    distance = (across - wave * swing).abs() / (1 + slope**2).sqrt()
    line = (uniform(generator, (count, 1, 1, 1), 0.7, 2.2) - distance).clamp(0, 1)
    dotted = chance(generator, count, 0.5) * (1 - (swing > 0).float())
    gaps = ((along / uniform(generator, (count, 1, 1, 1), 1.5, 5)) % 1 < uniform(generator, (count, 1, 1, 1), 0.3, 0.6))
    line = line * (1 - dotted * gaps.float())
    line = line * (along.abs() < uniform(generator, (count, 1, 1, 1), 8, 24)).float()
    x = torch.maximum(x, line * uniform(generator, (count, 1, 1, 1), 0.5, 1))
    return shrink_some(x, generator)


def blots(x, generator):
    """Spots that hide the ink, paler than it, and small ones that only lie beside it."""
    count, size = len(x), x.shape[-1]
    noise = field(generator, count, 11, size)
    level = uniform(generator, (count, 1, 1, 1), 0.9, 1.8)
    spots = ((noise - level) * 4).clamp(0, 1)
    shade = uniform(generator, (count, 1, 1, 1), 0, 0.7)
    return shrink_some(x * (1 - spots) + shade * spots, generator)


def outline(x, generator):
    """The edges of strokes alone, as of hollow type, worn print and edge-finding scanners."""
    count = len(x)
    solid = (x > uniform(generator, (count, 1, 1, 1), 0.25, 0.6)).float()
    thick = F.max_pool2d(solid, 3, 1, 1)
    thin = -F.max_pool2d(-solid, 3, 1, 1)
    outer, inner, both = thick - solid, solid - thin, thick - thin
    kind = torch.randint(0, 3, (count, 1, 1, 1), generator=generator)
    edges = torch.where(kind == 0, outer, torch.where(kind == 1, inner, both))
    soft = F.avg_pool2d(edges, 3, 1, 1, count_include_pad=True)
    edges = edges + chance(generator, count, 0.4) * uniform(generator, (count, 1, 1, 1), 0, 0.8) * (soft - edges)
    filled = uniform(generator, (count, 1, 1, 1), -0.6, 0.6).clamp(min=0)
    return resize_ink(torch.maximum(edges, x * filled), generator, 0.85, 1.05)


def shrink_some(x, generator):
    """Ink all over the crop makes the digit smaller, as the box of the glyph then is the whole picture."""
    small = resize_ink(x, generator, 0.68, 0.95)
    return x + chance(generator, len(x), 0.5) * (small - x)


FAMILIES = (
    (grain, 0.05),
    (salt_and_pepper, 0.04),
    (hiss, 0.03),
    (blur, 0.05),
    (shuffle, 0.04),
    (clouds, 0.06),
    (stripes, 0.02),
    (lines, 0.08),
    (blots, 0.05),
    (outline, 0.05),
)
