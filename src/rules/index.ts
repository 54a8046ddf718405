import type { IConstruct } from 'constructs';
import { failAt } from '../private/errors';

export function checkProperties(
  scope: IConstruct, _type: string, _properties: object, told: { names: Record<string, string>; faults?: string[]; annotate?: string[] },
): void {
  if (told.faults?.length) { failAt(scope, told.faults); }
}
