import { growBox } from '../../document/geometry.ts';
import { type ChequeLook, type FoundZone, placeIn } from './cheque-look.ts';

/** A serial number is printed in the upper right corner, and so many digits long. */
const LEAST_X = 0.55;
const MOST_Y = 0.32;
const LEAST_DIGITS = 3;
const MOST_DIGITS = 10;
const LEAST_CONFIDENCE = 0.5;

/** Paper round a number, in its heights, in which its other digits may stand. */
const MARGIN = 0.4;

/** Places that may hold the printed serial number, those nearest to the upper right corner first. */
export function findSerial(look: ChequeLook, most: number): FoundZone[] {
  return look.numbers
    .flatMap(({ text, box, confidence }): FoundZone[] => {
      const at = placeIn(look.frame, box);
      const fits = text.length >= LEAST_DIGITS && text.length <= MOST_DIGITS;
      if (!fits || confidence < LEAST_CONFIDENCE || at.x < LEAST_X || at.y > MOST_Y) return [];
      return [{ box: growBox(box, MARGIN * box.height), score: at.x - at.y }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
}
