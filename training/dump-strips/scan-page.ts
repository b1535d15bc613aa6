import type { GreyImage } from '../../lib/document/image.ts';
import { changeByVips } from '../../lib/preprocess/grey-vips.ts';
import type { PageInput } from '../../lib/preprocess/prepare-page.ts';
import type { Random } from '../../local/seeded-random.ts';
import { copied } from './copy-page.ts';
import { asJpeg, blurred, noise, twoLevels } from './paper.ts';

/** So many pages were made two levels of by a facsimile or a copier before they were scanned in grey; so few stay so. */
const COPIED = 0.65;
const BITONAL = 0.08;

/** Scans ink (bright on black) that was drawn so many times as finely: it runs into the paper and is seen by a lens. */
export async function scanPage(
  ink: GreyImage,
  times: number,
  random: Random,
): Promise<Pick<PageInput, 'image' | 'bitonal'>> {
  const page = random.next() < COPIED ? await copied(ink, times, random) : ink;
  const fine = await blurred(page, random.between(0.5, 1.6));
  const kernel = random.next() < 0.5 ? 'cubic' : 'lanczos3';
  const small = await changeByVips(fine, (picture) =>
    picture.resize(fine.width / times, fine.height / times, { kernel, fit: 'fill' }),
  );
  const paper = random.between(190, 255);
  const pen = random.between(0, Math.min(110, paper - 90));
  const scanned: GreyImage = {
    ...small,
    data: Uint8Array.from(small.data, (level) => Math.round(paper + ((pen - paper) * level) / 255)),
  };
  if (random.next() < BITONAL) return { image: twoLevels(scanned, (paper + pen) / 2), bitonal: true };
  const image = random.next() < 0.5 ? grained(scanned, random.between(0, 7), random) : scanned;
  return {
    image: random.next() < 0.3 ? await asJpeg(image, 35 + random.below(60)) : image,
    bitonal: false,
  };
}

/** With noise of about this deviation, in levels. */
function grained(picture: GreyImage, deviation: number, random: Random): GreyImage {
  return {
    ...picture,
    data: Uint8Array.from(picture.data, (level) =>
      Math.max(0, Math.min(255, Math.round(level + noise(random) * deviation))),
    ),
  };
}
