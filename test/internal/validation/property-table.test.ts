import type { PropertyTable } from '../../../src/validation/property-table';
import { getPropNames, getPropertyValues } from '../../../src/validation/property-table';

interface L1Props {
  readonly multiAzEnabled?: boolean;
  readonly cacheUsageLimits?: object;
}

interface Props {
  readonly multiAz?: boolean;
  readonly limits?: { readonly minimum?: number };
}

test('returns the values and the L2 props of a table', () => {
  const table: PropertyTable<L1Props, Props> = {
    multiAzEnabled: ['multiAz', true],
    cacheUsageLimits: ['limits', { minimum: 1 }, { minimum: 'limits.minimum' }],
  };

  expect(getPropertyValues(table)).toEqual({ multiAzEnabled: true, cacheUsageLimits: { minimum: 1 } });
  expect(getPropNames(table)).toEqual({
    multiAzEnabled: 'multiAz',
    cacheUsageLimits: 'limits',
    'cacheUsageLimits.minimum': 'limits.minimum',
  });
});

test('does not compile without an existing prop, or with an unknown L1 property', () => {
  const tables: PropertyTable<L1Props, Props>[] = [
    // @ts-expect-error a value without a prop
    { multiAzEnabled: true },
    // @ts-expect-error a prop that the construct does not have
    { multiAzEnabled: ['zones', true] },
    // @ts-expect-error a property that the L1 construct does not have
    { multiAzs: ['multiAz', true] },
  ];

  expect(tables).toHaveLength(3);
});
