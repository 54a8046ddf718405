export * from './global-replication-group';
export * from './global-replication-group-props';
export * from './secondary-replication-group';
export * from './secondary-replication-group-props';
