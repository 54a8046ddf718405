/** The seed of property tests: fixed, so that they are deterministic, unless `PROPERTY_SEED` specifies another one. */
export const PROPERTY_SEED = Number(process.env.PROPERTY_SEED ?? 1);
