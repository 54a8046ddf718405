import { randomBytes } from 'node:crypto';
import type { Made, Place, Provider } from './resource-provider';
import { schemaOf } from './resource-schema';

/** A type of which only the record is kept: its properties were checked, its attributes are made up. */
export function recorded(type: string): Provider {
  const made = (physicalId: string): Made => ({
    physicalId,
    attributes: Object.fromEntries(
      Object.keys(schemaOf(type).attributes).map((name) => [
        name,
        /Arn$/i.test(name) ? `arn:aws:${physicalId}` : physicalId,
      ]),
    ),
  });
  return {
    create: async (_place: Place, _properties: any, logicalId: string) =>
      made(`${logicalId}-${randomBytes(6).toString('hex')}`),
    update: async (_place, physicalId) => made(physicalId),
    delete: async () => undefined,
  };
}
