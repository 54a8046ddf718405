export * from './endpoint';
export * from './network-type';
