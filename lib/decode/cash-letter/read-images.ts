import { MAX_CASH_LETTER_IMAGES } from '../../document/bounds.ts';
import { DocumentError } from '../../document/errors.ts';
import type { ImageView } from './cash-letter.ts';
import { imageData } from './image-data.ts';
import { fieldsOf } from './raw-record.ts';
import { expectPlace, type OpenView, type ReadRecord } from './reading.ts';

const SIDES: Readonly<Record<string, ImageView['side']>> = { '0': 'front', '1': 'back' };

/** 50 */
export const openView: ReadRecord = (record, reading) => {
  const item = expectPlace(record, reading.item, 'behind no item (25, 31, 61 or 62)');
  if (++reading.images > MAX_CASH_LETTER_IMAGES) {
    throw new DocumentError(
      'too-many-items',
      `Expected at most ${MAX_CASH_LETTER_IMAGES} images in a cash letter but record ${record.number} is one more; send it in parts`,
    );
  }
  const { text } = fieldsOf(record, '50');
  const view: OpenView = {
    side: SIDES[text('ViewSideIndicator')] ?? 'unknown',
    descriptor: text('ViewDescriptor'),
  };
  // An item is never open without its cash letter.
  const tally = reading.bundle ?? reading.letter!.tally;
  if (item === 'credit') tally.creditImages++;
  else {
    tally.images++;
    item.views.push(view);
  }
  reading.view = view;
};

/** 52: the format is told by the image itself, and not by what record 50 says of it. */
export const closeView: ReadRecord = (record, reading) => {
  const view = expectPlace(record, reading.view, 'behind no image view detail (50)');
  const image = imageData(record, reading.framing.encoding);
  if (image.length > 0) view.image = image;
  reading.view = undefined;
};
