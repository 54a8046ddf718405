import { MEMCACHED_FLAGS, findMemcachedStartError, MEMCACHED_BOOLEAN_FLAGS } from '../../engines/memcached';

type Values = Readonly<Record<string, unknown>>;

/** What AWS gives a group that says nothing else; the two sizes have to fit each other. */
const DEFAULTS: Values = {
  no_modern: '1',
  max_item_size: '1048576',
  slab_chunk_max: '524288',
  memcached_connections_overhead: '100',
};

/** Parameters without a flag of their own. */
const OTHERS: readonly string[] = ['memcached_connections_overhead', 'slab_chunk_max', 'watch'];

/** Those whose value is a word. */
const WORDS: readonly string[] = ['binding_protocol', 'hash_algorithm', 'watch'];

/** The memory of a node in MB: that of a small one, whatever its type. */
const MEMORY = 512;

/** Fails in Memcached's own words when it does not take the values. */
export async function checkMemcached(family: string, values: Values) {
  for (const [name, value] of Object.entries(values)) {
    const refused = (why: string) =>
      new Error(`The value ${JSON.stringify(value)} of the parameter ${name} is not valid: ${why}`);
    if (!Object.hasOwn(MEMCACHED_FLAGS, name) && !OTHERS.includes(name)) {
      throw new Error(`The parameter ${name} does not exist in ${family}, or cannot be changed.`);
    }
    if (MEMCACHED_BOOLEAN_FLAGS.includes(name) && !/^[01]$/.test(String(value))) {
      throw refused('0 or 1 is wanted');
    }
    if (!WORDS.includes(name) && !/^\d+(\.\d+)?$/.test(String(value))) {
      throw refused('a number is wanted');
    }
  }
  const fault = await findMemcachedStartError(memcachedFlags(values));
  if (fault !== undefined) {
    throw new Error(`The values ${JSON.stringify(values)} of ${family} are not valid: ${fault}`);
  }
}

/** What a server is started with for the values of a group. */
export function memcachedFlags(values: Values): string[] {
  const all = { ...DEFAULTS, ...values };
  return Object.entries(all).flatMap(([name, given]) => {
    const value = String(given);
    switch (name) {
      case 'max_item_size':
        return ['-I', value];
      case 'slab_chunk_max':
        return ['-o', `slab_chunk_max=${value}`];
      case 'memcached_connections_overhead':
        return ['-m', `${MEMORY - Number(value)}`];
      case 'watch':
        return [];
      default:
        return MEMCACHED_FLAGS[name](value);
    }
  });
}
