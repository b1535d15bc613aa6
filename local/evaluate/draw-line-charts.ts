import { drawReadMisread } from './draw-read-misread.ts';
import { drawReliability } from './draw-reliability.ts';
import { type Answer, readMisreadCurve } from './metrics/confidence.ts';
import type { LinesReport } from './report.ts';

/** The charts of a set of lines, as SVG with the names of their files. */
export function drawLineCharts(
  report: LinesReport,
  answers: readonly Answer[],
): readonly { readonly name: string; readonly svg: string }[] {
  const { set, split, n, metrics, reliability } = report;
  const { ece, accepted } = metrics;
  const title = `${set}${split === undefined ? '' : `, ${split}`}: ${n} strings`;
  const ofAccepted = accepted.ece === undefined ? '' : `, of accepted strings ${percent(accepted.ece)}`;
  return [
    {
      name: `lines-${set}-reliability.svg`,
      svg: drawReliability({
        title,
        subtitle: `calibration error ${percent(ece)}${ofAccepted}`,
        bins: reliability,
      }),
    },
    {
      name: `lines-${set}-read-misread.svg`,
      svg: drawReadMisread({
        title,
        n,
        curve: readMisreadCurve(answers),
        maxMisread: accepted.maxMisread,
        accepted,
      }),
    },
  ];
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)}%`;
}
