/**
 * Labels that say other than their picture, by set and file: found where the reader was sure and wrong, then looked at by
 * eye. Of the parts for training and validation alone: test labels are never touched. docs/accuracy.md lists them.
 */
const SEEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'orand-car-a': {
    'a_car_000977.jpg': '19620',
    'a_car_001163.jpg': '5965',
    'a_car_001165.jpg': '15371',
    'a_car_001167.jpg': '109',
  },
  'register-rows': {
    // A page whose labels are one row off.
    'validation_died_K2711_0003a-DM_row_id_0.Jpg': '32',
    'validation_died_K2711_0003a-DM_row_id_1.Jpg': '33',
    'validation_died_K2711_0003a-DM_row_id_2.Jpg': '34',
  },
};

/**
 * What stands in a picture whose label is known to be wrong, else the label. For calibration, which a few confident wrong
 * labels would spoil; figures are always counted by the labels as they are.
 */
export function seenText(set: string, file: string, label: string): string {
  return SEEN[set]?.[file.slice(file.lastIndexOf('/') + 1)] ?? label;
}
