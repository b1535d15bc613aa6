import { type ReliabilityBin, wilsonInterval } from './metrics/confidence.ts';
import { drawAxes, type Plot, pathThrough, place, svgPicture, svgText, TITLE } from './svg.ts';

export interface ReliabilityDiagram {
  readonly title: string;
  readonly subtitle: string;
  readonly bins: readonly ReliabilityBin[];
}

const PLOT: Plot = { left: 90, top: 106, width: 420, height: 340, maxX: 1, maxY: 1 };
const COUNTS_HEIGHT = 70;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const COLOUR = '#2f6f8f';

/**
 * How sure the reader was against how often it was right: a dot for each bin at its mean confidence, with the interval of the
 * share that is right; on the diagonal it is as sure as it is right. Below, how many strings each bin holds.
 */
export function drawReliability({ title, subtitle, bins }: ReliabilityDiagram): string {
  const { left, top, width, height } = PLOT;
  const dots = bins.map(({ n, confidence, right }) => {
    const at = place(PLOT, confidence, right);
    const interval = wilsonInterval(right, n);
    const low = place(PLOT, confidence, interval.low).y;
    const high = place(PLOT, confidence, interval.high).y;
    return `<path d="M${at.x} ${low}V${high}M${at.x - 4} ${low}h8M${at.x - 4} ${high}h8" stroke="${COLOUR}" stroke-width="1.5"/><circle cx="${at.x}" cy="${at.y}" r="4.5" fill="${COLOUR}"/>`;
  });
  const diagonal = pathThrough(PLOT, [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ]);
  const countsTop = top + height + 68;
  return svgPicture(left + width + 30, countsTop + COUNTS_HEIGHT + 34, [
    svgText(title, 14, 28, { height: TITLE }),
    svgText(subtitle, 14, 52),
    drawAxes(PLOT, {
      xLabel: 'confidence of the string',
      yLabel: 'share of strings that are right',
      xTicks: TICKS,
      yTicks: TICKS,
    }),
    `<path d="${diagonal}" fill="none" stroke="#999" stroke-width="1.5" stroke-dasharray="6 5"/>`,
    ...legend(),
    ...dots,
    ...drawCounts(bins, countsTop),
  ]);
}

/** Above the plot, side by side. */
function legend(): string[] {
  const [x, next, y] = [PLOT.left, PLOT.left + 250, 82];
  return [
    `<circle cx="${x + 12}" cy="${y}" r="4.5" fill="${COLOUR}"/><path d="M${x + 12} ${y - 11}V${y + 11}" stroke="${COLOUR}" stroke-width="1.5"/>`,
    svgText('right (95% interval)', x + 30, y + 4),
    `<path d="M${next} ${y}h24" stroke="#999" stroke-width="1.5" stroke-dasharray="6 5"/>`,
    svgText('as sure as right', next + 32, y + 4),
  ];
}

function drawCounts(bins: readonly ReliabilityBin[], top: number): string[] {
  const { left, width } = PLOT;
  const foot = top + COUNTS_HEIGHT;
  const most = Math.max(1, ...bins.map(({ n }) => n));
  return [
    ...bins.map(({ from, to, n }) => {
      const x = place(PLOT, from, 0).x + 2;
      const barWidth = place(PLOT, to, 0).x - x - 2;
      // Room above the bar for its number.
      const bar = Math.max(1, Math.round(((COUNTS_HEIGHT - 18) * n) / most));
      const middle = x + barWidth / 2;
      return `<rect x="${x}" y="${foot - bar}" width="${barWidth.toFixed(1)}" height="${bar}" fill="#b9cfd9"/>${svgText(String(n), middle, foot - bar - 5, { anchor: 'middle' })}`;
    }),
    `<path d="M${left} ${foot}h${width}" stroke="#666"/>`,
    svgText('strings with such a confidence', left + width / 2, foot + 20, { anchor: 'middle' }),
  ];
}
