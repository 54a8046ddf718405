import { randomBytes } from 'node:crypto';
import type { ProvisionedResource, Environment, ResourceProvider } from './resource-provider';
import { getSchema } from './resource-schema';

/** Provides a resource type that is not emulated: properties are validated, and attributes are generated. */
export function createStubProvider(type: string): ResourceProvider {
  const renderResource = (physicalId: string): ProvisionedResource => ({
    physicalId,
    attributes: Object.fromEntries(
      Object.keys(getSchema(type).attributes).map((name) => [
        name,
        /Arn$/i.test(name) ? `arn:aws:${physicalId}` : physicalId,
      ]),
    ),
  });
  return {
    create: async (_environment: Environment, _properties: any, logicalId: string) =>
      renderResource(`${logicalId}-${randomBytes(6).toString('hex')}`),
    update: async (_environment, physicalId) => renderResource(physicalId),
    delete: async () => undefined,
  };
}
