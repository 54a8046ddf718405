import { PROPERTIES } from '../../../src/service-data/generated/resource-properties';
import { MISNAMED_PROPERTIES } from '../../../src/service-data/misnamed-properties';

const ENTRIES = Object.entries(MISNAMED_PROPERTIES).flatMap(([type, names]) =>
  Object.entries(names).map(([wrong, right]) => ({ type, wrong, right })),
);

test.each(ENTRIES)('$wrong of $type refers to $right', ({ type, wrong, right }) => {
  const names = Object.keys(PROPERTIES[type]);

  expect(names).toContain(right);
  expect(names.map((name) => name.toLowerCase())).not.toContain(wrong);
  expect(wrong).toBe(wrong.toLowerCase());
});
