import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { evaluateCashLetters, formatCashLetters } from '../../../../local/evaluate/documents/cash-letters.ts';
import { writeCashLetter } from '../../../../samples/draw/cash-letter.ts';
import { alwaysSays, blockPage, pngOf } from '../../../pipeline/fakes.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digitlift-letters-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('counts the fields of all records, and names those that do not agree', async () => {
  const front = await pngOf(blockPage([3]));
  const fields = { PayorBankRoutingNumber: '00006789', ItemAmount: '0000000100' };
  const whole = writeCashLetter({ encoding: 'ascii', bundles: [[{ fields, front }, { fields }]] });
  await writeFile(join(folder, 'b.x937'), whole);
  await writeFile(join(folder, 'a.x937'), whole.subarray(0, 200));
  await writeFile(join(folder, 'truth.jsonl'), '');
  const figures = await evaluateCashLetters(folder, alwaysSays('5'));
  // Nothing on such an image can be read as a field of a check.
  expect(figures).toMatchObject({ files: 2, checks: 2, agree: 0, fields: 12 });
  expect(figures!.differences).toHaveLength(13);
  expect(formatCashLetters(figures!).slice(0, 3)).toEqual([
    'Cash letters: 0 of 12 fields of the records agree with the image (2 checks in 2 files)',
    '  a.x937: corrupt "" -> (nothing)',
    '  b.x937 check 1: AuxiliaryOnUs "" -> (nothing)',
  ]);
});

it('says nothing of a folder without cash letters', async () => {
  expect(await evaluateCashLetters(folder, alwaysSays('5'))).toBeUndefined();
});
