import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MAX_DOCUMENT_BYTES } from '../../lib/document/bounds.ts';
import { DigitliftError, RequestError } from '../../lib/document/errors.ts';
import { checkTemplate } from './check-template.ts';
import { EXIT_READ, EXIT_USAGE } from './exit-codes.ts';
import { initTemplate } from './init-template.ts';
import type { CommandDependencies, CommandIo } from './run.ts';
import { parseTemplateArguments } from './template-arguments.ts';
import { plain } from './terminal-text.ts';

/** The command `digitlift template`: everything but the process. Gives the exit code. */
export async function runTemplate(
  args: readonly string[],
  io: CommandIo,
  dependencies: Pick<CommandDependencies, 'openClassifier'>,
): Promise<number> {
  const call = parseTemplateArguments(args);
  try {
    switch (call.kind) {
      case 'show':
        io.stdout.write(call.text);
        return EXIT_READ;
      case 'refuse':
        io.stderr.write(call.text);
        return EXIT_USAGE;
      case 'init':
        return await initTemplate(call, io);
      case 'check':
        return await checkTemplate(call, io, dependencies);
    }
  } catch (error) {
    if (!(error instanceof DigitliftError)) throw error;
    io.stderr.write(`${error.code}: ${error.message.split('\n').map(plain).join('\n')}\n`);
    return EXIT_USAGE;
  }
}

/** The bytes of a file that was named on the command line. Throws RequestError when it cannot be read or is too large. */
export async function readNamed(path: string, cwd: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(cwd, path));
  } catch (cause) {
    throw new RequestError('not-found', `Expected a file at ${path}; check its name`, cause);
  }
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new RequestError(
      'bad-request',
      `Expected at most ${MAX_DOCUMENT_BYTES} bytes in ${path} but it has ${bytes.length}`,
    );
  }
  return bytes;
}
