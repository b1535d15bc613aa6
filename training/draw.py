"""Random shapes and helpers for distorting batches of crops [n, 1, size, size]."""

import torch
import torch.nn.functional as F


def uniform(generator, shape, low, high):
    return torch.rand(shape, generator=generator) * (high - low) + low


def chance(generator, count, probability):
    return (torch.rand(count, generator=generator) < probability).float().view(-1, 1, 1, 1)


def field(generator, count, nodes, size):
    """A smooth field of about unit deviation with `nodes` independent values a side."""
    coarse = torch.randn(count, 1, nodes, nodes, generator=generator)
    return F.interpolate(coarse, size=(size, size), mode="bicubic", align_corners=True)


def resize_ink(x, generator, low, high):
    """The whole crop scaled by a factor from `low` to `high` and moved by up to a pixel and a half."""
    count, _, size, _ = x.shape
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0] = theta[:, 1, 1] = 1 / uniform(generator, (count,), low, high)
    theta[:, :, 2] = uniform(generator, (count, 2), -1.5, 1.5) * 2 / size
    grid = F.affine_grid(theta, x.shape, align_corners=False)
    return F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def some(x, share, change, generator):
    """Changes so many of the batch, in place."""
    chosen = (torch.rand(len(x), generator=generator) < share).nonzero().squeeze(1)
    if len(chosen) > 0:
        x[chosen] = change(x[chosen], generator)
