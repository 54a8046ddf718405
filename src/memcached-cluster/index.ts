export * from './lookup-options';
export * from './memcached-cluster';
export * from './memcached-cluster-base';
export * from './memcached-cluster-props';
