import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Both the sources (`local/cli/`) and the bundle (`dist/bin/`) lie two folders below the project's root. */
const ROOT = new URL('../../', import.meta.url);

/** The documents that come with the project, wherever it is installed. */
export const SAMPLES_FOLDER = fileURLToPath(new URL('samples/documents', ROOT));
/** The weights that come with the project. */
export const MODEL_FOLDER = fileURLToPath(new URL('model-layer', ROOT));

/** The templates of forms that come with the project. */
export const TEMPLATES_FOLDER = fileURLToPath(new URL('templates', ROOT));

/** The project's version, from its package.json. */
export function installedVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  return 'unknown';
}
