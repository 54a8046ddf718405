import { app } from './app';

/* Synthesizes the app and prints its resources. All output comes from the template. */

type Resources = Record<string, { Type: string; Properties: any }>;

const assembly = app().synth();
const stack = assembly.getStackByName('Quickstart');
const resources: Resources = stack.template.Resources;

const findResources = (type: string) => Object.entries(resources).filter(([, resource]) => resource.Type === type);
const getLogicalId = (value: any): string => value?.Ref ?? value?.['Fn::GetAtt']?.[0] ?? JSON.stringify(value);

const counts = new Map<string, number>();
for (const { Type } of Object.values(resources)) {
  counts.set(Type, (counts.get(Type) ?? 0) + 1);
}
console.log(`\n${stack.stackName}: ${Object.keys(resources).length} resources`);
for (const [type, count] of [...counts].sort()) {
  console.log(`  ${String(count).padStart(3)}  ${type}`);
}

for (const [id, { Properties: cache }] of findResources('AWS::ElastiCache::ServerlessCache')) {
  console.log(`\nCache ${cache.ServerlessCacheName}`);
  console.log(`  engine       ${cache.Engine} ${cache.MajorEngineVersion}`);
  console.log(`  endpoint     ${id}.Endpoint.Address, which AWS gives at deployment; it is the output CacheEndpoint`);
  console.log(`  ports        ${formatPorts(cache.SecurityGroupIds.map(getLogicalId))}`);
  console.log('  who may connect');
  for (const source of formatSources(cache.SecurityGroupIds.map(getLogicalId))) {
    console.log(`    over the network: ${source}`);
  }
  for (const [role, target] of findConnectGrants()) {
    console.log(`    by IAM:           ${role} on ${target}`);
  }
}
console.log(`\nThe template: ${stack.templateFullPath}`);

function findIngressRules(groups: string[]) {
  return findResources('AWS::EC2::SecurityGroupIngress')
    .map(([, { Properties }]) => Properties)
    .filter((rule) => groups.includes(getLogicalId(rule.GroupId)));
}

function formatPorts(groups: string[]): string {
  return [
    ...new Set(
      findIngressRules(groups).map(
        (rule) => `${rule.FromPort} (reads and writes), ${rule.ToPort} (reads from replicas)`,
      ),
    ),
  ].join('; ');
}

function formatSources(groups: string[]): string[] {
  return findIngressRules(groups).map(
    (rule) =>
      `${findFunction(getLogicalId(rule.SourceSecurityGroupId))}, through ${getLogicalId(rule.SourceSecurityGroupId)}`,
  );
}

/** Finds the function with the security group. */
function findFunction(group: string): string {
  return (
    findResources('AWS::Lambda::Function').find(([, { Properties }]) =>
      Properties.VpcConfig?.SecurityGroupIds.map(getLogicalId).includes(group),
    )?.[0] ?? group
  );
}

function findConnectGrants(): string[][] {
  return findResources('AWS::IAM::Policy').flatMap(([, { Properties }]) =>
    Properties.PolicyDocument.Statement.filter((statement: any) =>
      [statement.Action].flat().includes('elasticache:Connect'),
    ).flatMap((statement: any) =>
      [statement.Resource]
        .flat()
        .map((resource: any) => [Properties.Roles.map(getLogicalId).join(', '), getLogicalId(resource)]),
    ),
  );
}
