/** Where the bar is drawn: stderr, or a test's collector. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressOptions {
  readonly label: string;
  readonly total: number;
  readonly stream?: ProgressStream;
  /** Milliseconds from any fixed point. @default performance.now */
  readonly now?: () => number;
}

export interface Progress {
  /** Says that `count` more items are done. */
  advance(count?: number): void;
  /** Leaves the bar as it stands and ends its line. */
  finish(): void;
}

const BAR_WIDTH = 24;
const REDRAW_MS = 100;
/** A log that nobody watches gets a line for each of these. */
const LOG_STEPS = 10;

/** A bar with rate and remaining time, redrawn in place on a terminal; elsewhere a line for each tenth. */
export function createProgress(options: ProgressOptions): Progress {
  const { label, total, stream = process.stderr, now = () => performance.now() } = options;
  const start = now();
  let done = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let loggedStep = 0;

  const draw = () => {
    const line = formatProgress(label, done, total, (now() - start) / 1_000);
    stream.write(stream.isTTY ? `\r\u001B[K${line}` : `${line}\n`);
  };
  return {
    advance(count = 1) {
      done += count;
      if (stream.isTTY) {
        if (now() - drawnAt < REDRAW_MS && done < total) return;
        drawnAt = now();
        draw();
        return;
      }
      const step = Math.floor((done * LOG_STEPS) / total);
      if (step === loggedStep) return;
      loggedStep = step;
      draw();
    },
    finish() {
      if (stream.isTTY) stream.write('\n');
    },
  };
}

/** `label [######------] 1,200/10,000  340/s  26 s left` */
export function formatProgress(label: string, done: number, total: number, seconds: number): string {
  const filled = total === 0 ? BAR_WIDTH : Math.round((BAR_WIDTH * done) / total);
  const bar = '#'.repeat(filled) + '-'.repeat(BAR_WIDTH - filled);
  const count = `${done.toLocaleString('en')}/${total.toLocaleString('en')}`;
  if (done === 0 || seconds <= 0) return `${label} [${bar}] ${count}`;
  const rate = done / seconds;
  const left = formatSeconds((total - done) / rate);
  return `${label} [${bar}] ${count}  ${rate >= 10 ? Math.round(rate) : rate.toFixed(1)}/s  ${left} left`;
}

function formatSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
