import { drawGroupedBars } from '../../local/evaluate/charts.ts';
import { percent } from './format-set.ts';
import { DIGITLIFT } from './readers.ts';
import type { PeersReport } from './report.ts';

/** Whole strings right by set and reader, with the time of a line on one core. */
export function drawPeers({ sets }: PeersReport): string {
  return drawGroupedBars({
    title: 'Whole strings right (ms a line on one core)',
    largest: 100,
    groups: sets.map(({ set, split, n, readers }) => ({
      title: `${set}, ${split === undefined ? '' : `${split}, `}${n.toLocaleString('en')} lines`,
      rows: readers.flatMap((reader) =>
        reader.status === 'read'
          ? [
              {
                label: reader.name,
                value: reader.exact * 100,
                text: `${percent(reader.exact)} (${reader.msPerLine.toFixed(0)} ms)`,
                aside: reader.id !== DIGITLIFT.id,
              },
            ]
          : [],
      ),
    })),
  });
}
