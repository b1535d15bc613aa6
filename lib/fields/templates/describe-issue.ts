import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

/** What was expected in place of what a template holds, and of what kind that is; never the whole of it. */
export function describeIssue(issue: Issue, received: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return received === undefined
        ? `expected ${a(issue.expected)} but it is missing; add it`
        : `expected ${a(issue.expected)} but received ${kindOf(received)}`;
    case 'too_small':
      return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${of(issue.origin)} but received ${sizeOf(received)}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${of(issue.origin)} but received ${sizeOf(received)}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')} but received ${kindOf(received)}`;
    case 'unrecognized_keys':
      return `expected no ${issue.keys.map((key) => `"${short(key)}"`).join(', ')}; check the spelling or remove it`;
    case 'invalid_format':
      return `expected text like ${issue.pattern ?? issue.format} but received ${kindOf(received)}`;
    case 'invalid_union':
      return `expected a number or {"min": 1, "max": 3} but received ${kindOf(received)}`;
    default:
      return `${issue.message[0]?.toLowerCase() ?? ''}${issue.message.slice(1)}`;
  }
}

function a(type: string): string {
  return type === 'int' ? 'a whole number' : `${/^[aeiou]/u.test(type) ? 'an' : 'a'} ${type}`;
}

function of(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function sizeOf(value: unknown): string {
  if (typeof value === 'string' || Array.isArray(value)) return String(value.length);
  return kindOf(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return value === undefined ? 'nothing' : short(JSON.stringify(value));
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
