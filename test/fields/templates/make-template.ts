/** Templates as people write them, to be spoiled by tests one place at a time. */

export const PLACE = { x: 0.1, y: 0.1, width: 0.2, height: 0.1 };

export function makeField(of: Record<string, unknown> = {}): Record<string, unknown> {
  return { name: 'votes', kind: 'digits', zones: [{ place: PLACE, cells: 3 }], ...of };
}

export function makeTemplate(
  of: Record<string, unknown> = {},
  page: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    templateVersion: 1,
    name: 'ballot',
    kind: 'form',
    pages: [{ size: { width: 210, height: 297 }, anchors: [], fields: [makeField()], ...page }],
    ...of,
  };
}
