import { describe, expect, it } from 'vitest';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import { type KnownLine, labelCandidates } from '../../training/dump-crops/candidates.ts';
import { NOT_A_DIGIT_INDEX } from '../../training/dump-crops/crop-set.ts';

/** Solid bars of 20 rows from row 6, each `[first column, width, label]`; a label of -1 is ink that is no digit. */
function lineOfBars(bars: readonly (readonly [number, number, number])[]): KnownLine {
  const width = 90;
  const height = 32;
  const binary = { width, height, data: new Uint8Array(width * height) };
  const owners = new Int16Array(width * height).fill(-1);
  const labels = bars.map(([, , label]) => label).filter((label) => label >= 0);
  for (const [left, columns, label] of bars) {
    for (let y = 6; y < 26; y++) {
      for (let x = left; x < left + columns; x++) {
        binary.data[y * width + x] = 1;
        owners[y * width + x] = labels.indexOf(label);
      }
    }
  }
  const soft = { ...binary, data: binary.data.map((ink) => ink * 255) };
  return { found: { ...findComponents(binary), height, soft, rules: [] }, dpi: 80, labels, owners };
}

const labelsOf = (line: KnownLine) => labelCandidates(line).map(({ label }) => label);

describe('labelled candidates', () => {
  it('are the digits, where they stand apart', () => {
    expect(
      labelsOf(
        lineOfBars([
          [5, 12, 7],
          [40, 12, 2],
        ]),
      ),
    ).toEqual([7, 2]);
  });

  it('are not-a-digit where one component holds two digits', () => {
    expect(
      labelsOf(
        lineOfBars([
          [5, 12, 7],
          [17, 12, 2],
        ]),
      ),
    ).toContain(NOT_A_DIGIT_INDEX);
    expect(
      labelsOf(
        lineOfBars([
          [5, 12, 7],
          [17, 12, 2],
        ]),
      ),
    ).not.toContain(7);
  });

  it("are not-a-digit where the ink is nobody's", () => {
    expect(
      labelsOf(
        lineOfBars([
          [5, 12, 7],
          [40, 12, -1],
        ]),
      ),
    ).toEqual([7, NOT_A_DIGIT_INDEX]);
  });

  it('are left out where a digit has much foreign ink, but not most of it', () => {
    expect(
      labelsOf(
        lineOfBars([
          [5, 12, 7],
          [17, 6, -1],
        ]),
      ),
    ).toEqual([]);
  });

  it('hold the ink of their own pixels', () => {
    const [first] = labelCandidates(
      lineOfBars([
        [5, 12, 7],
        [40, 12, 2],
      ]),
    );
    expect(first!.ink).toMatchObject({ width: 14, height: 22 });
    expect(first!.ink.data.filter((level) => level === 255)).toHaveLength(12 * 20);
  });
});
