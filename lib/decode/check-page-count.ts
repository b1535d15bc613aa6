import { MAX_PAGES } from '../document/bounds.ts';
import { DocumentError } from '../document/errors.ts';

/** Throws DocumentError `no-pages`, `too-many-pages`. */
export function checkPageCount(count: number): void {
  if (count === 0) {
    throw new DocumentError('no-pages', `Expected between 1 and ${MAX_PAGES} pages but received none`);
  }
  if (count > MAX_PAGES) {
    throw new DocumentError(
      'too-many-pages',
      `Expected between 1 and ${MAX_PAGES} pages but received more; send the document in parts`,
    );
  }
}
