export { AccessControl } from './access-control';
export type {
  AccessControlProps,
  AccessPermissions,
  AccessPresetOptions,
  AccessStringOptions,
} from './access-permissions';
export { CacheType } from './cache-type';
export { CommandAccess, CommandCategory } from './command-access';
export type { IamUserProps } from './iam-user';
export { IamUser } from './iam-user';
export { KeyAccess } from './key-access';
export type { NoPasswordUserProps } from './no-password-user';
export { NoPasswordUser } from './no-password-user';
export type { PasswordUserProps } from './password-user';
export { PasswordUser } from './password-user';
export type { CacheSecretRotationOptions } from './cache-secret-rotation';
export { CacheSecretRotation } from './cache-secret-rotation';
export type { IIamUser, IUser, UserBaseAttributes, UserBaseProps, UserLookupOptions } from './user';
export { UserAuthenticationType, UserBase } from './user';
export type { GeneratedUserSecretOptions } from './user-credentials';
export { UserCredentials } from './user-credentials';
export { UserGrants } from './user-grants';
export type { IUserGroup, UserGroupAttributes, UserGroupLookupOptions, UserGroupProps } from './user-group';
export { UserGroup, UserGroupBase } from './user-group';
