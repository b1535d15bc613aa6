"""Distortions of a batch of strips [n, 1, 32, width] in 0..1: other hands, pens, scanners and line finders."""

import math

import torch
import torch.nn.functional as F

from augment import fade, harden, hum, soften, speckle, thicken, thin
from draw import some, uniform
from line_network import STEP


def augment(x, generator, bent):
    """`bent`: how far, 1 as hands write."""
    x = bend(x, generator, bent)
    some(x, 0.25, thicken, generator)
    some(x, 0.15, thin, generator)
    some(x, 0.15, scar, generator)
    some(x, 0.2, soften, generator)
    some(x, 0.2, harden, generator)
    some(x, 0.3, fade, generator)
    some(x, 0.08, tear, generator)
    some(x, 0.15, hum, generator)
    some(x, 0.06, speckle, generator)
    return x.clamp_(0, 1)


def bend(x, generator, bent):
    """Slant, size, place, a climbing or wavy line and a smooth elastic displacement, in one resampling."""
    count, _, height, width = x.shape
    stretch = math.exp(uniform(generator, (1,), math.log(0.8), math.log(1.25)).item())
    wide = max(STEP, round(width * stretch / STEP) * STEP)
    strength = torch.where(torch.rand(count, generator=generator) < 0.25, 0.15, 1.0).view(-1, 1, 1)
    one = lambda low, high: uniform(generator, (count, 1, 1), low, high)
    row = torch.arange(height).view(1, -1, 1) + 0.5 - height / 2
    column = (torch.arange(wide).view(1, 1, -1) + 0.5) * (width / wide)
    # Narrower only: what is cut off at the right would still be asked for.
    squeeze = torch.exp(one(0, 0.14) * strength)
    size = torch.exp(one(math.log(0.82), math.log(1.22)) * strength)
    slant = one(-0.45, 0.45) * strength * bent
    climb = one(-0.035, 0.035) * strength
    down = one(-2.5, 2.5) * strength
    source_x = column * squeeze + slant * row + 0 * size
    source_y = row / size + climb * (column - width / 2).clamp(-60, 60) + down + height / 2
    knots = max(2, round(wide / 7))
    coarse = torch.randn(count, 2, 6, knots, generator=generator)
    elastic = F.interpolate(coarse, size=(height, wide), mode="bilinear", align_corners=True)
    amount = (one(0, 0.9) * strength * bent).unsqueeze(1)
    elastic = elastic * amount
    grid = torch.stack(
        [(source_x + elastic[:, 0]) * 2 / width - 1, (source_y + elastic[:, 1]) * 2 / height - 1], dim=-1
    )
    return F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def scar(x, generator):
    """What is left of a rule under, over or through the line, or the gap where one was taken out."""
    count, _, height, width = x.shape
    one = lambda low, high: uniform(generator, (count, 1, 1, 1), low, high)
    # Most often under the digits.
    position = torch.where(one(0, 1) < 0.5, one(24, 31), one(0, height))
    along = torch.arange(width).view(1, 1, 1, width) + 0.5
    across = torch.arange(height).view(1, 1, height, 1) + 0.5
    line = (one(0.3, 1.2) + 0.5 - (across - position - one(-0.02, 0.02) * (along - width / 2)).abs()).clamp(0, 1)
    begin = one(-width, width * 0.8)
    line = line * ((along > begin) & (along < begin + one(width * 0.1, width * 1.5))) * one(0.3, 1)
    return torch.where(one(0, 1) < 0.5, torch.maximum(x, line), x * (1 - line))


def tear(x, generator):
    """Strokes broken by a dry pen or a bad threshold."""
    count, _, height, width = x.shape
    holes = F.interpolate(torch.rand(count, 1, height // 2, width // 2, generator=generator), size=(height, width))
    return x * (holes >= uniform(generator, (count, 1, 1, 1), 0.02, 0.15))
