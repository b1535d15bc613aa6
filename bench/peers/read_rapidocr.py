"""Reads lines with RapidOCR's recognizer; speaks as serve-lines.ts does.

    python read_rapidocr.py LIST.json [--digits] [--detect]

With --digits no character but a digit can be read. With --detect its detector looks for text in the picture; without, the whole
picture is one line.
"""

import json
import resource
import sys
import time
from importlib.metadata import version

import cv2
from rapidocr import RapidOCR

WARM_UP = 5
THREADS = 1
DIGITS = set("0123456789")


def open_reader(digits_only, detect):
    reader = RapidOCR(
        params={
            "Global.use_det": detect,
            "Global.use_cls": False,
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": THREADS,
        }
    )
    if digits_only:
        recognizer = reader._load_rec_model()
        decode = recognizer.postprocess_op
        outside = [
            index
            for index, name in enumerate(decode.character)
            if index > 0 and name not in DIGITS
        ]

        def decode_digits(probabilities, *arguments, **options):
            probabilities = probabilities.copy()
            probabilities[:, :, outside] = 0
            # What is left sums to 1 again: lines of little confidence are dropped.
            probabilities /= probabilities.sum(axis=2, keepdims=True).clip(min=1e-9)
            return decode(probabilities, *arguments, **options)

        recognizer.postprocess_op = decode_digits
    return reader


def read(reader, picture):
    result = reader(picture)
    return "".join(result.txts or ())


def peak_rss_mb():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def main():
    messages, sys.stdout = sys.stdout, sys.stderr
    with open(sys.argv[1], encoding="utf-8") as file:
        paths = json.load(file)
    cv2.setNumThreads(THREADS)
    reader = open_reader("--digits" in sys.argv, "--detect" in sys.argv)
    for path in paths[:WARM_UP]:
        read(reader, cv2.imread(path))
    for path in paths:
        picture = cv2.imread(path)
        cpu, wall = time.process_time(), time.perf_counter()
        text = read(reader, picture)
        message = {
            "text": text,
            "wallMs": (time.perf_counter() - wall) * 1000,
            "cpuMs": (time.process_time() - cpu) * 1000,
        }
        print(json.dumps(message), file=messages, flush=True)
    packages = ("rapidocr", "onnxruntime")
    end = {
        "version": ", ".join(f"{name} {version(name)}" for name in packages),
        "threads": THREADS,
        "peakRssMb": peak_rss_mb(),
    }
    print(json.dumps(end), file=messages, flush=True)


main()
