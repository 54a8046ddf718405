/**
 * The entries of the catalogue whose examples cannot be told apart by their properties alone: what looks at them all
 * the same, where the template or the construct tells enough, or why synthesis cannot know.
 */
export const ENVIRONMENT_CASES: Readonly<
  Record<string, { readonly rules?: readonly string[]; readonly beyond?: string }>
> = {
  'EC-036': { rules: ['ServerlessCache.SubnetsInDifferentZones'] },
  'EC-040': { rules: ['ServerlessCache.SubnetsHaveAddresses'] },
  'EC-041': { rules: ['ServerlessCache.SubnetsHaveAddresses'] },
  'EC-047': {
    rules: ['ServerlessCache.SnapshotNotTiered'],
    beyond: 'the nodes of a snapshot that was taken elsewhere: neither its name nor its ARN tells them',
  },
  'EC-049': {
    rules: ['ServerlessCache.KeySymmetric', 'ServerlessCache.KeyForm'],
    beyond: 'the spec of a key that was made elsewhere: its ARN does not tell it',
  },
  ...Object.fromEntries(
    ['EC-145', 'EC-147', 'EC-148'].map((id) => [
      id,
      { rules: ['ServerlessCache.AccessStringsFit', 'ReplicationGroup.AccessStringsFit'] },
    ]),
  ),
  'EC-200': {
    beyond:
      'the zones of the subnets, which templates mostly take from Fn::GetAZs; constructs compare where they are known',
  },
  'EC-241': { rules: ['ReplicationGroup.KeyInRegion'] },
  'EC-250': {
    rules: ['ReplicationGroup.TieredSnapshotNeedsTier'],
    beyond: 'the nodes of a snapshot that was taken elsewhere: its name does not tell them',
  },
  'EC-318': {
    rules: ['ReplicationGroup.TopicInAccount'],
    beyond: 'the account, in a stack of no particular one, and for a template by itself',
  },
  'EC-363': {
    beyond:
      'the zones of the subnets, which templates mostly take from Fn::GetAZs; constructs compare where they are known',
  },
  'EC-453': { beyond: 'how CloudFormation divides a change of parameters into requests: that is its own matter' },
  'EC-463': { rules: ['SubnetGroup.SubnetsInOneVpc'] },
  'EC-464': { rules: ['SubnetGroup.SubnetsOfOneKind'] },
  'EC-479': { beyond: 'whether a group exists already when it becomes a member' },
  'EC-483': { beyond: 'the zones of subnets that stand elsewhere' },
  'EC-499': { rules: ['ServerlessCacheSnapshot.SnapshotsPerDay'] },
  'EC-503': { rules: ['ReplicationGroup.LogDestinationInRegion'] },
  'EC-522': { beyond: 'how many addresses of a subnet are free' },
  'EC-523': { beyond: 'what the role may do that deploys' },
};
