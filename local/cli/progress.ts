import { formatProgress } from '../evaluate/progress.ts';

export interface OutputStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface BatchProgress {
  /** One more document is done: runs `print` with the bar out of the way, for the terminal may show both. */
  advance(print: () => void): void;
  /** Takes the bar away. */
  finish(): void;
}

const CLEAR_LINE = '\r\u001B[K';
/** A log that nobody watches gets a line for each of these. */
const LOG_STEPS = 10;

/**
 * Shows how far a batch is: on a terminal a bar of one line below all else, in a log a plain count for each tenth,
 * for a single document nothing.
 */
export function showProgress(
  total: number,
  { stream, now }: { readonly stream: OutputStream; readonly now: () => number },
): BatchProgress {
  if (total < 2) return { advance: (print) => print(), finish() {} };
  const start = now();
  let done = 0;
  const draw = () => {
    if (stream.isTTY) stream.write(formatProgress('Reading', done, total, (now() - start) / 1_000));
  };
  const clear = () => {
    if (stream.isTTY) stream.write(CLEAR_LINE);
  };
  draw();
  return {
    advance(print) {
      clear();
      print();
      const step = Math.floor((done * LOG_STEPS) / total);
      done += 1;
      draw();
      if (stream.isTTY || step === Math.floor((done * LOG_STEPS) / total)) return;
      stream.write(`${done}/${total}\n`);
    },
    finish: clear,
  };
}
