import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders, OutputFolderError, outputFolders } from '../../../local/cli/output-folders.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('outputFolders', () => {
  it('writes the results of one folder into the folder for results itself', () => {
    expect(outputFolders(['/a/scans', '/a/scans'], '/out')).toEqual(new Map([['/a/scans', '/out']]));
  });

  it('gives each of several folders its own, though they have the same name', () => {
    const folders = ['/a/scans', '/b/scans', '/b/Scans', '/b/forms', '/b/scans-2', '/'];
    const outputs = outputFolders(folders, '/out');
    expect([...outputs]).toEqual([
      ['/a/scans', join('/out', 'scans')],
      ['/b/scans', join('/out', 'scans-2')],
      ['/b/Scans', join('/out', 'Scans-3')],
      ['/b/forms', join('/out', 'forms')],
      ['/b/scans-2', join('/out', 'scans-2-2')],
      ['/', join('/out', 'root')],
    ]);
    expect(new Set([...outputs.values()].map((path) => path.toLowerCase())).size).toBe(folders.length);
  });
});

describe('makeFolders', () => {
  it('names what stands in the way', async () => {
    const folder = await temporaryFolder({ file: 'x' });
    const made = makeFolders([join(folder, 'new/deep'), join(folder, 'file/below')]);
    await expect(made).rejects.toThrow(OutputFolderError);
    await expect(made).rejects.toMatchObject({
      code: 'bad-request',
      message: /file is where a folder|is a file/,
    });
  });
});
