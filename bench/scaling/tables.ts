import type { StageSettings } from '../../infra/settings.ts';
import { PEERS_PER_THOUSAND } from './prices.ts';
import { concurrency, costPerThousand, type DocumentWork, segmentDuration } from './scale.ts';

const RATES = [1, 100, 10_000];
/** Calls of a function that an event source of SQS has under way at most. */
const EVENT_SOURCE_CALLS = 1_000;
/** MB of memory that come with one vCPU. */
const ONE_VCPU_MB = 1_769;
const SECONDS_OF_A_DAY = 86_400;

export type ScalingSettings = Pick<StageSettings, 'segment' | 'classify'>;

/** The blocks of docs/scaling.md, by their names: all that follows from what a document takes. */
export function scalingBlocks(
  work: DocumentWork,
  settings: ScalingSettings,
): Readonly<Record<string, string>> {
  const [x86, arm] = (['x86_64', 'arm64'] as const).map((architecture) =>
    costs(work, settings, architecture),
  );
  return {
    work: workTable(work),
    calls: callsTable(work),
    cost: costTable(x86!, arm!),
    peers: peersTable(sum(x86!)),
    follows: followsTable(work, settings, sum(x86!)),
  };
}

function costs(
  work: DocumentWork,
  { segment, classify }: ScalingSettings,
  architecture: 'x86_64' | 'arm64',
): Readonly<Record<string, number>> {
  return costPerThousand(work, { segmentMb: segment.memoryMb, classifyMb: classify.memoryMb, architecture });
}

function workTable(work: DocumentWork): string {
  return table(
    ['a cheque', ''],
    [
      ['segment, processor', ms(work.segmentSeconds)],
      ['classify, processor, all calls', ms(work.classifySeconds)],
      ['calls of classify', String(work.classifyCalls)],
      ['waiting for S3, SQS, Invoke and EventBridge (assumed)', ms(work.waitSeconds)],
      ['**segment is kept for**', `**${segmentDuration(work).toFixed(2)} s**`],
    ],
  );
}

function callsTable(work: DocumentWork): string {
  const rows = RATES.map((rate) => {
    const { segment, classify, total } = concurrency(work, rate);
    return [rate, segment, classify, total].map(count);
  });
  return table(['documents a second', 'segment at once', 'classify at once', 'together'], rows);
}

function costTable(x86: Readonly<Record<string, number>>, arm: Readonly<Record<string, number>>): string {
  const rows = Object.entries(x86).map(([name, dollars]) => [
    name,
    dollars.toFixed(4),
    arm[name]!.toFixed(4),
  ]);
  const together = ['**together**', ...[x86, arm].map((each) => `**${sum(each).toFixed(3)}**`)];
  return table(['for 1,000 documents', 'x86_64', 'arm64'], [...rows, together]);
}

function peersTable(own: number): string {
  const rows = Object.entries(PEERS_PER_THOUSAND).map(([name, dollars]) => [
    name,
    dollars.toFixed(2),
    `${(dollars / own).toFixed(0)} times as much`,
  ]);
  return table(['', 'list price', ''], rows);
}

function followsTable(work: DocumentWork, { segment }: ScalingSettings, perThousand: number): string {
  const perDay = (rate: number) =>
    `${count(roundTo2((rate * SECONDS_OF_A_DAY * perThousand) / 1_000))} dollars`;
  return table(
    ['', ''],
    [
      ['around the clock at 100 a second, x86_64, a day', perDay(100)],
      ['around the clock at 10,000 a second, x86_64, a day', perDay(10_000)],
      [
        `documents a second that one event source (${count(EVENT_SOURCE_CALLS)} calls) keeps up with`,
        count(Math.floor(EVENT_SOURCE_CALLS / segmentDuration(work))),
      ],
      [
        `segment cheaper at ${count(ONE_VCPU_MB)} MB, if its second vCPU adds nothing`,
        `${(100 * (1 - ONE_VCPU_MB / segment.memoryMb)).toFixed(0)} %`,
      ],
      [
        'of the time that segment is kept, classify works',
        `${(100 * (work.classifySeconds / segmentDuration(work))).toFixed(0)} %`,
      ],
    ],
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function sum(each: Readonly<Record<string, number>>): number {
  return Object.values(each).reduce((total, dollars) => total + dollars, 0);
}

/** To two figures: no estimate is better than that. */
function roundTo2(value: number): number {
  return Number(value.toPrecision(2));
}

function ms(seconds: number): string {
  return `${(1_000 * seconds).toFixed(0)} ms`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
