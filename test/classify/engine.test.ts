import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { openEngine } from '../../lib/classify/engine.ts';
import { openWasmEngine } from '../../lib/classify/engine-wasm.ts';
import { testEngine } from './engine-contract.ts';

const hasTfjsNode = isInstalled('@tensorflow/tfjs-node');

describe('the engine wasm', () => {
  testEngine(() => openEngine({ prefer: 'wasm' }));

  it('names itself and its version', async () => {
    expect(await openEngine({ prefer: 'wasm' })).toMatchObject({ name: 'wasm', version: '4.22.0' });
  });

  it('leaves unhandled rejections and exceptions of the process to the process', async () => {
    await openWasmEngine();
    const listeners = ['uncaughtException', 'unhandledRejection'].flatMap((event) =>
      process.rawListeners(event),
    );
    expect(listeners.map(String).filter((source) => /ExitStatus|throw reason/.test(source))).toEqual([]);
  });
});

describe.skipIf(!hasTfjsNode)('the engine tfjs-node (needs @tensorflow/tfjs-node)', () => {
  testEngine(() => openEngine({ prefer: 'tfjs-node' }));

  it('is the one chosen where it is installed', async () => {
    expect((await openEngine()).name).toBe('tfjs-node');
  });
});

describe.skipIf(hasTfjsNode)('without @tensorflow/tfjs-node', () => {
  it('chooses wasm', async () => {
    expect((await openEngine()).name).toBe('wasm');
  });

  it('says what is missing when tfjs-node is asked for', async () => {
    await expect(openEngine({ prefer: 'tfjs-node' })).rejects.toMatchObject({
      code: 'not-configured',
      message: expect.stringContaining('Expected the package @tensorflow/tfjs-node to be installed'),
    });
  });
});

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}
