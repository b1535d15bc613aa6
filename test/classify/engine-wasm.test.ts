import { describe, expect, it } from 'vitest';
import { openEngine } from '../../lib/classify/engine.ts';

// In a file of its own: the engine starts once in a process, and here it must not have been started.
describe('starting the engine wasm', () => {
  it('names the file that is not in the folder given, and starts with the right folder after that', async () => {
    await expect(openEngine({ prefer: 'wasm', wasmDirectory: 'no-such-folder' })).rejects.toMatchObject({
      code: 'not-configured',
      message:
        "Expected the engine's file tfjs-backend-wasm.wasm in no-such-folder; give the folder of the .wasm files",
    });
    expect((await openEngine({ prefer: 'wasm' })).name).toBe('wasm');
  });

  it('is started once for many that open it at the same time', async () => {
    const engines = await Promise.all([1, 2, 3].map(() => openEngine({ prefer: 'wasm' })));
    expect(engines.map((engine) => engine.countTensors())).toEqual([0, 0, 0]);
  });
});
