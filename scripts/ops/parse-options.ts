import { parseArgs } from 'node:util';

/**
 * Reads `--name value` and `--name` from a command line; `required` have to be there, `flags` take no value. Throws Error with
 * the `usage` for anything else.
 */
export function parseOptions<Required extends string, Optional extends string, Flag extends string>(
  args: readonly string[],
  usage: string,
  names: {
    readonly required: readonly Required[];
    readonly optional?: readonly Optional[];
    readonly flags?: readonly Flag[];
  },
): Record<Required, string> & Partial<Record<Optional, string>> & Partial<Record<Flag, boolean>> {
  const { required, optional = [], flags = [] } = names;
  const options = Object.fromEntries([
    ...[...required, ...optional].map((name) => [name, { type: 'string' as const }]),
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true }));
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${usage}`, { cause: error });
  }
  const missing = required.find((name) => !values[name]);
  if (missing !== undefined) throw new Error(`Expected --${missing} and a value\n${usage}`);
  // parseArgs gave exactly the types that were asked for.
  return values as ReturnType<typeof parseOptions<Required, Optional, Flag>>;
}
