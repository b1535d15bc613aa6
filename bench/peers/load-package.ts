import { readFile } from 'node:fs/promises';

const PACKAGES = new URL('node_modules/', import.meta.url);

/**
 * Loads a package of this folder. The caller states its types: the project's own type check runs without these packages.
 */
export async function loadPackage<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}

/** Loads a module of a package that the package keeps to itself; the lock file holds it in its place. */
export async function loadInside<T>(path: string): Promise<T> {
  return (await import(packageFile(path).href)) as T;
}

/** A file of a package: `packageFile('@scope/name/file')`. */
export function packageFile(path: string): URL {
  return new URL(path, PACKAGES);
}

/** `name 1.2.3`, as installed. */
export async function nameAndVersion(name: string): Promise<string> {
  const description = JSON.parse(await readFile(packageFile(`${name}/package.json`), 'utf8')) as {
    readonly version: string;
  };
  return `${name} ${description.version}`;
}
