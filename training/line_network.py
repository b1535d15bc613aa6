"""The line network: fully convolutional, one row of scores for every two columns of a strip 32 pixels high."""

from torch import nn

DIGITS = [str(digit) for digit in range(10)]
SEPARATORS = [".", ",", "/", "-"]
OTHER = "other"
BLANK = "blank"
CLASSES = [*DIGITS, *SEPARATORS, OTHER, BLANK]
HEIGHT = 32
STEP = 8
FRAME = 2


def block(inputs, outputs, kernel, padding, stride=(1, 1)):
    return [
        nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    ]


def build(widths=(24, 32, 48, 48, 64, 80, 112)):
    a, b, c, d, e, f, g = widths
    return nn.Sequential(
        # Strided: what is computed for every pixel of a strip takes most of the time.
        *block(1, a, (6, 6), (2, 2), stride=(2, 2)),
        *block(a, b, (3, 3), (1, 1)),
        nn.MaxPool2d((2, 1)),
        *block(b, c, (3, 3), (1, 1)),
        *block(c, d, (3, 3), (1, 1)),
        nn.MaxPool2d((2, 1)),
        *block(d, e, (3, 3), (1, 1)),
        *block(e, f, (3, 3), (1, 1)),
        # All rows into one, then what stands left and right.
        *block(f, g, (4, 3), (0, 1)),
        *block(g, g, (1, 7), (0, 3)),
        nn.Conv2d(g, len(CLASSES), (1, 1)),
    )
