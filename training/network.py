"""The network: a small convolutional classifier of one 28x28 crop into ten digits and not-a-digit."""

import torch
from torch import nn

CLASSES = [str(digit) for digit in range(10)] + ["not-a-digit"]
NOT_A_DIGIT = 10
SIZE = 28
# Outputs of the last two convolutions; the first release had 64 and 96.
WIDTHS = (80, 128)


def block(inputs, outputs, kernel, padding):
    return [
        nn.Conv2d(inputs, outputs, kernel, padding=padding, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    ]


def build(widths=WIDTHS):
    fifth, sixth = widths
    return nn.Sequential(
        *block(1, 16, 5, 2),
        nn.MaxPool2d(2),
        *block(16, 32, 3, 1),
        *block(32, 32, 3, 0),
        nn.MaxPool2d(2),
        *block(32, 64, 3, 1),
        *block(64, fifth, 3, 1),
        *block(fifth, sixth, 3, 0),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(sixth * 2 * 2, 128),
        nn.ReLU(inplace=True),
        nn.Linear(128, len(CLASSES)),
    )


def load(state):
    """The network that a checkpoint's weights are of."""
    model = build((len(state["14.weight"]), len(state["17.weight"])))
    model.load_state_dict(state)
    return model


@torch.no_grad()
def grow(model, state):
    """Makes a network answer what a narrower one did: what is new reads from the old, and nothing reads from it until
    training makes it (Net2Net, Chen et al. 2016, with random new filters)."""
    for name, values in model.state_dict().items():
        old = state[name]
        if values.ndim > 1 and values.shape[1] > old.shape[1]:
            values[:, old.shape[1] :] = 0
        values[tuple(slice(size) for size in old.shape)] = old
    return model
