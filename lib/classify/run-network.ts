import { TransientError } from '../document/errors.ts';

/**
 * Between two pieces of arithmetic, which block the event loop, lets timers fire: no deadline would ever be noticed.
 * Throws TransientError `deadline-exceeded` once the signal is aborted.
 */
export async function takeTurn(
  progress: { readonly done: number; readonly of: number; readonly what: string },
  signal: AbortSignal | undefined,
): Promise<void> {
  if (progress.done > 0) await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted) {
    throw new TransientError(
      'deadline-exceeded',
      `Stopped after ${progress.done} of ${progress.of} ${progress.what}`,
    );
  }
}

/** What a network takes for the bytes of pictures. */
export function toFloats(bytes: Uint8Array, scale: number): Float32Array {
  const floats = new Float32Array(bytes.length);
  for (let i = 0; i < floats.length; i++) floats[i] = bytes[i]! * scale;
  return floats;
}

/** Runs a network on `what`. Throws TransientError `classifier-failed`. */
export function runNetwork(what: string, run: () => Float32Array): Float32Array {
  try {
    return run();
  } catch (error) {
    throw new TransientError('classifier-failed', `The network failed on ${what}`, error);
  }
}
