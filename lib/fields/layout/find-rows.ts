import { gapX, unionBoxes } from '../../document/geometry.ts';
import { type ChequeMarks, isAbreast, type PlacedLine } from './cheque-look.ts';

/** Lines abreast, this near in heights of the taller one and this alike in height, are one row: a hand leaves wide gaps. */
const MOST_GAP = 1.6;
const MOST_UNLIKE = 2.5;

/**
 * Text lines with those abreast of them that no standing rule parts from them, from left to right. What is stamped runs
 * across the rules that were printed before: `across`.
 */
export function findRows(
  { lines, rules }: Pick<ChequeMarks, 'lines' | 'rules'>,
  { across = false }: { readonly across?: boolean } = {},
): PlacedLine[] {
  const standing = rules.flatMap(({ direction, box }) => (direction === 'standing' && !across ? [box] : []));
  const rows: PlacedLine[] = [];
  for (const line of [...lines].sort((a, b) => a.box.x - b.box.x)) {
    const at = rows.findIndex((row) => {
      const tall = Math.max(row.height, line.height);
      if (tall > MOST_UNLIKE * Math.min(row.height, line.height)) return false;
      if (!isAbreast(row.box, line.box) || gapX(row.box, line.box) > MOST_GAP * tall) return false;
      const from = row.box.x + row.box.width;
      return !standing.some(
        (side) => side.x >= from - tall / 4 && side.x <= line.box.x + tall / 4 && isAbreast(side, line.box),
      );
    });
    if (at < 0) rows.push(line);
    else rows[at] = joined(rows[at]!, line);
  }
  return rows;
}

/** A row parted where standing rules run through it, from left to right: by the walls of a box that text runs into. */
export function partsBetweenWalls(row: PlacedLine, { rules }: Pick<ChequeMarks, 'rules'>): PlacedLine[] {
  const { box, height } = row;
  const walls = rules
    .flatMap((rule) => (rule.direction === 'standing' && isAbreast(rule.box, box) ? [rule.box.x] : []))
    .filter((x) => x > box.x + height / 2 && x < box.x + box.width - height / 2)
    .sort((a, b) => a - b);
  if (walls.length === 0) return [row];
  return [...walls, Number.POSITIVE_INFINITY].flatMap((to, i): PlacedLine[] => {
    const from = walls[i - 1] ?? Number.NEGATIVE_INFINITY;
    const pieces = row.pieces.filter((piece) => {
      const middle = piece.box.x + piece.box.width / 2;
      return middle >= from && middle < to;
    });
    return pieces.length === 0
      ? []
      : [{ box: unionBoxes(pieces.map((piece) => piece.box)), height: heightOf(pieces, height), pieces }];
  });
}

/** No more than the row's: it may have been that of the writing on the other side. */
function heightOf(pieces: PlacedLine['pieces'], most: number): number {
  const heights = pieces.map(({ box }) => box.height).sort((a, b) => a - b);
  return Math.min(most, heights[Math.floor((heights.length - 1) * 0.75)]!);
}

function joined(row: PlacedLine, line: PlacedLine): PlacedLine {
  const wider = row.box.width >= line.box.width ? row : line;
  return {
    box: unionBoxes([row.box, line.box]),
    height: wider.height,
    pieces: [...row.pieces, ...line.pieces].sort((a, b) => a.box.x - b.box.x),
  };
}
