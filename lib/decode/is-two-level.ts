/** Whether grey `data` holds at most two different values: a bitonal scan, however it was stored. */
export function isTwoLevel(data: Uint8Array): boolean {
  const first = data[0];
  let second = first;
  for (const value of data) {
    if (value === first || value === second) continue;
    if (second !== first) return false;
    second = value;
  }
  return true;
}
