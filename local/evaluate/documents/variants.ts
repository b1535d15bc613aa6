/**
 * The variant of each file where a set holds the same kind of document in several (`binary-083656.tif`,
 * `colour-083656.jpg`): the letters before the first dash of its name. Empty unless every file has one and at
 * least two differ.
 */
export function variantsOf(files: readonly string[]): ReadonlyMap<string, string> {
  const variants = new Map<string, string>();
  for (const file of files) {
    const prefix = /(?:^|\/)([a-z]+)-[^/]*$/iu.exec(file)?.[1];
    if (prefix === undefined) return new Map();
    variants.set(file, prefix);
  }
  return new Set(variants.values()).size > 1 ? variants : new Map();
}
