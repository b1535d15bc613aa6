import { Command, CommanderError } from 'commander';

export type TemplateCall =
  | {
      readonly kind: 'init';
      readonly scan: string;
      readonly name?: string;
      readonly out: string;
      readonly force: boolean;
    }
  | {
      readonly kind: 'check';
      readonly template: string;
      readonly scans: readonly string[];
      readonly out: string;
      readonly model?: string;
    }
  /** Help, to be shown on stdout. */
  | { readonly kind: 'show'; readonly text: string }
  /** What is wrong with the call, to be shown on stderr. */
  | { readonly kind: 'refuse'; readonly text: string };

const AFTER_INIT = `
It writes <name>.json, a template with a field for every comb, box, cell of a table and line to write on that it finds,
and anchors by which it is known, and beside it <name>.png, a picture of the page with them (<name>-2.png for the second page). Name the fields, say what they
hold, remove what is none, then try it with: digitlift template check <name>.json SCAN

Exit codes:
  0  written
  1  the scan could not be read, or holds no place to write in (the anchors are written all the same)
  2  the call was wrong, or <name>.json is there already and --force was not given
`;

const AFTER_CHECK = `
It reads each scan by this template alone, prints every field with what stands there, and draws them over the scan
as <scan>.check.png (<scan>.check-2.png for the second page).

Exit codes:
  0  the template fits every scan
  1  it fits not every scan, or one of them could not be read
  2  the call was wrong, or the template is none: what is wrong is listed field by field
`;

/** Reads the arguments behind `digitlift template`. Nothing is printed and the process is not ended. */
export function parseTemplateArguments(args: readonly string[]): TemplateCall {
  let shown = '';
  let refused = '';
  let call: TemplateCall | undefined;
  const output = {
    writeOut: (text: string) => {
      shown += text;
    },
    writeErr: (text: string) => {
      refused += text;
    },
  };
  const command = new Command('digitlift template')
    .description('Makes and tries templates of forms (docs/templates.md).')
    .configureOutput(output)
    .exitOverride();
  command
    .command('init')
    .description('propose a template from the boxes and combs on a scan of the form')
    .argument('<scan>', 'a clean scan of the form, best an empty one')
    .option('-n, --name <name>', 'name of the template (default: that of the scan)')
    .option('-o, --out <dir>', 'folder for the template and the picture, made when absent', './templates')
    .option('-f, --force', 'write over a template of this name')
    .addHelpText('after', AFTER_INIT)
    .action((scan: string, options: { name?: string; out: string; force?: true }) => {
      const { out, force = false } = options;
      call = { kind: 'init', scan, out, force, ...(options.name !== undefined && { name: options.name }) };
    });
  command
    .command('check')
    .description('try a template on scans and show what it reads')
    .argument('<template>', 'the template, a .json file')
    .argument('<scan...>', 'scans of the form')
    .option('-o, --out <dir>', 'folder for the pictures, made when absent', './out')
    .option('--model <dir>', 'folder of the model (default: the one that comes with digitlift)')
    .addHelpText('after', AFTER_CHECK)
    .action((template: string, scans: string[], { out, model }: { out: string; model?: string }) => {
      call = { kind: 'check', template, scans, out, ...(model !== undefined && { model }) };
    });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? { kind: 'show', text: shown } : { kind: 'refuse', text: refused };
  }
  return call ?? { kind: 'refuse', text: command.helpInformation() };
}
