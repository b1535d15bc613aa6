import { type AcceptedFigures, type CurvePoint, wilsonInterval } from './metrics/confidence.ts';
import { drawAxes, type Plot, pathThrough, place, svgPicture, svgText, TITLE } from './svg.ts';

export interface ReadMisreadChart {
  readonly title: string;
  /** Strings in all. */
  readonly n: number;
  readonly curve: readonly CurvePoint[];
  /** The rate that the caller can live with, and what the model's own threshold for it does. */
  readonly maxMisread: number;
  readonly accepted: AcceptedFigures;
}

const FRAME = { left: 90, top: 108, width: 600, height: 320, maxX: 1 };
const X_TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const COLOUR = '#2f6f8f';
const BAND = '#dce8ee';
const WANTED = '#b3541e';
/** Tops of the misread axis, each with the step of its ticks; the first that holds the curve is taken. */
const SCALES = [
  [0.02, 0.005],
  [0.05, 0.01],
  [0.1, 0.02],
  [0.2, 0.05],
  [0.5, 0.1],
  [1, 0.2],
] as const;

/**
 * What a bank buys: for each share of strings that could be accepted (the read rate), the share of those that would be wrong
 * (the misread rate), with its interval; the dot is where the model's threshold for the wanted rate lies.
 */
export function drawReadMisread(chart: ReadMisreadChart): string {
  const { title, n, curve, maxMisread, accepted } = chart;
  const highest = Math.max(1.2 * maxMisread, ...curve.map(({ misread }) => misread));
  const [maxY, step] = SCALES.find(([top]) => top >= highest) ?? SCALES.at(-1)!;
  const plot: Plot = { ...FRAME, maxY };
  const steps = Math.round(maxY / step);
  const { left, top, width, height } = plot;
  const wanted = place(plot, 0, maxMisread).y;
  return svgPicture(left + width + 40, top + height + 58, [
    svgText(title, 14, 28, { height: TITLE }),
    drawBand(plot, n, curve),
    drawAxes(plot, {
      xLabel: 'read rate (accepted, of all strings)',
      yLabel: 'misread rate (wrong, of those accepted)',
      xTicks: X_TICKS,
      yTicks: Array.from({ length: steps + 1 }, (_, i) => i * step),
    }),
    `<path d="M${left} ${wanted}h${width}" stroke="${WANTED}" stroke-width="1.5" stroke-dasharray="6 5"/>`,
    `<path d="${pathThrough(
      plot,
      curve.map(({ read, misread }) => ({ x: read, y: misread })),
    )}" fill="none" stroke="${COLOUR}" stroke-width="2" stroke-linejoin="round"/>`,
    drawThreshold(plot, accepted),
    ...legend(chart),
  ]);
}

/** The misread rates that fit with what was seen, cut off at the plot's upper end. */
function drawBand(plot: Plot, n: number, curve: readonly CurvePoint[]): string {
  if (curve.length < 2) return '';
  const side = (end: 'low' | 'high') =>
    curve.map(({ read, misread }) => ({
      x: read,
      y: Math.min(plot.maxY, wilsonInterval(misread, Math.round(read * n))[end]),
    }));
  const outline = pathThrough(plot, [...side('high'), ...side('low').reverse()]);
  return `<path d="${outline}Z" fill="${BAND}"/>`;
}

function drawThreshold(plot: Plot, { read, misread }: AcceptedFigures): string {
  const at = place(plot, read, Math.min(plot.maxY, misread ?? 0));
  return `<circle cx="${at.x}" cy="${at.y}" r="5.5" fill="#fff" stroke="${WANTED}" stroke-width="2.5"/>`;
}

/** Above the plot, in two columns. */
function legend({ maxMisread, accepted }: ReadMisreadChart): string[] {
  const misread = accepted.misread === undefined ? '' : `, ${percent(accepted.misread)} misread`;
  const [x, next, y, low] = [FRAME.left, FRAME.left + 268, 58, 84];
  return [
    `<path d="M${x} ${y}h24" stroke="${COLOUR}" stroke-width="2"/>`,
    svgText('the surest accepted first', x + 34, y + 4),
    `<rect x="${x}" y="${low - 6}" width="24" height="12" fill="${BAND}"/>`,
    svgText('95% interval', x + 34, low + 4),
    `<path d="M${next} ${y}h24" stroke="${WANTED}" stroke-width="1.5" stroke-dasharray="6 5"/>`,
    svgText(`wanted: at most ${percent(maxMisread)} misread`, next + 34, y + 4),
    `<circle cx="${next + 12}" cy="${low}" r="5.5" fill="#fff" stroke="${WANTED}" stroke-width="2.5"/>`,
    svgText(`threshold: ${percent(accepted.read)} read${misread}`, next + 34, low + 4),
  ];
}

function percent(rate: number): string {
  return `${Number((rate * 100).toFixed(1))}%`;
}
