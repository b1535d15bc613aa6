import type { BinaryImage, GreyImage } from '../document/image.ts';

export interface SauvolaOptions {
  /** Half the window's side in pixels, without the centre. */
  readonly radius: number;
  /** How far under the local mean a flat window's threshold lies. @default 0.2 */
  readonly k?: number;
  /** Standard deviation of a window that holds as much ink as paper. @default 128 */
  readonly range?: number;
}

/**
 * Ink where a pixel is under mean * (1 + k (deviation / range - 1)) of its window
 * (Sauvola and Pietikäinen, "Adaptive document image binarization", 2000). Running sums down the columns and along the rows
 * make the cost independent of the radius; levels and squares are summed in the same sweep, as most of the time is spent here.
 */
export function binarizeBySauvola(image: GreyImage, options: SauvolaOptions): BinaryImage {
  const { width, height, data } = image;
  const { radius, k = 0.2, range = 128 } = options;
  const ink = new Uint8Array(data.length);
  const levels = new Int32Array(width);
  const squares = new Int32Array(width);
  // No window deviates by less than 0 or more than 128, so that most pixels are told by the mean alone.
  const surelyInk = 1 - k;
  const surelyPaper = 1 + k * (128 / range - 1);
  const outside = new Uint8Array(width);
  const lineAt = (y: number) => (y >= 0 && y < height ? data.subarray(y * width, (y + 1) * width) : outside);
  for (let y = -radius; y < height; y++) {
    const entering = lineAt(y + radius);
    const leaving = lineAt(y - radius - 1);
    for (let x = 0; x < width; x++) {
      const more = entering[x]!;
      const less = leaving[x]!;
      levels[x]! += more - less;
      squares[x]! += more * more - less * less;
    }
    if (y < 0) continue;
    const lines = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    let sum = 0;
    let squareSum = 0;
    for (let x = 0; x < Math.min(radius, width); x++) {
      sum += levels[x]!;
      squareSum += squares[x]!;
    }
    for (let x = 0; x < width; x++) {
      const right = x + radius;
      const left = x - radius - 1;
      if (right < width) {
        sum += levels[right]!;
        squareSum += squares[right]!;
      }
      if (left >= 0) {
        sum -= levels[left]!;
        squareSum -= squares[left]!;
      }
      const count = lines * (Math.min(width - 1, right) - Math.max(-1, left));
      const mean = sum / count;
      const at = y * width + x;
      const level = data[at]!;
      if (level >= mean * surelyPaper) continue;
      if (level >= mean * surelyInk) {
        const variance = Math.max(0, squareSum / count - mean * mean);
        if (level >= mean * (1 + k * (Math.sqrt(variance) / range - 1))) continue;
      }
      ink[at] = 1;
    }
  }
  return { width, height, data: ink };
}
