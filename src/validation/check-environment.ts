import { formatValue } from './rule-builders';
import { findClosest } from '../private/text';
import { REGION_PATTERN, REGIONS } from '../service-data/regions';

/**
 * Returns the errors in a Region and an account, because rules that depend on a misspelled one have no effect. The
 * errors begin with the name of the value. Other names in the format of Regions can be newer than the library.
 */
export function checkEnvironment(region: string | undefined, account: string | undefined): string[] {
  const errors: string[] = [];
  if (region !== undefined && !REGION_PATTERN.test(region)) {
    const suggestion = findClosest(region, REGIONS) ?? 'a name such as eu-west-1';
    errors.push(`region must be the name of a Region, but got ${formatValue(region)}. Use ${suggestion}.`);
  }
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    errors.push(`account must be an account id of 12 digits, but got ${formatValue(account)}. Correct the id.`);
  }
  return errors;
}
