import type opentype from 'opentype.js';

/** A path as SVG has it. opentype.js's own way remembers every number it ever rounded, and comes to a stop after some pages. */
export function pathData({ commands }: Pick<opentype.Path, 'commands'>): string {
  const at = (...numbers: readonly number[]) => numbers.map((number) => number.toFixed(1)).join(' ');
  return commands
    .map((command) => {
      switch (command.type) {
        case 'C':
          return `C${at(command.x1, command.y1, command.x2, command.y2, command.x, command.y)}`;
        case 'Q':
          return `Q${at(command.x1, command.y1, command.x, command.y)}`;
        case 'Z':
          return 'Z';
        default:
          return `${command.type}${at(command.x, command.y)}`;
      }
    })
    .join('');
}
