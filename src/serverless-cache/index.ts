export * from './backup-settings';
export * from './connection-type';
export * from './lookup-options';
export * from './serverless-cache';
export * from './serverless-cache-base';
export * from './serverless-cache-grants';
export * from './serverless-cache-props';
export * from './usage-limits';
