/** Entries of the catalogue that we hold to be wrong, each with the evidence. */
export const HELD_WRONG: Readonly<Record<string, string>> = {};
