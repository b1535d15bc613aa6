import { groupBy } from '../../../lib/document/group-by.ts';
import type { LineSplit } from '../line-splits.ts';
import type { DocumentsReport } from '../report.ts';
import { fieldFigures, fieldReliability } from './field-outcome.ts';
import type { DocumentScore, Share } from './score-document.ts';

/** Adds up the scores of a set's documents. */
export function summarizeDocuments(
  scores: readonly DocumentScore[],
  about: {
    readonly set: string;
    readonly split?: LineSplit;
    readonly failed: number;
    readonly milliseconds: number;
  },
): DocumentsReport {
  const outcomes = scores.flatMap(({ fields }) => fields);
  const variants = groupBy(
    outcomes.filter(({ variant }) => variant !== undefined),
    ({ variant }) => variant!,
  );
  const strings = add(scores.map((score) => score.strings));
  const plain = add(scores.map((score) => score.plain));
  const reported = add(scores.map((score) => score.reported));
  const digits = add(scores.map((score) => score.digits));
  const printed = add(scores.map((score) => score.printed));
  const errors = scores.flatMap(({ misses }) => misses.map(({ error }) => error));
  return {
    kind: 'documents',
    set: about.set,
    ...(about.split !== undefined && { split: about.split }),
    n: scores.length,
    fields: fieldFigures(outcomes),
    ...(variants.size > 0 && {
      variants: Object.fromEntries([...variants].map(([name, list]) => [name, fieldFigures(list)])),
    }),
    reliability: fieldReliability(outcomes),
    numbers: {
      n: strings.total,
      ...(strings.total > 0 && { recall: strings.right / strings.total }),
      ...(plain.total > 0 && { plainRecall: plain.right / plain.total }),
      ...(reported.total > 0 && { precision: reported.right / reported.total }),
      ...(digits.total > 0 && { digitsRecall: digits.right / digits.total }),
      ...(printed.total > 0 && { calledPrinted: printed.right / printed.total }),
    },
    metrics: {
      failed: about.failed,
      msPerItem: about.milliseconds / scores.length,
      peakRssMb: peakRssMb(),
    },
    causes: countCauses(errors.map(({ cause }) => cause)),
    wrong: countCauses(scores.flatMap(({ wrong }) => wrong)),
    errors,
    fieldErrors: outcomes.flatMap(({ error }) => error ?? []),
  };
}

/** The most memory that this process has held, in MB. */
export function peakRssMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1_024);
}

function add(shares: readonly Share[]): Share {
  return shares.reduce((sum, { right, total }) => ({ right: sum.right + right, total: sum.total + total }), {
    right: 0,
    total: 0,
  });
}

/** Most frequent first. */
function countCauses<Cause extends string>(causes: readonly Cause[]): Partial<Record<Cause, number>> {
  const counts = [...groupBy(causes, (cause) => cause)].map(([cause, list]) => [cause, list.length] as const);
  return Object.fromEntries(counts.sort((a, b) => b[1] - a[1])) as Partial<Record<Cause, number>>;
}
