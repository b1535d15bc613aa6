/** What may stand in a line of words, as a regular expression over letters; `adds` is summed up along the way that is read. */
export type Pattern =
  | { readonly kind: 'word'; readonly letters: string; readonly adds: number }
  /** One after another. */
  | { readonly kind: 'row'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'either'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'maybe'; readonly part: Pattern }
  /** Once or more often. */
  | { readonly kind: 'often'; readonly part: Pattern }
  /** Any signs, or none, that nothing is known of. */
  | { readonly kind: 'anything' };

export const word = (letters: string, adds = 0): Pattern => ({ kind: 'word', letters, adds });
export const row = (...parts: readonly Pattern[]): Pattern => ({ kind: 'row', parts });
export const either = (...parts: readonly Pattern[]): Pattern => ({ kind: 'either', parts });
export const maybe = (part: Pattern): Pattern => ({ kind: 'maybe', part });
export const often = (part: Pattern): Pattern => ({ kind: 'often', part });
export const ANYTHING: Pattern = { kind: 'anything' };

/** Stand for any sign at a position of a graph, and for one that is no letter: a digit, `&`. */
export const ANY_SIGN = '*';
export const NO_LETTER = '#';

/** A position of a pattern: one letter that is read there, and the positions and joints that it may follow. */
export interface LetterPosition {
  readonly letter: string;
  readonly adds: number;
  /** Whether a word begins with it; a single sign is no word. */
  readonly begins: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly before: readonly number[];
  readonly joints: readonly number[];
}

/** A pattern as an automaton, whose only empty steps are its joints. */
export interface LetterGraph {
  readonly positions: readonly LetterPosition[];
  /**
   * The positions that lead into each joint, where many may be followed by many: words by words. Each of them with each other would be
   * ten times as many steps.
   */
  readonly joints: readonly (readonly number[])[];
  /** Whether nothing at all fits too. */
  readonly fitsNothing: boolean;
}

interface Ends {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly isEmpty: boolean;
}

/** A graph that is made when it is first asked for: most processes need few of those that there are. */
export function graphOnDemand(pattern: () => Pattern): () => LetterGraph {
  let made: LetterGraph | undefined;
  return () => (made ??= letterGraph(pattern()));
}

const NOTHING: Ends = { first: [], last: [], isEmpty: true };

/** The pattern of the same words from right to left. */
export function reversed(pattern: Pattern): Pattern {
  switch (pattern.kind) {
    case 'word':
      return { ...pattern, letters: [...pattern.letters].reverse().join('') };
    case 'row':
      return { kind: 'row', parts: pattern.parts.map(reversed).reverse() };
    case 'either':
      return { kind: 'either', parts: pattern.parts.map(reversed) };
    case 'maybe':
    case 'often':
      return { kind: pattern.kind, part: reversed(pattern.part) };
    case 'anything':
      return pattern;
  }
}

/** The automaton of a pattern: its positions, and which may follow which (Glushkov, "The abstract theory of automata", 1961). */
export function letterGraph(pattern: Pattern): LetterGraph {
  const letters: { letter: string; adds: number; begins: boolean; before: number[]; joints: number[] }[] = [];
  const joints: (readonly number[])[] = [];
  const add = (letter: string, adds = 0, begins = false) =>
    letters.push({ letter, adds, begins, before: [], joints: [] }) - 1;
  const link = (from: readonly number[], to: readonly number[]) => {
    if (from.length < 2 || to.length < 2) {
      for (const position of to) letters[position]!.before.push(...from);
      return;
    }
    const joint = joints.push(from) - 1;
    for (const position of to) letters[position]!.joints.push(joint);
  };
  const inRow = (ends: readonly Ends[]): Ends =>
    ends.reduce((left, right) => {
      link(left.last, right.first);
      return {
        first: left.isEmpty ? [...left.first, ...right.first] : left.first,
        last: right.isEmpty ? [...left.last, ...right.last] : right.last,
        isEmpty: left.isEmpty && right.isEmpty,
      };
    }, NOTHING);
  const endsOf = (part: Pattern): Ends => {
    switch (part.kind) {
      case 'word': {
        const own = [...part.letters].map((letter, i) =>
          i === 0 ? add(letter, part.adds, part.letters.length > 1) : add(letter),
        );
        return inRow(own.map((position) => ({ first: [position], last: [position], isEmpty: false })));
      }
      case 'row':
        return inRow(part.parts.map(endsOf));
      case 'either': {
        const all = part.parts.map(endsOf);
        return {
          first: all.flatMap(({ first }) => first),
          last: all.flatMap(({ last }) => last),
          isEmpty: all.some(({ isEmpty }) => isEmpty),
        };
      }
      case 'maybe':
        return { ...endsOf(part.part), isEmpty: true };
      case 'often': {
        const ends = endsOf(part.part);
        link(ends.last, ends.first);
        return ends;
      }
      case 'anything': {
        const own = [add(ANY_SIGN)];
        link(own, own);
        return { first: own, last: own, isEmpty: true };
      }
    }
  };
  const { first, last, isEmpty } = endsOf(pattern);
  const [starts, ends] = [new Set(first), new Set(last)];
  return {
    positions: letters.map((letter, i) => ({ ...letter, isFirst: starts.has(i), isLast: ends.has(i) })),
    joints,
    fitsNothing: isEmpty,
  };
}
