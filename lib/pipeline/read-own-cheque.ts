import type { Classifier } from '../classify/classifier.ts';
import type { Box } from '../document/geometry.ts';
import { besideWords } from '../fields/amount.ts';
import type { FieldReadings } from '../fields/cross-checks.ts';
import type { FieldReading } from '../fields/field-reading.ts';
import { matchCheque } from '../fields/templates/match-cheque.ts';
import type { Template } from '../fields/templates/template-schema.ts';
import { type AnsweringModel, sameModel } from './answering-model.ts';
import { preparedBox } from './prepared-box.ts';
import type { ChequeReading } from './read-cheque.ts';
import { readTemplatePage } from './read-template.ts';
import type { ZonedPage } from './read-zone.ts';

/** Fields that the MICR line alone tells. */
const OF_LINE = ['micr', 'routing'];

/**
 * A cheque's fields, those that a template of the bank's own cheques names read where it says that they stand: what is written
 * there counts, whatever the layout suggested. Where nothing can be read there the layout's reading stays. Throws what the
 * classifier throws.
 */
export async function readOwnCheque(
  cheque: ChequeReading,
  page: ZonedPage & { readonly micr: { readonly box: Box } },
  classifier: Classifier,
  {
    templates = [],
    signal,
  }: { readonly templates?: readonly Template[] | undefined; readonly signal?: AbortSignal | undefined },
): Promise<ChequeReading> {
  if (!templates.some(({ kind }) => kind === 'cheque')) return cheque;
  const micr = preparedBox(page.micr.box, page.prepared);
  const routing = cheque.fields.routing?.value;
  const match =
    micr &&
    matchCheque(templates, {
      micr,
      routing: typeof routing === 'string' ? routing : undefined,
      country: cheque.country,
    });
  if (match === undefined) return cheque;
  const { fields, answered } = await readTemplatePage(match, page, classifier, signal);
  const own: FieldReadings = Object.fromEntries(
    [...fields].flatMap(([name, { reading }]) =>
      OF_LINE.includes(name) || reading.value === null ? [] : [[name, compared(name, reading)]],
    ),
  );
  const models: AnsweringModel[] = [cheque.answered, answered].filter((model) => model !== undefined);
  const [first, ...others] = models;
  return {
    ...cheque,
    fields: { ...cheque.fields, ...own },
    ...(first && { answered: others.reduce(sameModel, first) }),
  };

  function compared(name: string, reading: FieldReading): FieldReading {
    return name === 'amount' && cheque.legal ? besideWords(reading, cheque.legal) : reading;
  }
}
