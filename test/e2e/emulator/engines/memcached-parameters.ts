import { MEMCACHED_FLAGS, findMemcachedStartError, MEMCACHED_BOOLEAN_FLAGS } from '../../../engines/memcached';

type Values = Readonly<Record<string, unknown>>;

/** The default values of AWS that the flags depend on. */
const DEFAULTS: Values = {
  no_modern: '1',
  max_item_size: '1048576',
  slab_chunk_max: '524288',
  memcached_connections_overhead: '100',
};

/** Parameters that have no flag of the same meaning. */
const PARAMETERS_WITHOUT_FLAG: readonly string[] = ['memcached_connections_overhead', 'slab_chunk_max', 'watch'];

/** Parameters whose values are not numbers. */
const TEXT_PARAMETERS: readonly string[] = ['binding_protocol', 'hash_algorithm', 'watch'];

/** The memory of a node in MB, independent of the node type. */
const NODE_MEMORY_MB = 512;

/** Throws with the message of Memcached when it rejects the values. */
export async function validateMemcachedParameters(family: string, values: Values) {
  for (const [name, value] of Object.entries(values)) {
    const invalidValue = (reason: string) =>
      new Error(`The value ${JSON.stringify(value)} of the parameter ${name} is not valid: ${reason}`);
    if (!Object.hasOwn(MEMCACHED_FLAGS, name) && !PARAMETERS_WITHOUT_FLAG.includes(name)) {
      throw new Error(`The parameter ${name} does not exist in ${family}, or cannot be changed.`);
    }
    if (MEMCACHED_BOOLEAN_FLAGS.includes(name) && !/^[01]$/.test(String(value))) {
      throw invalidValue('it must be 0 or 1');
    }
    if (!TEXT_PARAMETERS.includes(name) && !/^\d+(\.\d+)?$/.test(String(value))) {
      throw invalidValue('it must be a number');
    }
  }
  const error = await findMemcachedStartError(renderMemcachedFlags(values));
  if (error !== undefined) {
    throw new Error(`The values ${JSON.stringify(values)} of ${family} are not valid: ${error}`);
  }
}

/** Renders the flags of a server for the values of a parameter group. */
export function renderMemcachedFlags(values: Values): string[] {
  const parameters = { ...DEFAULTS, ...values };
  return Object.entries(parameters).flatMap(([name, parameterValue]) => {
    const value = String(parameterValue);
    switch (name) {
      case 'max_item_size':
        return ['-I', value];
      case 'slab_chunk_max':
        return ['-o', `slab_chunk_max=${value}`];
      case 'memcached_connections_overhead':
        return ['-m', `${NODE_MEMORY_MB - Number(value)}`];
      case 'watch':
        return [];
      default:
        return MEMCACHED_FLAGS[name](value);
    }
  });
}
