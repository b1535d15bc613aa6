import { type Box, holdsCentre, unionBoxes } from '../document/geometry.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';

/** Where ink that lies in a box of the source page lies on the prepared one. */
export function preparedBox(
  box: Box,
  { components, toSource }: Pick<PreparedPage, 'components' | 'toSource'>,
): Box | undefined {
  const inside = components.filter((component) => holdsCentre(box, toSource(component.box)));
  return inside.length === 0 ? undefined : unionBoxes(inside.map((component) => component.box));
}
