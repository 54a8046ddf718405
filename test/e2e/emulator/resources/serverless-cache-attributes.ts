import type { Environment } from './resource-provider';

/** Renders the attributes of a serverless cache. Memcached has no reader endpoint. */
export function renderServerlessCacheAttributes(
  environment: Environment,
  properties: any,
  address: string,
  [writer, reader]: readonly number[],
): Record<string, string> {
  return {
    ARN: formatArn(environment, properties),
    'Endpoint.Address': address,
    'Endpoint.Port': `${writer}`,
    ...(reader === undefined ? {} : { 'ReaderEndpoint.Address': address, 'ReaderEndpoint.Port': `${reader}` }),
    Status: 'available',
    CreateTime: new Date().toISOString(),
    FullEngineVersion: properties.MajorEngineVersion ?? '',
  };
}

/** Renders a serverless cache as DescribeServerlessCaches returns it. */
export function describeServerlessCache(
  environment: Environment,
  properties: any,
  address: string,
  ports: readonly number[],
): object {
  const { ServerlessCacheName, Engine, MajorEngineVersion, UserGroupId } = properties;
  const [Endpoint, ReaderEndpoint] = ports.map((Port) => ({ Address: address, Port }));
  return {
    ServerlessCacheName,
    Status: 'available',
    ARN: formatArn(environment, properties),
    Engine,
    MajorEngineVersion,
    UserGroupId,
    Endpoint,
    ReaderEndpoint,
  };
}

function formatArn({ region, account }: Environment, { ServerlessCacheName }: any): string {
  return `arn:aws:elasticache:${region}:${account}:serverlesscache:${ServerlessCacheName}`;
}
