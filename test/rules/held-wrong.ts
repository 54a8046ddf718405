/** Entries of the catalogue that we hold to be wrong, each with the evidence. */
export const HELD_WRONG: Readonly<Record<string, string>> = {
  'EC-159': 'AWS documents of NumCacheClusters: "If AutomaticFailoverEnabled is false you can omit this parameter (it will default to 1)", so a size is derivable',
};
