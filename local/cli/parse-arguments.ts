import { Command, CommanderError, Option } from 'commander';
import type { EngineName } from '../../lib/classify/engine.ts';
import type { Country } from '../../lib/fields/country.ts';
import { DEFAULT_MAX_MISREAD } from '../../lib/read/calibration.ts';
import { parseCountry, parseDay } from '../field-options.ts';
import { parseMisreadRate } from '../misread-rate.ts';

export interface Settings {
  /** Files and folders as they were typed; none means the samples. */
  readonly inputs: readonly string[];
  readonly out: string;
  readonly overlay: boolean;
  readonly candidates: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Share of wrong numbers among the accepted that can be lived with. */
  readonly maxMisread: number;
  /** Whose cheques they are. */
  readonly country?: Country;
  /** The day on which they are presented, ISO 8601. */
  readonly today?: string;
  /** Folder of templates of forms, beside those that come with digitlift. */
  readonly templates?: string;
  readonly engine?: EngineName;
  readonly model?: string;
}

export type Parsed =
  | { readonly kind: 'read'; readonly settings: Settings }
  /** Help or version, to be shown on stdout. */
  | { readonly kind: 'show'; readonly text: string }
  /** What is wrong with the call, to be shown on stderr. */
  | { readonly kind: 'refuse'; readonly text: string };

const AFTER_HELP = `
Accepted documents are PNG, JPEG, TIFF (also bitonal and with several pages), PDF, and image cash letters (X9.37 and
X9.100-187). A folder is read with the folders in it; files in it that are no such documents are passed over and counted.

For every document <name> it writes <name>.json and <name>.overlay.png (one for each page when there are several).
Of a cash letter each check is a document of its own, in <name>.items/0001.json and so on.
When the inputs lie in several folders, the results of each go to a folder of its name in DIR.

Examples:
  $ digitlift                                  reads the samples that come with it
  $ digitlift cheque.png                       shows the numbers, writes out/cheque.png.json and an overlay
  $ digitlift scans/ --out results             reads a whole folder
  $ digitlift scans/ --json | jq -r '.pages[].numbers[].text'
  $ digitlift cheque.png --country IN          tells whose cheque it is; what is expected of it may lie beside it
                                               in cheque.png.expected.json: {"serial": "083656"}
  $ digitlift cheque.png --candidates          the overlay also shows what was cut, merged and rejected

Templates of your own forms:
  $ digitlift template init SCAN               proposes a template from the boxes on a scan, with a picture of them
  $ digitlift template check TEMPLATE SCAN...  tries one on scans and shows what it reads

Exit codes:
  0    every document was read; some may need review
  1    at least one document was rejected or failed, the others were read
  2    the call was wrong: an unknown option, a file or folder that does not exist, no model
  3    results could not be written, as when the disk is full; reading stops there
  130  ended by Ctrl-C
  141  whoever read the output went away
`;

/** Reads the arguments behind the program's name. Nothing is printed and the process is not ended. */
export function parseArguments(args: readonly string[], version: string): Parsed {
  let shown = '';
  let refused = '';
  const command = new Command('digitlift')
    .description('Lifts the numbers off scanned cheques and forms.')
    .argument('[input...]', 'documents, or folders of documents')
    .option('-o, --out <dir>', 'folder for results and overlays, made when absent', './out')
    .option('--no-overlay', 'write no pictures of what was read')
    .addOption(
      new Option('--candidates', 'show cut, merged and rejected candidates in the overlay').conflicts(
        'overlay',
      ),
    )
    .option('--json', 'print one result a line as JSON; all that is for people goes to stderr')
    .option('-q, --quiet', 'print nothing but errors (and the results with --json)')
    .option(
      '--max-misread <rate>',
      'share of wrong numbers among the accepted that you can live with; the lower, the more go to review',
      parseMisreadRate,
      DEFAULT_MAX_MISREAD,
    )
    .option(
      '--country <code>',
      "whose cheques they are (default: as each one's MICR line shows)",
      parseCountry,
    )
    .option(
      '--today <date>',
      'the day of presentation: a date too old or still to come goes to review',
      parseDay,
    )
    .option('--templates <dir>', 'folder of templates of your own forms')
    .addOption(
      new Option('--engine <name>', 'what runs the network (default: the fastest installed)').choices([
        'wasm',
        'tfjs-node',
      ]),
    )
    .option('--model <dir>', 'folder of the model (default: the one that comes with digitlift)')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', AFTER_HELP)
    .showHelpAfterError('(digitlift --help says what there is)')
    .configureOutput({
      writeOut: (text) => {
        shown += text;
      },
      writeErr: (text) => {
        refused += text;
      },
    })
    .exitOverride();

  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? { kind: 'show', text: shown } : { kind: 'refuse', text: refused };
  }
  const options = command.opts<{
    out: string;
    overlay: boolean;
    candidates?: true;
    json?: true;
    quiet?: true;
    maxMisread: number;
    country?: Country;
    today?: string;
    templates?: string;
    engine?: EngineName;
    model?: string;
  }>();
  return {
    kind: 'read',
    settings: {
      inputs: command.args,
      out: options.out,
      overlay: options.overlay,
      candidates: options.candidates ?? false,
      json: options.json ?? false,
      quiet: options.quiet ?? false,
      maxMisread: options.maxMisread,
      ...(options.country === undefined ? {} : { country: options.country }),
      ...(options.today === undefined ? {} : { today: options.today }),
      ...(options.templates === undefined ? {} : { templates: options.templates }),
      ...(options.engine === undefined ? {} : { engine: options.engine }),
      ...(options.model === undefined ? {} : { model: options.model }),
    },
  };
}
