import { app } from './app';

/* Synthesises the app and tells from its template what was made: all that is printed was read from the template. */

type Resources = Record<string, { Type: string; Properties: any }>;

const assembly = app().synth();
const stack = assembly.getStackByName('Quickstart');
const resources: Resources = stack.template.Resources;

const ofType = (type: string) => Object.entries(resources).filter(([, resource]) => resource.Type === type);
const referenced = (value: any): string => value?.Ref ?? value?.['Fn::GetAtt']?.[0] ?? JSON.stringify(value);

const counts = new Map<string, number>();
for (const { Type } of Object.values(resources)) {
  counts.set(Type, (counts.get(Type) ?? 0) + 1);
}
console.log(`\n${stack.stackName}: ${Object.keys(resources).length} resources`);
for (const [type, count] of [...counts].sort()) {
  console.log(`  ${String(count).padStart(3)}  ${type}`);
}

for (const [id, { Properties: cache }] of ofType('AWS::ElastiCache::ServerlessCache')) {
  console.log(`\nCache ${cache.ServerlessCacheName}`);
  console.log(`  engine       ${cache.Engine} ${cache.MajorEngineVersion}`);
  console.log(`  endpoint     ${id}.Endpoint.Address, which AWS gives at deployment; it is the output CacheEndpoint`);
  console.log(`  ports        ${openPorts(cache.SecurityGroupIds.map(referenced))}`);
  console.log('  who may connect');
  for (const source of sources(cache.SecurityGroupIds.map(referenced))) {
    console.log(`    over the network: ${source}`);
  }
  for (const [role, target] of connectGrants()) {
    console.log(`    by IAM:           ${role} on ${target}`);
  }
}
console.log(`\nThe template: ${stack.templateFullPath}`);

function rules(groups: string[]) {
  return ofType('AWS::EC2::SecurityGroupIngress')
    .map(([, { Properties }]) => Properties)
    .filter((rule) => groups.includes(referenced(rule.GroupId)));
}

function openPorts(groups: string[]): string {
  return [
    ...new Set(
      rules(groups).map((rule) => `${rule.FromPort} (reads and writes), ${rule.ToPort} (reads from replicas)`),
    ),
  ].join('; ');
}

function sources(groups: string[]): string[] {
  return rules(groups).map(
    (rule) => `${owner(referenced(rule.SourceSecurityGroupId))}, through ${referenced(rule.SourceSecurityGroupId)}`,
  );
}

/** The function that has the security group. */
function owner(group: string): string {
  return (
    ofType('AWS::Lambda::Function').find(([, { Properties }]) =>
      Properties.VpcConfig?.SecurityGroupIds.map(referenced).includes(group),
    )?.[0] ?? group
  );
}

function connectGrants(): string[][] {
  return ofType('AWS::IAM::Policy').flatMap(([, { Properties }]) =>
    Properties.PolicyDocument.Statement.filter((statement: any) =>
      [statement.Action].flat().includes('elasticache:Connect'),
    ).flatMap((statement: any) =>
      [statement.Resource]
        .flat()
        .map((resource: any) => [Properties.Roles.map(referenced).join(', '), referenced(resource)]),
    ),
  );
}
