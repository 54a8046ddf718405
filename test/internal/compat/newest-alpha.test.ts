import { join } from 'node:path';
import { ALPHA_EXCEPTIONS, compareApis } from './api-comparison';
import { Assembly } from './assembly';
import { findNewestAlpha } from './install-alpha';
import { describePrograms } from '../../public/compat/program-comparison';
import type { Library } from '../../public/compat/programs';
import { NEWEST_PROGRAMS, PROGRAMS } from '../../public/compat/programs';

const ROOT = join(__dirname, '..', '..', '..');

describePrograms(jest.requireActual<Library>(findNewestAlpha()), { ...PROGRAMS, ...NEWEST_PROGRAMS });

test('has every public type, member, parameter, and prop of the newest alpha package', () => {
  const [newestAlpha, ours, awsCdkLib] = [findNewestAlpha(), ROOT, join(ROOT, 'node_modules', 'aws-cdk-lib')].map(
    (folder) => Assembly.read(folder),
  );
  const comparisons = compareApis(newestAlpha, ours, awsCdkLib);

  expect(newestAlpha.types).toHaveLength(26);
  expect(comparisons.length).toBeGreaterThan(200);
  expect(comparisons.filter(({ member, difference }) => difference && !(member in ALPHA_EXCEPTIONS))).toEqual([]);
});
