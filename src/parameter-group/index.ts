export * from './parameter-group';
