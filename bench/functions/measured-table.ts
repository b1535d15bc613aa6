import { formatMachine, type Machine } from '../machine.ts';
import type { FunctionTimes, Stages } from './time-functions.ts';

export interface MeasuredFunctions {
  readonly machine: Machine;
  readonly segment: FunctionTimes;
  readonly classify: FunctionTimes & { readonly calls: number };
  /** MB that each function is set to have. */
  readonly memoryMb: { readonly segment: number; readonly classify: number };
}

/** The block `measured` of docs/performance.md, which bench/scaling reads again. */
export function measuredTable({ machine, segment, classify, memoryMb }: MeasuredFunctions): string {
  const row = (label: string, describe: (times: FunctionTimes) => string) =>
    `| ${label} | ${describe(segment)} | ${describe(classify)} |`;
  const spread = (values: readonly number[], ...percents: readonly number[]) =>
    [Math.min(...values), ...percents.map((percent) => percentile(values, percent))].map(whole).join(', ');
  return [
    `${formatMachine(machine)}; ${segment.cold.length} cold processes, ${segment.warm.length} warm cheques:`,
    '',
    '| ms by the clock | segment | classify |',
    '|---|---|---|',
    row('import, least and median', ({ cold }) =>
      spread(
        cold.map(({ importMs }) => importMs),
        50,
      ),
    ),
    row('import and first cheque, least and median', ({ cold }) =>
      spread(
        cold.map(({ totalMs }) => totalMs),
        50,
      ),
    ),
    row('of that, processor time, least', ({ cold }) => spread(cold.map(({ totalCpuMs }) => totalCpuMs))),
    row('warm cheque, least, p50, p99', ({ warm }) =>
      spread(
        warm.map(({ ms }) => ms),
        50,
        99,
      ),
    ),
    row('of that, processor time, p50', ({ warm }) =>
      whole(
        percentile(
          warm.map(({ cpuMs }) => cpuMs),
          50,
        ),
      ),
    ),
    `| peak memory, MB (of its setting) | ${memoryOf(segment, memoryMb.segment)} | ${memoryOf(classify, memoryMb.classify)} |`,
    `| calls of classify |  | ${classify.calls} |`,
  ].join('\n');
}

/** The block `stages` of docs/performance.md. */
export function stagesTable({ cold, warm }: { readonly cold: Stages; readonly warm: Stages }): string {
  const names = [...new Set([...Object.keys(cold), ...Object.keys(warm)])];
  const cell = (ms: number | undefined) => (ms === undefined ? '' : whole(ms));
  return [
    '| segment, ms by the clock | cold | warm |',
    '|---|---|---|',
    ...names.map((name) => `| ${name} | ${cell(cold[name])} | ${cell(warm[name])} |`),
  ].join('\n');
}

/** The nearest-rank percentile; 0 of no values. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

function memoryOf({ peakMb }: FunctionTimes, setting: number): string {
  return `${peakMb.toFixed(0)} (${((100 * peakMb) / setting).toFixed(0)} %)`;
}

function whole(ms: number): string {
  return Math.round(ms).toLocaleString('en-US');
}
