import type { Place } from './resource-provider';

/** The attributes of a serverless cache in a template; Memcached has no endpoint to read from. */
export function serverlessAttributes(
  place: Place,
  properties: any,
  address: string,
  [writer, reader]: readonly number[],
): Record<string, string> {
  return {
    ARN: arnOf(place, properties),
    'Endpoint.Address': address,
    'Endpoint.Port': `${writer}`,
    ...(reader === undefined ? {} : { 'ReaderEndpoint.Address': address, 'ReaderEndpoint.Port': `${reader}` }),
    Status: 'available',
    CreateTime: new Date().toISOString(),
    FullEngineVersion: properties.MajorEngineVersion ?? '',
  };
}

/** A serverless cache as the API tells it. */
export function serverlessDescription(
  place: Place,
  properties: any,
  address: string,
  ports: readonly number[],
): object {
  const { ServerlessCacheName, Engine, MajorEngineVersion, UserGroupId } = properties;
  const [Endpoint, ReaderEndpoint] = ports.map((Port) => ({ Address: address, Port }));
  return {
    ServerlessCacheName,
    Status: 'available',
    ARN: arnOf(place, properties),
    Engine,
    MajorEngineVersion,
    UserGroupId,
    Endpoint,
    ReaderEndpoint,
  };
}

function arnOf({ region, account }: Place, { ServerlessCacheName }: any): string {
  return `arn:aws:elasticache:${region}:${account}:serverlesscache:${ServerlessCacheName}`;
}
