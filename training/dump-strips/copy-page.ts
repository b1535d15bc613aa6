import type { GreyImage } from '../../lib/document/image.ts';
import { changeByVips } from '../../lib/preprocess/grey-vips.ts';
import type { Random } from '../../local/seeded-random.ts';
import { blurred, noise } from './paper.ts';

/** A copy is copied again so often, and sent by a facsimile machine so often. */
const COPIED_AGAIN = 0.3;
const SENT = 0.35;
/** Dots of a facsimile machine to the inch of a page of 90 to the inch: 100 to 200, down half as many where it is quick. */
const COARSEST = 1.1;
const FINEST = 2.2;
const QUICK = 0.4;

/**
 * What copiers and facsimile machines make of ink (bright on black) that was drawn so many times as finely as it will be scanned: two
 * levels, in dots of their own. Where too little counts as ink thin strokes break, where too much does loops fill.
 */
export async function copied(ink: GreyImage, times: number, random: Random): Promise<GreyImage> {
  let copy = ink;
  do {
    const isSent = random.next() < SENT;
    const soft = await blurred(copy, random.between(0.5, isSent ? 1 : 1.6));
    copy = isSent ? await sent(soft, times, random) : inTwoLevels(soft, random);
  } while (random.next() < COPIED_AGAIN);
  return copy;
}

async function sent(ink: GreyImage, times: number, random: Random): Promise<GreyImage> {
  const across = random.between(COARSEST, FINEST) / times;
  const down = random.next() < QUICK ? across / random.between(1, 2) : across;
  const [width, height] = [Math.round(ink.width * across), Math.round(ink.height * down)];
  const coarse = await changeByVips(ink, (picture) =>
    picture.resize(width, height, { kernel: 'linear', fit: 'fill' }),
  );
  const dots = inTwoLevels(coarse, random);
  return changeByVips(dots, (picture) =>
    picture.resize(ink.width, ink.height, { kernel: 'nearest', fit: 'fill' }),
  );
}

/** What counts as ink differs from place to place, as toner and pressure do. */
function inTwoLevels({ width, height, data }: GreyImage, random: Random): GreyImage {
  const level = random.between(60, 175);
  const uneven = random.next() < 0.5 ? random.between(0, 45) : 0;
  const grain = random.between(0, 30);
  const [across, down] = [random.between(20, 200), random.between(20, 200)];
  const phase = random.between(0, 2 * Math.PI);
  return {
    width,
    height,
    data: data.map((own, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      const needed = level + uneven * Math.sin(x / across + phase) * Math.sin(y / down + phase);
      return own + noise(random) * grain < needed ? 0 : 255;
    }),
  };
}
