import type opentype from 'opentype.js';
import type { Random } from '../../local/seeded-random.ts';

/** How far to the right and down a point is moved. */
export type Wave = (x: number, y: number) => readonly [number, number];

/** A smooth displacement in both directions, so that no letter is drawn twice alike. */
export function wavesOf(
  { waver, height }: { readonly waver: number; readonly height: number },
  random: Random,
): Wave {
  const waves = Array.from({ length: 5 }, () => ({
    across: random.between(0.6, 4) / height,
    down: random.between(0.6, 4) / height,
    phase: random.between(0, 2 * Math.PI),
    right: random.between(-1, 1) * waver * height,
    up: random.between(-1, 1) * waver * height,
  }));
  return (x, y) => {
    let [dx, dy] = [0, 0];
    for (const { across, down, phase, right, up } of waves) {
      const swing = Math.sin(across * x + down * y + phase);
      dx += right * swing;
      dy += up * swing;
    }
    return [dx, dy];
  };
}

/** A command of a path with its points where `to` says. */
export function mapPoints(
  command: opentype.PathCommand,
  to: (x: number, y: number) => readonly [number, number],
): opentype.PathCommand {
  if (command.type === 'Z') return command;
  const [x, y] = to(command.x, command.y);
  if (command.type === 'M' || command.type === 'L') return { ...command, x, y };
  const [x1, y1] = to(command.x1, command.y1);
  if (command.type === 'Q') return { ...command, x, y, x1, y1 };
  const [x2, y2] = to(command.x2, command.y2);
  return { ...command, x, y, x1, y1, x2, y2 };
}

/** A command of a path with its points moved by a wave. */
export function bend(command: opentype.PathCommand, wave: Wave): opentype.PathCommand {
  return mapPoints(command, (x, y) => {
    const [dx, dy] = wave(x, y);
    return [x + dx, y + dy];
  });
}
