import { type Box, unionBoxes } from '../document/geometry.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';

/** Where ink that lies in a box of the source page lies on the prepared one. */
export function preparedBox(
  box: Box,
  { components, toSource }: Pick<PreparedPage, 'components' | 'toSource'>,
): Box | undefined {
  const inside = components.filter((component) => {
    const own = toSource(component.box);
    const x = own.x + own.width / 2;
    const y = own.y + own.height / 2;
    return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
  });
  return inside.length === 0 ? undefined : unionBoxes(inside.map((component) => component.box));
}
