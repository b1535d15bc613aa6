import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dataFolder } from '../../local/data-folder.ts';

describe('dataFolder', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is the one that is named, else DIGITLIFT_DATA, else the one beside the project', () => {
    vi.stubEnv('DIGITLIFT_DATA', '/from/environment');
    expect(dataFolder('/named')).toBe('/named');
    expect(dataFolder()).toBe('/from/environment');
    const beside = join(import.meta.dirname, '../../../shared/data');
    vi.stubEnv('DIGITLIFT_DATA', '');
    expect(dataFolder()).toBe(beside);
    vi.stubEnv('DIGITLIFT_DATA', undefined);
    expect(dataFolder()).toBe(beside);
  });
});
