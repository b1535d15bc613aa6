import { availableParallelism, cpus } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly engine: string;
}

/** What the figures were measured on; times of two machines cannot be compared. */
export function describeMachine(engine: string): Machine {
  const cpu = cpus()[0]?.model.trim() || 'unknown processor';
  return { cpu, cores: availableParallelism(), node: process.version, engine };
}

export function formatMachine({ cpu, cores, node, engine }: Machine): string {
  return `${cpu}, ${cores} core${cores === 1 ? '' : 's'}, Node ${node}, engine ${engine}`;
}
