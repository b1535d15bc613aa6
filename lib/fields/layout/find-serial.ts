import { type ChequeLook, chequeFrame, type PlacedNumber, placeIn } from './cheque-look.ts';

/** A serial number is printed in the upper right corner, and so many digits long. */
const LEAST_X = 0.55;
const MOST_Y = 0.32;
const LEAST_DIGITS = 3;
const MOST_DIGITS = 10;
const LEAST_CONFIDENCE = 0.5;

/** Numbers that may be the printed serial number, those nearest to the upper right corner first. */
export function findSerial(look: ChequeLook): PlacedNumber[] {
  const frame = chequeFrame(look);
  return look.numbers
    .filter(({ text, box, confidence }) => {
      const at = placeIn(frame, box);
      const fits = text.length >= LEAST_DIGITS && text.length <= MOST_DIGITS;
      return fits && confidence >= LEAST_CONFIDENCE && at.x >= LEAST_X && at.y <= MOST_Y;
    })
    .sort((a, b) => {
      const [one, other] = [placeIn(frame, a.box), placeIn(frame, b.box)];
      return one.y - one.x - (other.y - other.x);
    });
}
