import type { Classifier } from '../classify/classifier.ts';
import { type Country, isCountry } from '../fields/country.ts';
import type { FieldReadings } from '../fields/cross-checks.ts';
import { applyRules } from '../fields/templates/apply-rules.ts';
import type { TemplateReading } from '../fields/templates/read-field.ts';
import { parseRule } from '../fields/templates/template-rule.ts';
import type { Template } from '../fields/templates/template-schema.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { AnsweringModel } from './answering-model.ts';
import type { BegunCheque } from './begin-cheque.ts';
import { findForm } from './find-form.ts';
import type { SettledNumber } from './look-again.ts';
import { readCheque } from './read-cheque.ts';
import { readOwnCheque } from './read-own-cheque.ts';
import { readTemplatePage } from './read-template.ts';

/** Mean confidence of the fields of a form that nothing but its rows of writing tells. */
const LEAST_READ = 0.5;

/** What the caller knows of the documents. */
export interface FieldOptions {
  /** Whose cheques they are. @default as each MICR line shows it */
  readonly country?: Country;
  /** The day on which they are presented, ISO 8601; without it no date is stale or too early. */
  readonly today?: string;
  /** Of the forms that may come. @default none */
  readonly templates?: readonly Template[];
}

/** A page on which numbers were read; nothing of it outlives the reading of its fields. */
export interface FieldPage {
  /** From 0. */
  readonly index: number;
  readonly prepared: PreparedPage;
  readonly numbers: readonly SettledNumber[];
  /** Left out where no MICR line was read. */
  readonly cheque: BegunCheque | undefined;
}

export interface PageFields {
  /** By name; none where the page is neither a cheque nor a form that is known. */
  readonly fields: FieldReadings;
  /** Whose document it is, where that was told or shows. */
  readonly country?: Country;
  /** The form that the page is, with its fields before they are held against each other. */
  readonly form?: ReadForm;
  /** Left out where nothing was asked. */
  readonly answered?: AnsweringModel;
}

/** A page of a form. */
export interface ReadForm {
  readonly template: Template;
  readonly readings: ReadonlyMap<string, TemplateReading>;
}

/**
 * Reads the fields of a page: of a cheque, which has a MICR line, or of a form whose template's rules are found on it. Throws
 * what the classifier throws.
 */
export async function readFields(
  page: FieldPage,
  classifier: Classifier,
  options: FieldOptions & { readonly signal?: AbortSignal | undefined } = {},
): Promise<PageFields> {
  const { index, prepared, cheque } = page;
  if (cheque === undefined) return readForm(page, classifier, options);
  const numbers = page.numbers.map(({ glyphs, written, box, confidence }) => ({
    text: glyphs.map(({ text }) => text).join(''),
    ...(written !== undefined && { written }),
    box,
    confidence,
  }));
  const reading = await readCheque({ index, prepared, cheque, numbers }, classifier, options);
  return readOwnCheque(reading, { index, prepared, micr: cheque.micr }, classifier, options);
}

async function readForm(
  { index, prepared }: FieldPage,
  classifier: Classifier,
  { templates = [], signal }: FieldOptions & { readonly signal?: AbortSignal | undefined },
): Promise<PageFields> {
  const match = findForm(templates, prepared);
  if (match === undefined) return { fields: {} };
  const { template } = match;
  const { fields, answered } = await readTemplatePage(match, { index, prepared }, classifier, signal);
  if (match.by === 'rows' && !isRead(fields)) return { fields: {}, ...(answered && { answered }) };
  const { country } = template;
  return {
    fields: {},
    form: { template, readings: fields },
    ...(country !== undefined && isCountry(country) && { country }),
    ...(answered && { answered }),
  };
}

/** Whether what stands in a form's fields can be read: of letters in rows, as on any page, no number is likely. */
function isRead(fields: ReadonlyMap<string, TemplateReading>): boolean {
  const sure = [...fields.values()].reduce((sum, { reading }) => sum + reading.confidence, 0);
  return sure >= LEAST_READ * fields.size;
}

/** The fields of forms, each with those of its other pages, held against the rules of its template. */
export function fieldsOfForms(forms: readonly ReadForm[]): FieldReadings {
  const templates = [...new Set(forms.map(({ template }) => template))];
  const fields = templates.flatMap((template) => {
    const pages = forms.filter((form) => form.template === template);
    // A form that comes twice is read once: which of them is meant nobody knows.
    const readings = new Map(pages.toReversed().flatMap((form) => [...form.readings]));
    return [...applyRules(readings, (template.rules ?? []).map(parseRule)).fields];
  });
  return Object.fromEntries(fields);
}
