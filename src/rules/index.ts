export * from './check-properties';
