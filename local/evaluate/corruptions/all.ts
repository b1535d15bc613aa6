import { resample } from '../../../lib/preprocess/resample.ts';
import { glassBlur, motionBlur } from './blur.ts';
import { cannyEdges } from './canny-edges.ts';
import type { Corrupt, Corruption } from './corruption.ts';
import { brightness, fog, stripe } from './light.ts';
import { dottedLine, zigzag } from './lines.ts';
import { impulseNoise, shotNoise } from './noise.ts';
import { spatter } from './spatter.ts';
import { rotate, scale, shear, translate } from './warp.ts';

/**
 * Fifteen ways to damage a picture of a digit, in the manner and at the severities of MNIST-C (Mu and Gilmer, "MNIST-C: a
 * robustness benchmark for computer vision", 2019), made anew here: their mean is comparable with that benchmark's, their
 * pictures are not the same.
 */
export const CORRUPTIONS: readonly Corruption[] = [
  { name: 'shot noise', corrupt: shotNoise },
  { name: 'impulse noise', corrupt: impulseNoise },
  { name: 'glass blur', corrupt: glassBlur },
  { name: 'motion blur', corrupt: motionBlur },
  { name: 'shear', corrupt: shear },
  { name: 'scale', corrupt: scale },
  { name: 'rotate', corrupt: rotate },
  { name: 'brightness', corrupt: brightness },
  { name: 'translate', corrupt: translate },
  { name: 'stripe', corrupt: stripe },
  { name: 'fog', corrupt: fog },
  { name: 'spatter', corrupt: spatter },
  { name: 'dotted line', corrupt: dottedLine },
  { name: 'zigzag', corrupt: zigzag },
  { name: 'canny edges', corrupt: cannyEdges },
];

const inverted: Corrupt = (image) => ({ ...image, data: image.data.map((level) => 255 - level) });

const bitonal: Corrupt = (image) => ({ ...image, data: image.data.map((level) => (level > 127 ? 255 : 0)) });

/** The picture scanned at another number of dots an inch: its longer side at so many pixels. */
export const sized =
  (pixels: number): Corrupt =>
  (image) => {
    const factor = pixels / Math.max(image.width, image.height);
    const width = Math.max(1, Math.round(image.width * factor));
    const height = Math.max(1, Math.round(image.height * factor));
    const whole = { x: 0, y: 0, width: image.width, height: image.height };
    return { width, height, data: Uint8Array.from(resample(image, whole, width, height), Math.round) };
  };

/** What is no damage, but another way to deliver the same picture; not part of the mean. */
export const VARIANTS: readonly Corruption[] = [
  { name: 'inverted', corrupt: inverted },
  { name: 'bitonal', corrupt: bitonal },
  ...[16, 20, 24, 32, 48, 64, 96].map((pixels) => ({ name: `${pixels} pixels`, corrupt: sized(pixels) })),
];
