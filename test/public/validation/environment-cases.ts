interface EnvironmentCase {
  /** The rules that detect the problem if the template or the construct contains enough information. */
  readonly rules?: readonly string[];
  /** What synthesis cannot know. */
  readonly unknown?: string;
}

const ZONES_OF_SUBNETS =
  'the zones of the subnets, which templates usually take from Fn::GetAZs; constructs compare zones that are resolved';

const ACCESS_STRING_RULES = ['ServerlessCache.AccessStringUnsupported', 'ReplicationGroup.AccessStringUnsupported'];

/** Cases whose examples differ in more than their properties: the rules that detect them, or why none can. */
export const ENVIRONMENT_CASES: Readonly<Record<string, EnvironmentCase>> = {
  'EC-036': { rules: ['ServerlessCache.SubnetsInSameZone'] },
  'EC-040': { rules: ['ServerlessCache.SubnetsLackAddresses'] },
  'EC-041': { rules: ['ServerlessCache.SubnetsLackAddresses'] },
  'EC-047': {
    rules: ['ServerlessCache.SnapshotRequiresDataTiering'],
    unknown: 'the nodes of a snapshot that was taken elsewhere: neither its name nor its ARN contains them',
  },
  'EC-049': {
    rules: ['ServerlessCache.KeyAsymmetric', 'ServerlessCache.KeyInvalid'],
    unknown: 'the key spec of a key that was created elsewhere: its ARN does not contain it',
  },
  'EC-145': { rules: ACCESS_STRING_RULES },
  'EC-147': { rules: ACCESS_STRING_RULES },
  'EC-148': { rules: ACCESS_STRING_RULES },
  'EC-200': { unknown: ZONES_OF_SUBNETS },
  'EC-241': { rules: ['ReplicationGroup.KeyUnsupportedInRegion'] },
  'EC-250': {
    rules: ['ReplicationGroup.SnapshotRequiresDataTiering'],
    unknown: 'the nodes of a snapshot that was taken elsewhere: its name does not contain them',
  },
  'EC-318': {
    rules: ['ReplicationGroup.TopicInOtherAccount'],
    unknown: 'the account of an environment-agnostic stack, and of a template without its stack',
  },
  'EC-363': { unknown: ZONES_OF_SUBNETS },
  'EC-453': { unknown: 'how CloudFormation divides a change of parameters into requests' },
  'EC-463': { rules: ['SubnetGroup.SubnetsInSeveralVpcs'] },
  'EC-464': { rules: ['SubnetGroup.LocalZonesMixed'] },
  'EC-479': { unknown: 'whether a group already exists when it joins the global datastore' },
  'EC-483': { unknown: 'the zones of subnets that are defined elsewhere' },
  'EC-499': { rules: ['ServerlessCacheSnapshot.TooManySnapshots'] },
  'EC-503': { rules: ['ReplicationGroup.FirehoseUnsupportedInRegion'] },
  'EC-522': { unknown: 'the number of available addresses in a subnet' },
  'EC-523': { unknown: 'the permissions of the deployment role' },
};
