export const LIMITS = {
  userId: { maxLength: 40 },
  userGroupId: { maxLength: 40 },
  serverlessCacheName: { maxLength: 40 },
  usersPerGroup: { max: 100 },
};
