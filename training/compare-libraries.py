"""How fast PyTorch and Keras train one network on this machine.

/usr/bin/python3 training/compare-libraries.py torch [--bfloat16]      with Debian's python3-torch
python3 training/compare-libraries.py keras [--bfloat16]               with tensorflow-cpu 2.15.1 from PyPI
"""

import sys
import time

BATCH, WARM_UP, STEPS = 128, 5, 20
BLOCKS = [(16, 32), (48, 48), (96, 96)]
bfloat16 = "--bfloat16" in sys.argv


def torch_step():
    import torch
    from torch import nn

    layers, inputs = [], 1
    for block in BLOCKS:
        for outputs in block:
            layers += [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
            inputs = outputs
        layers.append(nn.MaxPool2d(2))
    layers += [nn.Flatten(), nn.Linear(96 * 9, 128), nn.ReLU(), nn.Linear(128, 11)]
    model = nn.Sequential(*layers).to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), 0.01, momentum=0.9)
    x = torch.rand(BATCH, 1, 28, 28).contiguous(memory_format=torch.channels_last)
    y = torch.randint(0, 11, (BATCH,))

    def step():
        with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            scores = model(x)
        optimizer.zero_grad()
        nn.functional.cross_entropy(scores.float(), y).backward()
        optimizer.step()

    return step


def keras_step():
    import tensorflow as tf
    from tensorflow import keras
    from tensorflow.keras import layers

    if bfloat16:
        keras.mixed_precision.set_global_policy("mixed_bfloat16")
    stack = [keras.Input((28, 28, 1))]
    for block in BLOCKS:
        for outputs in block:
            stack += [layers.Conv2D(outputs, 3, padding="same", use_bias=False), layers.BatchNormalization(), layers.ReLU()]
        stack.append(layers.MaxPool2D())
    stack += [layers.Flatten(), layers.Dense(128, "relu"), layers.Dense(11, dtype="float32")]
    model = keras.Sequential(stack)
    optimizer = keras.optimizers.legacy.SGD(0.01, 0.9)
    loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    x = tf.random.uniform((BATCH, 28, 28, 1))
    y = tf.random.uniform((BATCH,), 0, 11, tf.int32)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            loss = loss_of(y, model(x, training=True))
        optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))

    return step


step = {"torch": torch_step, "keras": keras_step}[sys.argv[1]]()
for _ in range(WARM_UP):
    step()
started = time.time()
for _ in range(STEPS):
    step()
print(f"{BATCH * STEPS / (time.time() - started):.0f} images/s")
