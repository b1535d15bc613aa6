import { type Box, centreY, holdsCentre, isMostlyIn, overlapX, unionBoxes } from '../../document/geometry.ts';
import { type ChequeLook, isAbreast } from './cheque-look.ts';

/** Amounts in words stand in the middle of a cheque, and take a good part of its width. */
const LEAST_Y = 0.15;
const MOST_Y = 0.72;
const LEAST_WIDTH = 0.3;
/** Rows of writing are no lower than this share of the cheque, some three millimetres, and no higher than that; from the rule that it stands on, what hangs below it. */
const LEAST_ROW = 0.04;
const ROW = 0.16;
const BELOW = 0.3;
/** Writing begins and ends beside its rule by as much of the cheque's width. */
const BESIDE = 0.02;
/** Words are no further apart, in heights of their line. */
const MOST_GAP = 2.5;
/** Rules of one row lie within this share of the cheque's height. */
const SAME_RULE = 0.02;

/** Places of rows of writing that may be the amount in words, from the top down: above long rules, and else where lines stand abreast. */
export function findWords(look: ChequeLook, most: number): Box[] {
  const { frame } = look;
  const inMiddle = (y: number) =>
    y >= frame.y + LEAST_Y * frame.height && y <= frame.y + MOST_Y * frame.height;
  const rules = look.rules
    .flatMap(({ direction, box }) => (direction === 'lying' && inMiddle(box.y) ? [box] : []))
    .sort((a, b) => a.y - b.y);
  const long = joinedRules(rules, SAME_RULE * frame.height).filter(
    ({ width }) => width >= LEAST_WIDTH * frame.width,
  );
  const onRules = long.map((rule, i): Box => {
    const above = long
      .slice(0, i)
      .filter((other) => overlapX(other, rule) >= 0.5 * Math.min(other.width, rule.width));
    const from = Math.max(rule.y - ROW * frame.height, ...above.map(({ y, height }) => y + height));
    const beside = BESIDE * frame.width;
    const row = {
      x: rule.x - beside,
      y: from,
      width: rule.width + 2 * beside,
      height: (rule.y - from) * (1 + BELOW),
    };
    return reachingLeft(row, look);
  });
  const free = abreast(look).filter(
    (box) =>
      inMiddle(centreY(box)) &&
      box.width >= LEAST_WIDTH * frame.width &&
      box.height <= ROW * frame.height &&
      !onRules.some((row) => isMostlyIn(box, row) || holdsCentre(row, box)),
  );
  return [...onRules, ...free]
    .filter(({ height }) => height >= LEAST_ROW * frame.height)
    .sort((a, b) => a.y - b.y)
    .slice(0, most);
}

/** The row with the writing that goes on to its left, as of a faint rule the beginning is not always found. */
function reachingLeft(row: Box, { lines }: ChequeLook): Box {
  const right = row.x + row.width;
  const inRow = lines
    .filter(({ box }) => centreY(box) >= row.y && centreY(box) < row.y + row.height && box.x < row.x)
    .sort((a, b) => b.box.x + b.box.width - a.box.x - a.box.width);
  let left = row.x;
  for (const { box, height } of inRow) {
    if (box.x + box.width >= left - MOST_GAP * height) left = Math.min(left, box.x);
  }
  return { ...row, x: left, width: right - left };
}

/** Rules side by side at one height as one: a dotted one is often found in parts. */
function joinedRules(rules: readonly Box[], slack: number): Box[] {
  const joined: Box[] = [];
  for (const rule of rules) {
    const at = joined.findIndex((other) => Math.abs(other.y - rule.y) <= slack);
    if (at < 0) joined.push(rule);
    else joined[at] = unionBoxes([joined[at]!, rule]);
  }
  return joined;
}

/** Lines beside each other, however far apart. */
function abreast({ lines }: ChequeLook): Box[] {
  const rows: Box[] = [];
  for (const { box } of lines) {
    const at = rows.findIndex((row) => isAbreast(row, box));
    if (at < 0) rows.push(box);
    else rows[at] = unionBoxes([rows[at]!, box]);
  }
  return rows;
}
