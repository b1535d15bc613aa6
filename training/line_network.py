"""The networks that read strips: fully convolutional, one row of scores for every two columns of a strip 32 pixels high."""

from torch import nn

DIGITS = [str(digit) for digit in range(10)]
SEPARATORS = [".", ",", "/", "-"]
LETTERS = [*"abcdefghijklmnopqrstuvwxyz"]
OTHER = "other"
BLANK = "blank"
HEIGHT = 32
STEP = 8
FRAME = 2


def block(inputs, outputs, kernel, padding, stride=(1, 1)):
    return [
        nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    ]


class StripNetwork:
    """What one of the networks reads, and how wide it is."""

    def __init__(self, name, signs, read, widths, bent):
        # `read` are the signs that are compared when a line is measured; `bent` says how far strips are slanted and bent in
        # training: 1 as hands write, less as machines print.
        self.name, self.read, self.widths, self.bent = name, read, widths, bent
        self.classes = [*signs, BLANK]

    def labels(self, text):
        return [self.classes.index(sign if sign in self.classes else OTHER) for sign in text]

    def build(self):
        return build(self.widths, len(self.classes))


# E-13B: A transit, B amount, C on-us, D dash. CMC-7: F to J, its five symbols. What is no MICR character is blank.
MICR_SIGNS = [*DIGITS, *"ABCD", *"FGHIJ"]
# Outputs of the layers that read digits in every hand, or in all print.
WIDE = (24, 32, 48, 48, 64, 96, 160)
LINES = StripNetwork("lines", [*DIGITS, *SEPARATORS, OTHER], DIGITS, WIDE, 1)
MICR = StripNetwork("micr", MICR_SIGNS, MICR_SIGNS, (12, 16, 24, 24, 32, 40, 48), 0.3)
# Of print, for which the line network has no room beside all hands.
PRINT = StripNetwork("print", [*DIGITS, *SEPARATORS, OTHER], DIGITS, WIDE, 0.4)
# Lines of words, in which capitals are read as small letters, and digits and signs are OTHER.
WORDS = StripNetwork("words", [*LETTERS, OTHER], LETTERS, (24, 32, 48, 48, 64, 80, 112), 0.6)
NETWORKS = {network.name: network for network in (LINES, PRINT, MICR, WORDS)}


def build(widths, classes):
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
        nn.Conv2d(g, classes, (1, 1)),
    )
