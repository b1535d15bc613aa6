import type { Random } from '../../../local/seeded-random.ts';

/** One to four changes of a file: bits flipped, bytes set, left out, put in or copied, the end cut off. */
export function mutate(valid: Uint8Array, random: Random): Uint8Array {
  let bytes = Buffer.from(valid);
  const changes = 1 + random.below(4);
  for (let change = 0; change < changes && bytes.length > 0; change++) {
    const at = random.below(bytes.length);
    const length = Math.min(1 + random.below(8), bytes.length - at);
    const some = Buffer.from(Array.from({ length }, () => interesting(random)));
    switch (random.below(6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
        break;
      case 1:
        some.copy(bytes, at);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), some, bytes.subarray(at)]);
        break;
      case 4:
        bytes.copy(bytes, random.below(bytes.length), at, at + random.below(bytes.length - at) + 1);
        break;
      default:
        bytes = bytes.subarray(0, at);
    }
  }
  return bytes;
}

/** Values on which counts and signs turn come more often. */
function interesting(random: Random): number {
  return random.next() < 0.4 ? ([0, 1, 0x7f, 0x80, 0xff][random.below(5)] ?? 0) : random.below(256);
}
