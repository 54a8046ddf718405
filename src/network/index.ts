export * from './endpoint';
export * from './network-type';
export * from './subnet-group';
