import { awscdk, javascript } from 'projen';
import { RUN_SCRIPT } from './run-script';

/**
 * The modules of src, lowest first: a module imports only from modules above it in this list.
 */
const MODULES = [
  // Helpers and data
  'private',
  'service-data',
  // Validation
  'template',
  'acl',
  'validation',
  // The command, which runs without aws-cdk-lib
  'command',
  // Values
  'engine',
  'capacity',
  'schedule',
  // Supporting constructs
  'network',
  'notification',
  'user',
  'parameter-group',
  'snapshot',
  'monitoring',
  'connection',
  // Caches
  'memcached-cluster',
  'single-node-cluster',
  'serverless-cache',
  'replication-group',
  // Mixins for L1 constructs
  'mixins',
];

/**
 * Props and parameters that do not accept references, by the reason. The constructs of aws-cdk-lib do not accept them
 * in these places either.
 */
const PROPS_WITHOUT_REFERENCES: Record<string, string[]> = {
  'the L2 interface selects the subnets': [
    'MemcachedClusterAttributes.vpc',
    'MemcachedClusterProps.vpc',
    'ReplicationGroupAttributes.vpc',
    'ReplicationGroupProps.vpc',
    'SecondaryReplicationGroupOptions.vpc',
    'SecondaryReplicationGroupProps.vpc',
    'ServerlessCacheAttributes.subnets',
    'ServerlessCacheAttributes.vpc',
    'ServerlessCacheProps.vpc',
    'SingleNodeClusterAttributes.vpc',
    'SubnetGroupProps.vpc',
    'CacheSecretRotationOptions.vpc',
  ],
  'the L2 interface adds the rules of connections': [
    'MemcachedClusterAttributes.securityGroups',
    'MemcachedClusterProps.securityGroups',
    'ReplicationGroupAttributes.securityGroups',
    'ReplicationGroupProps.securityGroups',
    'SecondaryReplicationGroupOptions.securityGroups',
    'SecondaryReplicationGroupProps.securityGroups',
    'ReplicationGroupConnectorOptions.securityGroups',
    'ServerlessCacheAttributes.securityGroups',
    'ServerlessCacheConnectorOptions.securityGroups',
    'ServerlessCacheProps.securityGroups',
    'SingleNodeClusterAttributes.securityGroups',
    'CacheSecretRotationOptions.securityGroups',
  ],
  'the L2 interface returns the password and grants access to it': [
    'ConnectOptions.secret',
    'ReplicationGroupAttributes.authTokenSecret',
  ],
  'AWS Lambda functions take the L2 interface': ['CacheSecretRotationOptions.role'],
  'the connection depends on the name and the authentication of the user': [
    'IReplicationGroup.connectAs.user',
    'IServerlessCache.connectAs.user',
  ],
};

/** Exceptions to the design guidelines, each with the reason. */
const AWSLINT_EXCEPTIONS: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(PROPS_WITHOUT_REFERENCES).flatMap(([reason, props]) =>
      props.map((prop) => [`prefer-ref-interface:cdk-elasticache.${prop}`, reason]),
    ),
  ),
  'construct-ctor:cdk-elasticache.RecommendedAlarms': 'a factory method for each kind of cache creates the alarms',
  'construct-ctor:cdk-elasticache.CacheSecretRotation':
    'addRotation of a user and addAuthTokenRotation of a replication group create it, because they know the secret',
  'events-in-interface:cdk-elasticache.ServerlessCache.onAnyCacheEvent':
    'a static method for the events of all caches, as Trail.onEvent of aws-cloudtrail',
  'events-method-signature:cdk-elasticache.ServerlessCache.onAnyCacheEvent':
    'a static method needs a scope, as Trail.onEvent of aws-cloudtrail',
  'interface-extends-ref:cdk-elasticache.IReplicationGroupSnapshot':
    'the oldest supported aws-cdk-lib has no reference interface for snapshots',
  'interface-extends-ref:cdk-elasticache.IServerlessCacheSnapshot':
    'the oldest supported aws-cdk-lib has no reference interface for snapshots',
  'from-method:cdk-elasticache.ReplicationGroupSnapshot':
    'its import methods are named after the resource: fromSnapshotName and fromSnapshotArn',
  'props-physical-name:cdk-elasticache.ParameterGroupProps': 'CloudFormation generates the names of parameter groups',
  'props-physical-name:cdk-elasticache.SecondaryReplicationGroupProps':
    'the id is called replicationGroupId, as in CloudFormation',
  'props-physical-name:cdk-elasticache.GlobalReplicationGroupProps':
    'the id consists of a prefix and a suffix, as in CloudFormation',
  'props-physical-name:cdk-elasticache.MemcachedClusterProps': 'the name is called clusterName, as in CloudFormation',
  'props-physical-name:cdk-elasticache.ReplicationGroupProps':
    'the name is called replicationGroupId, as in CloudFormation',
  'from-method:cdk-elasticache.IamUser': 'its import methods are named after the resource: fromUserId and fromUserArn',
  'no-grants:cdk-elasticache.IamUser.*': 'part of the API of the alpha package',
  'construct-base-is-private:*': 'part of the API of the alpha package',
  'resource-interface:*': 'every user type implements IUser',
};

/** Logical operators of two kinds in one expression. */
const MIXED_LOGICAL_OPERATORS = ['&&', '||'].map((operator) => ({
  selector: `LogicalExpression[operator='${operator}'] > LogicalExpression[operator='${operator === '&&' ? '||' : '&&'}']`,
  message: 'Name the inner condition',
}));

/** Limits that a formatter cannot enforce. */
const READABILITY_RULES = {
  'no-nested-ternary': 'error',
  'no-restricted-syntax': ['error', ...MIXED_LOGICAL_OPERATORS],
  'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
  'sonarjs/cognitive-complexity': ['error', 15],
  '@typescript-eslint/no-require-imports': 'error',
};

/** The emulator checks what the library deploys, so it does not share the tables and rules of the library. */
const EMULATOR_RULES = {
  files: ['test/e2e/emulator/**/*.ts', 'test/e2e/driver/**/*.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['**/src', '**/src/**', 'cdk-elasticache', 'cdk-elasticache/**'],
            message: 'The emulator and the driver are independent of the library; see test/e2e/emulator/README.md',
          },
        ],
      },
    ],
  },
};

/** One zone per module: the modules that it must not import. */
function importZones() {
  return MODULES.map((module, index) => ({
    target: `./src/${module}`,
    from: [...MODULES.slice(index + 1).map((other) => `./src/${other}`), './src/index.ts'],
    message: 'Modules import only from lower layers; see ARCHITECTURE.md',
  }));
}

/** The public tests also run against the installed package, which has nothing but the entry point. */
const PUBLIC_TEST_ZONES = [
  {
    target: './test/public',
    from: './src',
    except: ['./index.ts'],
    message: "Public tests import 'cdk-elasticache' only. Tests of internals are in test/internal",
  },
  {
    target: './test/public',
    from: ['./test', './projenrc', './lambda', './examples'],
    except: ['./public'],
    message: 'Public tests run in an empty folder, to which only test/public is copied',
  },
];

/** Configures ESLint: module layers, readability limits, and the conventions of the AWS CDK. */
export function setUpLint(project: awscdk.AwsCdkConstructLibrary) {
  // Editors and ESLint look for the nearest file of this exact name.
  new javascript.TypescriptConfig(project, {
    fileName: 'test/tsconfig.json',
    include: ['**/*.ts', '../src/**/*.ts'],
    compilerOptions: { rootDir: '..' },
  }).addExtends(project.tsconfigDev);

  const eslint = project.eslint!;
  project
    .tryFindObjectFile('.eslintrc.json')!
    .addOverride('settings.import/resolver.typescript.project', './tsconfig.dev.json');
  eslint.addPlugins('awscdk', 'sonarjs');
  eslint.addRules({
    'import/no-restricted-paths': ['error', { zones: [...importZones(), ...PUBLIC_TEST_ZONES] }],
    ...READABILITY_RULES,
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
      'import/no-cycle': 'error',
      'awscdk/require-props-default-doc': 'error',
      'awscdk/no-mutable-public-property-of-construct': 'error',
      'awscdk/no-mutable-property-of-props-interface': 'error',
      'awscdk/no-construct-in-interface': 'error',
      'no-restricted-syntax': [
        'error',
        ...MIXED_LOGICAL_OPERATORS,
        {
          selector: 'Literal[value=/^arn:aws/]',
          message: 'Partitions differ: build ARNs with Stack.formatArn',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['aws-cdk-lib/*/lib', 'aws-cdk-lib/*/lib/**'], message: 'Deep imports change without notice' },
          ],
        },
      ],
    },
  } as any);
  eslint.addOverride(EMULATOR_RULES as any);
  addTestRules(eslint);
  project.package.file.addOverride('awslint.exclude', [
    ...Object.keys(AWSLINT_EXCEPTIONS),
    '*:aws-cdk-lib*',
    '*:constructs*',
  ]);
  project.addTask('vocabulary', {
    description: 'Lists identifiers, file names, and test titles that use a word other than that of the field',
    exec: `${RUN_SCRIPT} projenrc/tasks/vocabulary.ts`,
    receiveArgs: true,
  });
  const awslint = project.addTask('awslint', {
    description: 'Checks the public API against the design guidelines of the AWS CDK',
    exec: `${RUN_SCRIPT} projenrc/tasks/awslint.ts`,
  });
  project.postCompileTask.spawn(awslint);
  project.addTask('actionlint', {
    description: 'Checks the GitHub workflows',
    exec: `${RUN_SCRIPT} projenrc/tasks/actionlint.ts`,
  });
}

/** Adds the rules of the tests. */
function addTestRules(eslint: javascript.Eslint) {
  eslint.addOverride({
    files: ['test/public/**/*.ts', 'test/internal/**/*.ts', 'test/docs/**/*.ts'],
    excludedFiles: ['test/public/templates.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...MIXED_LOGICAL_OPERATORS,
        {
          selector:
            "MemberExpression[property.name='fromStack'][object.name!='Annotations'][object.property.name!='Annotations']",
          message: 'Use synthesize(), which validates the template with the rules, or synthesizeInvalid()',
        },
      ],
    },
  } as any);
  // A describe block contains all tests of one subject.
  eslint.addOverride({ files: ['**/*.test.ts'], rules: { 'max-lines-per-function': 'off' } });
}
