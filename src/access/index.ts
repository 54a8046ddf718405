export * from './access-control';
export * from './iam-user';
export * from './no-password-user';
export * from './password-user';
export * from './user-authentication';
export * from './user-base';
export * from './user-credentials';
export * from './user-group';
