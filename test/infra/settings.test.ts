import { describe, expect, it } from 'vitest';
import { chooseStage } from '../../infra/settings.ts';
import { SetupError } from '../../infra/setup-error.ts';
import { isMisreadRate } from '../../lib/read/calibration.ts';

describe('chooseStage', () => {
  it('chooses dev unless told otherwise', () => {
    expect(chooseStage().stage).toBe('dev');
    expect(chooseStage({ stage: 'prod' }).stage).toBe('prod');
  });

  it('changes the architecture alone', () => {
    const { settings } = chooseStage({ stage: 'prod' });
    expect(settings.architecture).toBe('x86_64');
    expect(chooseStage({ stage: 'prod', architecture: 'arm64' }).settings).toEqual({
      ...settings,
      architecture: 'arm64',
    });
  });

  it.each([
    [{ stage: 'test' }, 'Expected dev or prod for the context value stage but received "test"'],
    [{ stage: 1 }, 'Expected dev or prod for the context value stage but received 1'],
    [
      { architecture: 'x64' },
      'Expected x86_64 or arm64 for the context value architecture but received "x64"',
    ],
  ])('refuses %j by name', (choice, message) => {
    expect(() => chooseStage(choice)).toThrow(new SetupError(message));
  });
});

describe.each(['dev', 'prod'])('the settings of %s', (stage) => {
  const { settings } = chooseStage({ stage });

  it('leave segment time to wait for classify', () => {
    expect(settings.segment.timeoutSeconds).toBeGreaterThan(settings.classify.timeoutSeconds);
  });

  it('ask for a misread rate that the function takes', () => {
    expect(isMisreadRate(settings.segment.maxMisread)).toBe(true);
  });

  it('stay within what Lambda takes', () => {
    for (const { memoryMb, timeoutSeconds } of [settings.segment, settings.classify]) {
      expect(memoryMb).toBeGreaterThanOrEqual(128);
      expect(memoryMb).toBeLessThanOrEqual(10_240);
      expect(timeoutSeconds).toBeLessThanOrEqual(900);
    }
    expect(settings.segment.batchSize).toBeLessThanOrEqual(10);
    expect(settings.segment.maxConcurrency).toBeGreaterThanOrEqual(2);
    expect(settings.segment.maxConcurrency).toBeLessThanOrEqual(1_000);
  });
});
