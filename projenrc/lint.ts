import { awscdk, javascript } from 'projen';

/**
 * The rooms of src, lowest first. A room may import the rooms below it; rooms that share a layer do not import one
 * another, but for facts, which may use what is private.
 */
const LAYERS: string[][] = [
  ['private', 'facts'],
  ['acl'],
  ['rules'],
  ['engine', 'schedule'],
  ['network', 'rotation'],
  ['access', 'parameter-group', 'snapshot', 'monitoring'],
  ['connection'],
  ['serverless-cache', 'replication-group', 'memcached-cluster'],
  ['global-datastore'],
];

/** Guidelines that the API does not follow, each with its reason. */
const AWSLINT_EXCEPTIONS: Record<string, string> = {
  'prefer-ref-interface:*':
    'names, engines and users of what is given are asked for, which the references of L1 constructs do not know',
  'construct-ctor-props-optional:cdk-elasticache.ServerlessCache': 'a cache needs a VPC or a public connection type',
  'construct-ctor-props-optional:cdk-elasticache.ReplicationGroupSnapshot': 'a snapshot is taken of something',
  'interface-extends-ref:cdk-elasticache.IReplicationGroupSnapshot':
    'the references to snapshots are newer than the oldest aws-cdk-lib that we support',
  'interface-extends-ref:cdk-elasticache.IServerlessCacheSnapshot':
    'the references to snapshots are newer than the oldest aws-cdk-lib that we support',
  'from-method:cdk-elasticache.ReplicationGroupSnapshot':
    'its imports are called by the resource, fromSnapshotName and fromSnapshotArn',
  'props-physical-name:cdk-elasticache.ParameterGroupProps': 'CloudFormation gives parameter groups their names',
  'props-physical-name:cdk-elasticache.SecondaryReplicationGroupProps':
    'the id of a group is called replicationGroupId, as in CloudFormation',
  'props-physical-name:cdk-elasticache.GlobalReplicationGroupProps':
    'its id is made of a prefix and a suffix, as in CloudFormation',
  'props-physical-name:cdk-elasticache.MemcachedClusterProps':
    'the name of a cluster is called clusterName, as in CloudFormation',
  'props-physical-name:cdk-elasticache.ReplicationGroupProps':
    'ElastiCache calls the name of a replication group its id',
  'from-method:cdk-elasticache.IamUser':
    'its imports are called by the resource, fromUserId and fromUserArn, as those of the other users',
  'no-grants:cdk-elasticache.IamUser.*': 'part of the API that users of the alpha package know',
  'construct-base-is-private:*': 'part of the API that users of the alpha package know',
  'resource-interface:*': 'all kinds of users are users: IUser',
};

/** One zone a room: what it must not import. */
function importZones() {
  return LAYERS.flatMap((layer, height) =>
    layer.map((room) => ({
      target: `./src/${room}`,
      from: [
        ...LAYERS.slice(height + 1).flat(),
        ...(height === 0 ? layer.slice(layer.indexOf(room) + 1) : layer.filter((other) => other !== room)),
      ]
        .map((other) => `./src/${other}`)
        .concat('./src/index.ts'),
      message: 'Imports only go down: compositions, caches, companions, network, engine, rules, acl, facts, private',
    })),
  );
}

/** ESLint: the house's layers, and the CDK's own conventions. */
export function setUpLint(project: awscdk.AwsCdkConstructLibrary) {
  // Editors and ESLint look for the nearest file of this very name.
  new javascript.TypescriptConfig(project, {
    fileName: 'test/tsconfig.json',
    include: ['**/*.ts', '../src/**/*.ts'],
    compilerOptions: { rootDir: '..' },
  }).addExtends(project.tsconfigDev);

  const eslint = project.eslint!;
  project
    .tryFindObjectFile('.eslintrc.json')!
    .addOverride('settings.import/resolver.typescript.project', './tsconfig.dev.json');
  eslint.addPlugins('awscdk');
  eslint.addRules({
    'import/no-restricted-paths': ['error', { zones: importZones() }],
    'import/no-cycle': ['error', { maxDepth: 8 }],
    'max-len': [
      'error',
      {
        code: 120,
        ignoreUrls: true,
        ignoreStrings: true,
        ignoreTemplateLiterals: true,
        ignoreRegExpLiterals: true,
        ignorePattern: '^import ',
      },
    ],
  });
  eslint.addOverride({
    files: ['src/**/*.ts'],
    rules: {
      '@typescript-eslint/no-require-imports': 'off', // what a user may not need is loaded when it is used
      'awscdk/require-props-default-doc': 'error',
      'awscdk/no-mutable-public-property-of-construct': 'error',
      'awscdk/no-mutable-property-of-props-interface': 'error',
      'awscdk/no-construct-in-interface': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Literal[value=/^arn:aws/]',
          message: 'Partitions differ: build ARNs with Stack.formatArn',
        },
      ],
    },
  } as any);
  project.package.file.addOverride('awslint.exclude', [
    ...Object.keys(AWSLINT_EXCEPTIONS),
    '*:aws-cdk-lib*',
    '*:constructs*',
  ]);
  project.addTask('awslint', {
    description: 'Checks the public API against the design guidelines of the AWS CDK',
    exec: 'ts-node -T -P projenrc/tsconfig.json projenrc/tasks/awslint.ts',
  });
  project.postCompileTask.spawn(project.tasks.tryFind('awslint')!);
  project.addTask('actionlint', {
    description: 'Checks the GitHub workflows',
    exec: 'ts-node -T -P projenrc/tsconfig.json projenrc/tasks/actionlint.ts',
  });
}
