import type { Evidence, MicrLine } from '../../document/result.ts';
import { completeByChecksum } from '../checksums.ts';
import type { MicrMeaning } from './micr-meaning.ts';

/** A character less likely than this may be another. */
const DOUBTFUL = 0.9;
const ABA_DIGITS = 9;

/**
 * Puts right the one character of a US routing number that could not be read, or, where the checksum does not hold, the one
 * that is in doubt, if the digit that the checksum then asks for was among the readings. The evidence says `repaired`, so that
 * a person looks.
 */
export function repairRouting(
  meaning: MicrMeaning,
  { text, glyphs }: Pick<MicrLine, 'text' | 'glyphs'>,
): MicrMeaning {
  const { routing } = meaning.parts;
  if (meaning.country !== 'US' || routing?.length !== ABA_DIGITS) return meaning;
  const fails = meaning.evidence.some(({ rule, held }) => rule === 'aba' && !held);
  const repaired = routing.includes('?')
    ? completeByChecksum('aba', routing)
    : fails
      ? withoutDoubt(routing, glyphs.length === text.length ? glyphs.slice(text.indexOf(routing)) : [])
      : undefined;
  if (repaired === undefined) return meaning;
  const others = meaning.evidence.filter(({ rule }) => rule !== 'aba');
  const evidence: Evidence[] = [...others, { rule: 'aba', held: true, repaired: true }];
  return { ...meaning, parts: { ...meaning.parts, routing: repaired }, evidence };
}

function withoutDoubt(routing: string, glyphs: MicrLine['glyphs']): string | undefined {
  const doubtful = [...routing].flatMap((_, at) => ((glyphs[at]?.probability ?? 1) < DOUBTFUL ? [at] : []));
  const [at] = doubtful;
  if (at === undefined || doubtful.length > 1) return undefined;
  const complete = completeByChecksum('aba', `${routing.slice(0, at)}?${routing.slice(at + 1)}`);
  return glyphs[at]?.alternatives.some(({ text }) => text === complete?.[at]) ? complete : undefined;
}
