/** How a user proves who it is. */
export enum UserAuthentication {
  /** By a short-lived token that is signed with IAM credentials. */
  IAM = 'iam',

  /** By one of one or two passwords. */
  PASSWORD = 'password',

  /** Not at all: whoever reaches the cache is this user. Redis OSS user groups only. */
  NO_PASSWORD = 'no-password-required',
}
