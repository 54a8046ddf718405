import { join } from 'node:path';
import { findPinnedAlpha } from './install-alpha';
import { ALPHA_EXCEPTIONS, compareApis } from '../../public/compat/api-comparison';
import { describeApps } from '../../public/compat/app-comparison';
import { Assembly } from '../../public/compat/assembly';
import { describePrograms } from '../../public/compat/program-comparison';
import type { Library } from '../../public/compat/programs';
import { PINNED_ALPHA_PROGRAMS, PROGRAMS } from '../../public/compat/programs';

const ROOT = join(__dirname, '..', '..', '..');

const alpha = jest.requireActual<Library>(findPinnedAlpha());

describePrograms(alpha, { ...PROGRAMS, ...PINNED_ALPHA_PROGRAMS });

describeApps(alpha);

test('has every public type, member, parameter, and prop of the pinned alpha package', () => {
  const [pinnedAlpha, ours, awsCdkLib] = [findPinnedAlpha(), ROOT, join(ROOT, 'node_modules', 'aws-cdk-lib')].map(
    (folder) => Assembly.read(folder),
  );
  const comparisons = compareApis(pinnedAlpha, ours, awsCdkLib);

  expect(pinnedAlpha.types).toHaveLength(26);
  expect(comparisons.length).toBeGreaterThan(200);
  expect(comparisons.filter(({ member, difference }) => difference && !(member in ALPHA_EXCEPTIONS))).toEqual([]);
});
