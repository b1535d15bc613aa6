import { join } from 'node:path';
import { build } from 'esbuild';
import { PACKAGES_WITH_FILES } from './build-packages.ts';

/** CommonJS packages inside an ES module take these three for granted. */
const COMMONJS_IN_ESM = `import { createRequire as createBundleRequire } from 'node:module';
import { fileURLToPath as bundlePath } from 'node:url';
const require = createBundleRequire(import.meta.url);
const __filename = bundlePath(import.meta.url);
const __dirname = bundlePath(new URL('.', import.meta.url));`;

export interface BundleOptions {
  /** The project's root. */
  readonly project: string;
  /** Relative to the project. */
  readonly entry: string;
  readonly outfile: string;
}

/** Bundles one entry with all that it imports into one ES module. Throws after esbuild has said what is wrong. */
export async function bundle({ project, entry, outfile }: BundleOptions): Promise<void> {
  await build({
    absWorkingDir: project,
    entryPoints: [join(project, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // ES modules first: what is not used of the AWS SDK and of TF.js stays out.
    mainFields: ['module', 'main'],
    // TF.js asks for node-fetch only where Node has no fetch of its own.
    external: [...PACKAGES_WITH_FILES, 'node-fetch'],
    banner: { js: COMMONJS_IN_ESM },
    // Names stay as they are: an error is named after its class, and logs tell where it came from.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'linked',
    logLevel: 'warning',
  });
}
