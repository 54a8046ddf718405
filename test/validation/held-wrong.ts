/** Entries of the catalogue that we hold to be wrong, or that no template can decide, each with the evidence. */
export const HELD_WRONG: Readonly<Record<string, string>> = {
  'EC-159':
    'AWS documents of NumCacheClusters: "If AutomaticFailoverEnabled is false you can omit this parameter (it will default to 1)", so a size is derivable',
  'EC-109':
    'the id of a user that stands elsewhere does not tell its name: app may be the id of a user named default, so its group is advised to tell it, not refused',
};
