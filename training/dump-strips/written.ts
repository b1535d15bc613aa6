import { type Random, randomFor } from '../../local/seeded-random.ts';
import {
  DIGIT_HEIGHT,
  type DrawnGlyph,
  drawGlyph,
  type FontScale,
  fontHand,
  fontScale,
} from './font-hand.ts';
import type { Hand } from './hands.ts';
import { bend, wavesOf } from './waves.ts';
import { loadHandwriting } from './writing-faces.ts';

const SEED = 57;
/** Letters and signs of currency; separators and dashes are drawn with the line's pen. */
const SIGNS = '$€£#ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** No sign is written twice alike: each is bent so many times, by waves of up to so much of its height, with another pen. */
const DRAWINGS = { digit: 8, other: 1 };
const WAVER = 0.06;
const PEN = 0.07;

/** Every face like handwriting as a hand. */
export async function writtenHands(): Promise<Hand[]> {
  const hands: Hand[] = [];
  for (const [index, { font, split }] of (await loadHandwriting()).entries()) {
    const scale = fontScale(font);
    if (scale === undefined) continue;
    const random = randomFor(SEED, index);
    const about = { name: `handwriting ${index}`, split, printed: false };
    hands.push(await fontHand(about, SIGNS, (sign) => drawBent(sign, scale, random)));
  }
  return hands;
}

async function drawBent(sign: string, scale: FontScale, random: Random): Promise<DrawnGlyph[]> {
  const drawings: DrawnGlyph[] = [];
  for (let i = 0; i < (/\d/u.test(sign) ? DRAWINGS.digit : DRAWINGS.other); i++) {
    const wave = wavesOf({ waver: random.between(0, WAVER), height: DIGIT_HEIGHT }, random);
    const drawn = await drawGlyph(sign, scale, {
      change: (command) => bend(command, wave),
      pen: random.between(0, PEN) * DIGIT_HEIGHT,
    });
    if (drawn) drawings.push(drawn);
  }
  return drawings;
}
