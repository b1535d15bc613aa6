import type { Evidence, Reason } from '../../document/result.ts';
import type { FieldReading } from '../field-reading.ts';
import { holds, likeliestAssignment, type Option } from './likeliest-assignment.ts';
import type { TemplateReading } from './read-field.ts';
import type { TemplateRule } from './template-rule.ts';

/** The alternative that every cell is empty. */
const NOTHING = '';

export interface RuledFields {
  readonly fields: ReadonlyMap<string, FieldReading>;
  readonly reasons: readonly Reason[];
}

/**
 * Holds fields against the rules of their template: `sum` (or `equal`) is added to the evidence of each field that a rule
 * names. Where a rule does not hold and one set of next-best readings is by far the likeliest with which all do, that one
 * is taken: each field so changed says `repaired`, and asks for review (`sum-repaired`); where there is none the readings stay
 * and the rule asks for review (`sum-differs`, `fields-differ`). A cell left empty, where the template lets it be, counts nothing.
 */
export function applyRules(
  readings: ReadonlyMap<string, TemplateReading>,
  rules: readonly TemplateRule[],
): RuledFields {
  const judged = rules.filter(({ left, right }) =>
    [left, ...right].every((name) => optionsOf(readings.get(name)).length > 0),
  );
  const options = new Map(
    judged
      .flatMap(({ left, right }) => [left, ...right])
      .map((name) => [name, optionsOf(readings.get(name))]),
  );
  const chosen = likeliestAssignment(options, judged);
  const fields = new Map<string, FieldReading>();
  const reasons: Reason[] = [];
  for (const [name, reading] of readings) {
    const alternative = chosen.get(name)?.alternative;
    const field = alternative === undefined ? reading.reading : withAlternative(reading, alternative);
    const own = judged.filter(({ left, right }) => left === name || right.includes(name));
    const evidence = own.map(
      (rule): Evidence => ({
        rule: nameOf(rule),
        held: holds(rule, chosen),
        ...(alternative !== undefined && { repaired: true }),
      }),
    );
    fields.set(name, { ...field, evidence: [...field.evidence, ...evidence] });
    if (alternative !== undefined) reasons.push({ code: 'sum-repaired', field: name });
  }
  for (const rule of judged) {
    if (holds(rule, chosen)) continue;
    const code = nameOf(rule) === 'sum' ? 'sum-differs' : 'fields-differ';
    reasons.push({ code, field: rule.left, message: rule.text });
  }
  return { fields, reasons };
}

function nameOf({ right }: TemplateRule): 'sum' | 'equal' {
  return right.length > 1 ? 'sum' : 'equal';
}

/** What stands there and its next-best readings, the likeliest first; none where nothing was made of it. */
function optionsOf(template: TemplateReading | undefined): Option[] {
  if (template === undefined) return [];
  const { reading, isEmpty, emptyProbability } = template;
  const { value, confidence, alternatives = [] } = reading;
  if (isEmpty) {
    const isAllowed = reading.evidence.every(({ rule, held }) => rule !== 'cells' || held);
    return isAllowed ? [{ amount: 0, probability: confidence, alternative: undefined }] : [];
  }
  if (value === null) return [];
  const amount =
    typeof value === 'string' ? amountOf(value) : 'minorUnits' in value ? value.minorUnits : Number.NaN;
  if (!Number.isSafeInteger(amount)) return [];
  const others = typeof value === 'string' ? alternatives : [];
  return [
    { amount: Number(amount), probability: confidence, alternative: undefined },
    ...others.map(({ text, probability }) => ({ amount: amountOf(text), probability, alternative: text })),
    ...(emptyProbability > 0 ? [{ amount: 0, probability: emptyProbability, alternative: NOTHING }] : []),
  ];
}

/** Days are compared as numbers too: 2019-04-17 is 20190417. */
function amountOf(text: string): number {
  return Number(text.replaceAll('-', ''));
}

function withAlternative({ reading, raws, emptyProbability }: TemplateReading, text: string): FieldReading {
  const { alternatives = [], confidence, value } = reading;
  const taken = alternatives.find((alternative) => alternative.text === text);
  const others = alternatives.filter((alternative) => alternative !== taken);
  return {
    ...reading,
    raw: raws.get(text) ?? text,
    value: text === NOTHING ? null : text,
    confidence: taken?.probability ?? Math.round(emptyProbability * 10_000) / 10_000,
    alternatives: [{ text: String(value), probability: confidence }, ...others],
  };
}
