import { type Box, overlapArea } from '../../document/geometry.ts';
import type { FoundZone } from './cheque-look.ts';

/** Two zones that share so much of what both cover are one. */
const SAME = 0.93;

/** The `most` zones of the highest scores, the highest first; of zones that are nearly the same only the best. */
export function bestApart(zones: readonly FoundZone[], most: number): FoundZone[] {
  const best: FoundZone[] = [];
  for (const zone of [...zones].sort((a, b) => b.score - a.score)) {
    if (zone.box.width < 1 || zone.box.height < 1) continue;
    if (best.length === most) break;
    if (best.every((other) => !isSame(zone.box, other.box))) best.push(zone);
  }
  return best;
}

function isSame(a: Box, b: Box): boolean {
  const shared = overlapArea(a, b);
  return shared >= SAME * (a.width * a.height + b.width * b.height - shared);
}
