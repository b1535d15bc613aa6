import sharp from 'sharp';

/** The loaders of libvips that documents may reach, all from memory, none from a path. */
const DOCUMENT_LOADERS = [
  'VipsForeignLoadPngBuffer',
  'VipsForeignLoadJpegBuffer',
  'VipsForeignLoadTiffBuffer',
];
/**
 * Overlays are drawn as SVG that this project writes itself. No document gets as far as this loader: `sniffType`
 * lets only PNG, JPEG, TIFF and PDF through, by magic bytes that no SVG can begin with.
 */
const DRAWING_LOADERS = ['VipsForeignLoadSvgBuffer'];

let restricted = false;

/**
 * Takes every loader but those above away from sharp, and turns off its cache, so that no pixels of one document stay
 * behind for the next one.
 *
 * This holds for the WHOLE PROCESS, for every user of sharp in it, and this is the only place that sets it. Whoever
 * has to read another type (a test, a bench) does so in a process that opens no document.
 */
export function restrictSharp(): void {
  if (restricted) return;
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: [...DOCUMENT_LOADERS, ...DRAWING_LOADERS] });
  sharp.cache(false);
  restricted = true;
}
