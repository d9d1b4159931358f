export { describeQuery, meQuery, objectQuery } from './queries';
export { useDescribe, useHasPermission, useMe, useObject, useReloadMetadata } from './useDescribe';
