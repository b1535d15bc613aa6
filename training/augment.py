"""Distortions of a batch of crops [n, 1, 28, 28] in 0..1: other hands, pens, scanners and segmenters."""

import math

import torch
import torch.nn.functional as F

from damage import damage
from draw import some, uniform


def augment(x, generator, harm=1.0):
    x = bend(x, generator)
    some(x, 0.25, thicken, generator)
    some(x, 0.2, thin, generator)
    some(x, 0.12, scar, generator)
    damage(x, generator, harm)
    some(x, 0.2, soften, generator)
    some(x, 0.1, coarsen, generator)
    some(x, 0.2, harden, generator)
    some(x, 0.3, fade, generator)
    some(x, 0.1, hum, generator)
    some(x, 0.07, speckle, generator)
    return x.clamp_(0, 1)


def bend(x, generator):
    """Rotation, shear, scale, shift and a smooth elastic displacement, in one resampling."""
    count, _, size, _ = x.shape
    # One in three is left nearly as it is, so that the network also sees what it will be asked about.
    strength = torch.where(torch.rand(count, generator=generator) < 0.35, 0.2, 1.0)
    # Few lean as far as this; a 6 must not become a 9.
    turn = torch.where(torch.rand(count, generator=generator) < 0.15, 2.0, strength)
    angle = uniform(generator, (count,), -1, 1) * turn * math.radians(13)
    shear = uniform(generator, (count,), -0.35, 0.35) * turn
    scale = torch.exp(uniform(generator, (count,), math.log(0.8), math.log(1.15)) * strength)
    aspect = torch.exp(uniform(generator, (count,), -0.25, 0.25) * strength)
    shift = uniform(generator, (count, 2), -2, 2) * strength[:, None] * 2 / size
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0] = cos / (scale * aspect)
    theta[:, 0, 1] = (shear * cos - sin) / (scale * aspect)
    theta[:, 1, 0] = sin * aspect / scale
    theta[:, 1, 1] = (shear * sin + cos) * aspect / scale
    theta[:, :, 2] = shift
    grid = F.affine_grid(theta, x.shape, align_corners=False)
    coarse = torch.randn(count, 2, 6, 6, generator=generator) * strength.view(-1, 1, 1, 1)
    elastic = F.interpolate(coarse, size=(size, size), mode="bicubic", align_corners=True)
    amount = uniform(generator, (count, 1, 1, 1), 0, 1.0) * 2 / size
    grid = grid + (elastic * amount).permute(0, 2, 3, 1)
    return F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def thicken(x, generator):
    by = uniform(generator, (len(x), 1, 1, 1), 0, 0.9)
    return x + by * (F.max_pool2d(x, 3, 1, 1) - x)


def thin(x, generator):
    by = uniform(generator, (len(x), 1, 1, 1), 0, 0.54)
    # A thin stroke must not vanish, so erosion is weak where there is little ink.
    ink = x.mean((1, 2, 3), keepdim=True)
    return x + by * (ink * 6).clamp(0, 1) * (-F.max_pool2d(-x, 3, 1, 1) - x)


def scar(x, generator):
    """What is left of a rule that ran through or beside the glyph, or the gap where one was taken out."""
    count, _, size, _ = x.shape
    position = uniform(generator, (count, 1, 1, 1), 1, size - 1)
    tilt = uniform(generator, (count, 1, 1, 1), -0.05, 0.05)
    along = torch.arange(size).view(1, 1, 1, size) + 0.5
    across = torch.arange(size).view(1, 1, size, 1) + 0.5
    thickness = uniform(generator, (count, 1, 1, 1), 0.3, 1.0)
    line = (thickness + 0.5 - (across - position - tilt * (along - size / 2)).abs()).clamp(0, 1)
    begin = uniform(generator, (count, 1, 1, 1), -size, size * 0.7)
    end = begin + uniform(generator, (count, 1, 1, 1), size * 0.3, size * 2)
    line = line * ((along > begin) & (along < end))
    upright = torch.rand(count, 1, 1, 1, generator=generator) < 0.3
    line = torch.where(upright, line.transpose(2, 3), line) * uniform(generator, (count, 1, 1, 1), 0.4, 1)
    left_over = torch.rand(count, 1, 1, 1, generator=generator) < 0.42
    return torch.where(left_over, torch.maximum(x, line), x * (1 - line))


def soften(x, generator):
    blurred = F.avg_pool2d(x, 3, 1, 1, count_include_pad=True)
    return x + uniform(generator, (len(x), 1, 1, 1), 0, 1) * (blurred - x)


def coarsen(x, generator):
    """A scan at half the dots an inch."""
    return F.interpolate(F.avg_pool2d(x, 2), scale_factor=2, mode="bilinear", align_corners=False)


def harden(x, generator):
    """Nearly or wholly two-level."""
    threshold = uniform(generator, (len(x), 1, 1, 1), 0.3, 0.6)
    steepness = uniform(generator, (len(x), 1, 1, 1), 4, 20)
    return torch.sigmoid((x - threshold) * steepness) * (x > 0.05)


def fade(x, generator):
    return x * (1 - uniform(generator, (len(x), 1, 1, 1), 0, 0.45))


def hum(x, generator):
    return x + uniform(generator, (len(x), 1, 1, 1), 0, 0.08) * torch.randn(x.shape, generator=generator)


def speckle(x, generator):
    return torch.where(torch.rand(x.shape, generator=generator) < 0.01, 0.8, x)
