/** Countries whose cheques Digitlift knows, by ISO 3166-1. */
export const COUNTRIES = ['US', 'CA', 'GB', 'IN', 'FR', 'BR'] as const;

export type Country = (typeof COUNTRIES)[number];

/** Whether `text` names a country whose cheques Digitlift knows. */
export function isCountry(text: string): text is Country {
  return COUNTRIES.some((country) => country === text);
}
