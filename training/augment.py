"""Distortions of a batch of crops [n, 1, 28, 28] in 0..1: other hands, pens, scanners and segmenters."""

import math

import torch
import torch.nn.functional as F


def uniform(generator, shape, low, high):
    return torch.rand(shape, generator=generator) * (high - low) + low


def chance(generator, count, probability):
    return (torch.rand(count, generator=generator) < probability).float().view(-1, 1, 1, 1)


def augment(x, generator):
    x = bend(x, generator)
    x = change_pen(x, generator)
    x = scar(x, generator)
    x = change_scan(x, generator)
    return x.clamp_(0, 1)


def bend(x, generator):
    """Rotation, shear, scale, shift and a smooth elastic displacement, in one resampling."""
    count, _, size, _ = x.shape
    # One in three is left nearly as it is, so that the network also sees what it will be asked about.
    strength = torch.where(torch.rand(count, generator=generator) < 0.35, 0.2, 1.0)
    angle = uniform(generator, (count,), -1, 1) * strength * math.radians(12)
    shear = uniform(generator, (count,), -0.4, 0.4) * strength
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


def change_pen(x, generator):
    """Thicker and thinner strokes."""
    count = len(x)
    thick = F.max_pool2d(x, 3, 1, 1)
    thin = -F.max_pool2d(-x, 3, 1, 1)
    by = uniform(generator, (count, 1, 1, 1), 0, 0.9)
    x = x + chance(generator, count, 0.25) * by * (thick - x)
    # A thin stroke must not vanish, so erosion is weak where there is little ink.
    ink = x.mean((1, 2, 3), keepdim=True)
    return x + chance(generator, count, 0.2) * by * 0.6 * (ink * 6).clamp(0, 1) * (thin - x)


def scar(x, generator):
    """What is left of a rule that ran through or beside the glyph, and the gap where one was taken out."""
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
    upright = chance(generator, count, 0.3)
    line = line + upright * (line.transpose(2, 3) - line)
    left_over = chance(generator, count, 0.05) * uniform(generator, (count, 1, 1, 1), 0.4, 1)
    x = torch.maximum(x, line * left_over)
    return x * (1 - line * chance(generator, count, 0.07) * uniform(generator, (count, 1, 1, 1), 0.4, 1))


def change_scan(x, generator):
    """Blur, low resolution, two-level scans, faint ink, speckle, noise."""
    count = len(x)
    blurred = F.avg_pool2d(x, 3, 1, 1, count_include_pad=True)
    x = x + chance(generator, count, 0.2) * uniform(generator, (count, 1, 1, 1), 0, 1) * (blurred - x)
    coarse = F.interpolate(F.avg_pool2d(x, 2), scale_factor=2, mode="bilinear", align_corners=False)
    x = x + chance(generator, count, 0.1) * (coarse - x)
    threshold = uniform(generator, (count, 1, 1, 1), 0.3, 0.6)
    steepness = uniform(generator, (count, 1, 1, 1), 4, 20)
    x = x + chance(generator, count, 0.2) * (torch.sigmoid((x - threshold) * steepness) * (x > 0.05) - x)
    x = x * (1 - chance(generator, count, 0.3) * uniform(generator, (count, 1, 1, 1), 0, 0.45))
    noise = torch.randn(x.shape, generator=generator)
    x = x + chance(generator, count, 0.2) * uniform(generator, (count, 1, 1, 1), 0, 0.08) * noise
    speckle = (torch.rand(x.shape, generator=generator) < 0.01).float()
    return x + chance(generator, count, 0.07) * speckle * (0.8 - x)
