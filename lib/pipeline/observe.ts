/** The stages of a page, in order. */
export type Stage = 'decode' | 'preprocess' | 'segment' | 'normalize' | 'classify' | 'read';

export interface StageEvent {
  readonly stage: Stage;
  /** From 0. */
  readonly page: number;
  readonly phase: 'start' | 'end';
}

/** Called at the beginning and the end of every stage; whoever owns a clock can make timings of it. */
export type Observe = (event: StageEvent) => void;
