// Runs the commands that a README tells people to type: the lines of its ```sh blocks, one after the other.
// A block that is only to be looked at carries another name, such as ```text or ```console.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Done before this script runs, or only for a person's own machine. */
const DONE_ELSEWHERE = /^(git clone|cd|npm (ci|install|test|run (lint|typecheck|build)))\b/;
const LIMIT_MS = 300_000;

const file = process.argv[2];
const blocks = [...readFileSync(file, 'utf8').matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block);
const commands = blocks
  .flatMap((block) => block.split('\n'))
  .map((line) => line.replace(/^\$ |^#.*/, '').trim())
  .filter((line) => line !== '')
  .flatMap((line) => {
    const rest = line.split(' && ').filter((part) => !DONE_ELSEWHERE.test(part));
    return rest.length === 0 ? [] : [rest.join(' && ')];
  });
if (commands.length === 0) {
  console.error(`Expected a command to run in the \`\`\`sh blocks of ${file} but found none`);
  process.exit(1);
}

for (const command of commands) {
  console.log(`$ ${command}`);
  const { status, signal } = spawnSync('bash', ['-c', command], {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: LIMIT_MS,
  });
  if (status !== 0) {
    console.error(`Expected exit code 0 from "${command}" but received ${status ?? signal}`);
    process.exit(1);
  }
}
console.log(`${commands.length} commands of ${file} ran`);
