import { existsSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import * as z from 'zod/mini';

/** Packages that look for files beside themselves at run time (native code, .wasm): bundles leave them outside. */
export const PACKAGES_WITH_FILES = ['sharp', 'opencv-wasm', '@hyzyla/pdfium'] as const;

const manifestSchema = z.object({
  version: z.string(),
  dependencies: z.optional(z.record(z.string(), z.string())),
  optionalDependencies: z.optional(z.record(z.string(), z.string())),
});

/** What no program reads: declarations, source maps, pages for people other than licences. */
const NOT_RUN = /\.d\.[cm]?ts$|\.map$|^(README|CHANGELOG)/i;
/** Other builds of the same package, which are never loaded by Node's `import`, by path inside the package. */
const OTHER_BUILDS: Readonly<Record<string, RegExp>> = {
  sharp: /^(src|install|lib)(\/|$)/,
  'opencv-wasm': /^(opencv-bin\.js|opencv-deno\.js|mod\.ts|types)(\/|$)/,
  '@hyzyla/pdfium':
    /^dist\/(index\.cjs|index\.esm\.(base64|browser|cdn|worker)|pdfium\.wasm\.base64|worker|vendor)/,
};

/**
 * Copies packages with all their production dependencies, as they are installed for this platform, flat into
 * `<folder>/node_modules`. An optional dependency that is not installed is left out: it is for another platform.
 * Throws Error when a package is not installed, or is needed in two versions.
 */
export async function copyPackages(
  project: string,
  names: readonly string[],
  folder: string,
): Promise<readonly string[]> {
  const copied = new Map<string, string>();
  const copy = async (name: string, askedFrom: string, optional: boolean): Promise<void> => {
    const source = findPackage(name, askedFrom);
    if (source === undefined) {
      if (optional) return;
      throw new Error(`Expected the package ${name} in node_modules but found none; run npm ci`);
    }
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(source, 'package.json'), 'utf8')));
    const earlier = copied.get(name);
    if (earlier === manifest.version) return;
    if (earlier !== undefined) {
      throw new Error(
        `Expected one version of ${name} but two are needed: ${earlier} and ${manifest.version}`,
      );
    }
    copied.set(name, manifest.version);
    await copyFiles(name, source, join(folder, 'node_modules', name));
    for (const dependency of Object.keys(manifest.dependencies ?? {})) await copy(dependency, source, false);
    for (const dependency of Object.keys(manifest.optionalDependencies ?? {}))
      await copy(dependency, source, true);
  };
  for (const name of names) await copy(name, project, false);
  return [...copied].map(([name, version]) => `${name} ${version}`);
}

/** As Node finds it: in the nearest `node_modules` upwards. */
function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

async function copyFiles(name: string, source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await cp(source, target, {
    recursive: true,
    dereference: true,
    filter: (path) => {
      const inside = relative(source, path).split(sep).join('/');
      // Its own dependencies are copied one by one.
      if (inside === 'node_modules') return false;
      const base = inside.split('/').at(-1) ?? '';
      return !NOT_RUN.test(base) && !OTHER_BUILDS[name]?.test(inside);
    },
  });
}
