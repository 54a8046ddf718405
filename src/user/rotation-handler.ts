/**
 * The code that the rotation functions share, for the Node.js runtime of AWS Lambda and the AWS SDK that it includes.
 * AWS Secrets Manager invokes the steps in order and retries failed steps, so each step is idempotent.
 *
 * The current password and the previous one are both valid. A client that reads the secret at least once per rotation
 * period keeps access.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
const ROTATION_STEPS = `
const elasticache = require('@aws-sdk/client-elasticache');
const secretsmanager = require('@aws-sdk/client-secrets-manager');
const tls = require('tls');
const { ID, NAME, FIELD, LENGTH, EXCLUDE, LOG_IN, WAIT } = process.env;
const cache = new elasticache.ElastiCacheClient({});
const secrets = new secretsmanager.SecretsManagerClient({});
const ask = (name, input) => secrets.send(new secretsmanager[name + 'Command'](input));
const tell = (name, input) => cache.send(new elasticache[name + 'Command'](input));

const get = async (SecretId, VersionStage, VersionId) => {
  try {
    const { SecretString, CreatedDate } = await ask('GetSecretValue', { SecretId, VersionStage, VersionId });
    const value = FIELD ? JSON.parse(SecretString) : {};
    return { value, password: FIELD ? value[FIELD] : SecretString, made: CreatedDate };
  } catch (error) {
    if (error.name !== 'ResourceNotFoundException') { throw error; }
  }
};

const settled = async () => {
  while (!await isSettled()) { await new Promise(resolve => setTimeout(resolve, WAIT)); }
};

const modify = async (name, input) => {
  await settled();
  await tell(name, input);
  await settled();
};

const logIn = ({ host, port }, password) => new Promise((resolve, reject) => {
  const words = ['AUTH', ...(NAME ? [NAME] : []), password];
  const command = '*' + words.length + '\\r\\n' + words.map(word => '$' + Buffer.byteLength(word) + '\\r\\n' + word + '\\r\\n').join('');
  const socket = tls.connect({ host, port, servername: host, timeout: 10000 }, () => socket.write(command));
  const end = error => { socket.destroy(); error ? reject(error) : resolve(); };
  socket.once('data', data => end(String(data).startsWith('+OK') ? undefined : new Error('The cache refuses the new password')));
  socket.once('error', end);
  socket.once('timeout', () => end(new Error('The cache does not answer')));
});

const steps = {
  async createSecret(SecretId, token, current) {
    if (await get(SecretId, 'AWSPENDING', token)) { return; }
    await begin(SecretId, current);
    const random = EXCLUDE === undefined ? { ExcludePunctuation: true } : { ExcludeCharacters: EXCLUDE };
    const { RandomPassword } = await ask('GetRandomPassword', { PasswordLength: Number(LENGTH), ...random });
    const SecretString = FIELD ? JSON.stringify({ ...current.value, [FIELD]: RandomPassword }) : RandomPassword;
    await ask('PutSecretValue', { SecretId, ClientRequestToken: token, SecretString, VersionStages: ['AWSPENDING'] });
  },
  async setSecret(SecretId, token, current) {
    await set(await get(SecretId, 'AWSPENDING', token), current);
  },
  async testSecret(SecretId, token) {
    await settled();
    const { value, password } = await get(SecretId, 'AWSPENDING', token);
    if (LOG_IN && value.host) { await logIn(value, password); }
  },
  async finishSecret(SecretId, token, current, stages) {
    const RemoveFromVersionId = Object.keys(stages).find(id => stages[id].includes('AWSCURRENT'));
    await ask('UpdateSecretVersionStage', { SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: token, RemoveFromVersionId });
  },
};

exports.handler = async ({ SecretId, ClientRequestToken: token, Step }) => {
  const { VersionIdsToStages: stages } = await ask('DescribeSecret', { SecretId });
  if (stages[token]?.includes('AWSCURRENT')) { return; }
  await steps[Step](SecretId, token, await get(SecretId, 'AWSCURRENT'), stages);
};
`.trim();

/**
 * Rotates the password of a user, which can have two passwords.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html
 */
export const PASSWORD_ROTATION_HANDLER = `${ROTATION_STEPS}

const begin = async () => {};
const isSettled = async () => (await tell('DescribeUsers', { UserId: ID })).Users[0].Status === 'active';
const set = (next, current) => modify('ModifyUser', { UserId: ID, Passwords: [next.password, current.password] });
`;

/**
 * Rotates the AUTH token of a replication group. The strategy ROTATE adds the new token and keeps the current one. The
 * next rotation starts with SET, which invalidates the previous token. The secret has a version with the label
 * AWSPREVIOUS as long as the previous token is valid.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
 */
export const AUTH_TOKEN_ROTATION_HANDLER = `${ROTATION_STEPS}

const look = async () => (await tell('DescribeReplicationGroups', { ReplicationGroupId: ID })).ReplicationGroups[0];
const isSettled = async () => {
  const { Status, PendingModifiedValues } = await look();
  return Status === 'available' && !PendingModifiedValues?.AuthTokenStatus;
};
const update = (AuthToken, AuthTokenUpdateStrategy) =>
  modify('ModifyReplicationGroup', { ReplicationGroupId: ID, AuthToken, AuthTokenUpdateStrategy, ApplyImmediately: true });

const begin = async (SecretId, current) => {
  const before = await get(SecretId, 'AWSPREVIOUS');
  if (!before || before.password === current.password) { return; }
  await update(current.password, 'SET');
  const { VersionIdsToStages: stages } = await ask('DescribeSecret', { SecretId });
  const RemoveFromVersionId = Object.keys(stages).find(id => stages[id].includes('AWSPREVIOUS'));
  await ask('UpdateSecretVersionStage', { SecretId, VersionStage: 'AWSPREVIOUS', RemoveFromVersionId });
};
const set = async (next) => {
  if ((await look()).AuthTokenLastModifiedDate > next.made) { return settled(); }
  await update(next.password, 'ROTATE');
};
`;
