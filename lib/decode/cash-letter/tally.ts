/** What was counted between a header and its control record. */
export interface Tally {
  items: number;
  amount: bigint;
  /** Amounts of the checks whose MICR line was read well, by the file's own word. */
  micrValid: bigint;
  images: number;
  /** The same of credits, which some controls count and some do not. */
  credits: number;
  creditAmount: bigint;
  creditImages: number;
}

export function emptyTally(): Tally {
  return {
    items: 0,
    amount: 0n,
    micrValid: 0n,
    images: 0,
    credits: 0,
    creditAmount: 0n,
    creditImages: 0,
  };
}

/** Adds what a part holds to what the whole holds. */
export function addTally(whole: Tally, part: Tally): void {
  whole.items += part.items;
  whole.amount += part.amount;
  whole.micrValid += part.micrValid;
  whole.images += part.images;
  whole.credits += part.credits;
  whole.creditAmount += part.creditAmount;
  whole.creditImages += part.creditImages;
}
