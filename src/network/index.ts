export * from './endpoint';
export * from './ip-discovery';
export * from './network-type';
export * from './subnet-group';
