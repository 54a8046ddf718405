import type { Stack } from 'aws-cdk-lib/core';
import type { Place } from './properties';
import { isKnown } from '../private/tokens';

/** Where the resources of a stack will be, as far as the stack tells. */
export function placeOf({ account, region }: Stack): Place {
  return { account: isKnown(account) ? account : undefined, region: isKnown(region) ? region : undefined };
}
