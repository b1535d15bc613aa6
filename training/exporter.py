"""Turns a trained nn.Sequential into a TF.js layers model: Keras layers, batch normalization folded into the convolutions."""

import hashlib
import json
from fractions import Fraction

import numpy as np
import torch
from torch import nn

# Trained with, absent from what is exported.
TRAINING_ONLY = (nn.Dropout, nn.Dropout2d)


class Exporter:
    """Collects Keras layers and weights. With `width` None the network takes pictures of any width, and its multiply-adds
    are counted for each column of the input."""

    def __init__(self, height, width):
        self.layers, self.weights = [], []
        self.input = [None, height, width, 1]
        # Columns that every column of the input leaves, where the width is open.
        self.shape = (1, height, Fraction(1) if width is None else width)
        self.multiply_adds = 0
        self.flattened_from = None

    def add(self, kind, name, settings, arrays=()):
        config = {"name": name, "trainable": False, "dtype": "float32", **settings}
        if not self.layers:
            config["batch_input_shape"] = self.input
        self.layers.append({"class_name": kind, "config": config})
        for part, array in zip(("kernel", "bias"), arrays):
            self.weights.append((f"{name}/{part}", np.ascontiguousarray(array, dtype="<f4")))

    def convolution(self, name, conv, norm, activation):
        kernel, bias = folded(conv, norm)
        if conv.dilation != (1, 1) or conv.groups != 1:
            raise SystemExit(f"Expected dilation 1 and one group for {name} but received {conv}")
        sizes, pads, strides = conv.kernel_size, conv.padding, conv.stride
        if all(pad == 0 for pad in pads):
            padding = "valid"
        elif all(2 * pad == size - stride for size, pad, stride in zip(sizes, pads, strides)):
            # As much on both sides, as long as the input is a multiple of the stride: strips are.
            padding = "same"
        else:
            # Keras pads both directions or none.
            padding = "valid"
            self.add("ZeroPadding2D", f"pad{len(self.layers)}", {"padding": [[pad, pad] for pad in pads]})
        height, width = (
            (side + 2 * pad - size) / stride + 1 for side, size, pad, stride in zip(map(Fraction, self.shape[1:]), sizes, pads, strides)
        )
        if height.denominator != 1 or (self.input[2] is None and width != self.shape[2] / strides[1]):
            raise SystemExit(f"Expected {name} to divide its input evenly and keep an open width but received {conv}")
        height = int(height)
        if self.input[2] is not None:
            width = int(width)
        self.shape = (conv.out_channels, height, width)
        self.multiply_adds += kernel.numel() * height * width
        settings = {
            "filters": conv.out_channels,
            "kernel_size": list(sizes),
            "strides": list(strides),
            "padding": padding,
            "activation": activation,
            "use_bias": True,
        }
        self.add("Conv2D", name, settings, (kernel, bias))

    def pool(self, name, layer):
        size = pair(layer.kernel_size)
        if pair(layer.stride) != size or pair(layer.padding) != (0, 0) or layer.ceil_mode:
            raise SystemExit(f"Expected a pooling by its own size without padding for {name} but received {layer}")
        channels, height, width = self.shape
        narrower = width / size[1] if self.input[2] is None else width // size[1]
        self.shape = (channels, height // size[0], narrower)
        self.add("MaxPooling2D", name, {"pool_size": list(size), "strides": list(size), "padding": "valid"})

    def flatten(self):
        self.flattened_from = self.shape
        self.add("Flatten", "flatten", {})

    def dense(self, name, layer, activation):
        kernel = layer.weight.t()
        if self.flattened_from is not None:
            # PyTorch flattens channels first, TF.js channels last.
            kernel = kernel.reshape(*self.flattened_from, -1).permute(1, 2, 0, 3).reshape(kernel.shape)
            self.flattened_from = None
        self.multiply_adds += kernel.numel()
        settings = {"units": layer.out_features, "activation": activation, "use_bias": True}
        self.add("Dense", name, settings, (kernel, layer.bias))


def pair(value):
    return value if isinstance(value, tuple) else (value, value)


def folded(conv, norm):
    """Kernel (height, width, inputs, outputs) and bias of a convolution with the normalization that may follow it."""
    scale, shift = torch.ones(conv.out_channels), torch.zeros(conv.out_channels)
    if norm is not None:
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        shift = norm.bias - norm.running_mean * scale
    kernel = (conv.weight * scale[:, None, None, None]).permute(2, 3, 1, 0)
    return kernel, shift if conv.bias is None else shift + conv.bias * scale


@torch.no_grad()
def convert(model, height, width):
    """The Exporter of a network whose last layer gives scores: what is exported gives probabilities."""
    exporter = Exporter(height, width)
    modules = [module for module in model if not isinstance(module, TRAINING_ONLY)]
    while modules:
        module = modules.pop(0)
        count = len(exporter.layers)
        norm = modules.pop(0) if modules and isinstance(modules[0], nn.BatchNorm2d) else None
        rectified = bool(modules) and isinstance(modules[0], nn.ReLU)
        if rectified:
            modules.pop(0)
        activation = "relu" if rectified else "linear" if modules else "softmax"
        if isinstance(module, nn.Conv2d):
            exporter.convolution(f"conv{count}", module, norm, activation)
        elif isinstance(module, nn.Linear) and norm is None:
            exporter.dense(f"dense{count}", module, activation)
        elif isinstance(module, nn.MaxPool2d) and norm is None and not rectified:
            exporter.pool(f"pool{count}", module)
        elif isinstance(module, nn.Flatten) and norm is None and not rectified:
            exporter.flatten()
        else:
            raise SystemExit(f"Expected a layer that can be exported but received {module}")
    return exporter


@torch.no_grad()
def sharpen(model, temperature):
    """Divides the scores by the temperature that makes the probabilities honest on validation pictures."""
    model[-1].weight /= temperature
    model[-1].bias /= temperature


def write_network(out, exporter, name, files, generated_by):
    """Writes the two files of a network and returns what the manifest says of them."""
    topology_file, weights_file = files
    weights = b"".join(array.tobytes() for _, array in exporter.weights)
    config = {"name": name, "layers": exporter.layers}
    specs = [{"name": name, "shape": list(array.shape), "dtype": "float32"} for name, array in exporter.weights]
    topology = {
        "format": "layers-model",
        "generatedBy": generated_by,
        "convertedBy": None,
        "modelTopology": {
            "keras_version": "2.15.0",
            "backend": "tensorflow",
            "model_config": {"class_name": "Sequential", "config": config},
        },
        "weightsManifest": [{"paths": [weights_file], "weights": specs}],
    }
    model_json = (json.dumps(topology, indent=1) + "\n").encode()
    (out / topology_file).write_bytes(model_json)
    (out / weights_file).write_bytes(weights)
    return {
        "topology": {"file": topology_file, "sha256": sha256(model_json)},
        "weights": {"file": weights_file, "sha256": sha256(weights), "bytes": len(weights)},
        "parameters": len(weights) // 4,
    }


def sha256(data):
    return hashlib.sha256(data).hexdigest()
