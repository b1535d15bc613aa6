/** The stages of a page, in order; `orient` comes back after the first look, which decides what is up. */
export const STAGES = [
  'decode',
  'orient',
  'preprocess',
  'segment',
  'normalize',
  'classify',
  'read',
  'fields',
] as const;

export type Stage = (typeof STAGES)[number];

export interface StageEvent {
  readonly stage: Stage;
  /** From 0. */
  readonly page: number;
  readonly phase: 'start' | 'end';
}

/** Called at the beginning and the end of every stage; whoever owns a clock can make timings of it. */
export type Observe = (event: StageEvent) => void;
