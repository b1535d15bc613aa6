import { RequestError } from '../../document/errors.ts';
import { templateMistakes } from './check-template.ts';
import { describeIssue } from './describe-issue.ts';
import { MAX_LISTED_MISTAKES, MAX_TEMPLATE_BYTES } from './template-bounds.ts';
import { type Template, templateSchema } from './template-schema.ts';

/**
 * Reads a template from its JSON text. `shown` names it in messages. Throws RequestError `bad-request` that lists what is
 * wrong, each with the field or place and what is expected there.
 */
export function parseTemplate(text: string, shown: string): Template {
  if (text.length > MAX_TEMPLATE_BYTES) {
    throw new RequestError(
      'bad-request',
      `${shown}: expected at most ${MAX_TEMPLATE_BYTES} bytes for a template but received ${text.length}`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RequestError(
      'bad-request',
      `${shown}: expected a template as JSON but it does not parse (${why})`,
      cause,
    );
  }
  const parsed = templateSchema.safeParse(json);
  const mistakes = parsed.success
    ? templateMistakes(parsed.data)
    : parsed.error.issues.map(
        (issue) => `${placeOf(issue.path, json)}: ${describeIssue(issue, valueAt(json, issue.path))}`,
      );
  if (!parsed.success || mistakes.length > 0) throw refusal(shown, mistakes);
  return parsed.data;
}

function refusal(shown: string, mistakes: readonly string[]): RequestError {
  const listed = mistakes.slice(0, MAX_LISTED_MISTAKES);
  const more = mistakes.length - listed.length;
  const lines = [...listed, ...(more > 0 ? [`and ${more} more`] : [])];
  return new RequestError(
    'bad-request',
    `${shown} is no template that can be used:\n${lines.map((line) => `  ${line}`).join('\n')}`,
  );
}

/** `field "votes_01", zones.0.cells`: the field or anchor by its name, where it has one, and the place within. */
function placeOf(path: readonly PropertyKey[], json: unknown): string {
  const [pages, page, list, index, ...rest] = path;
  if (pages !== 'pages' || (list !== 'fields' && list !== 'anchors') || index === undefined) {
    return path.length === 0 ? 'the template' : path.map(String).join('.');
  }
  const name = valueAt(json, [pages, page!, list, index, 'name']);
  const number = Number(index) + 1;
  const called =
    typeof name === 'string' ? `"${name.slice(0, 40)}"` : `${number} of page ${Number(page) + 1}`;
  return [
    `${list === 'fields' ? 'field' : 'anchor'} ${called}`,
    ...(rest.length > 0 ? [rest.map(String).join('.')] : []),
  ].join(', ');
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    json,
  );
}
