export { describeQuery, meQuery, objectQuery } from './queries';
export { useDescribe, useHasPermission, useMe, useObject, useReloadMetadata } from './useDescribe';
export {
  fieldNamed,
  requestedField,
  resolvePath,
  useColumns,
  useObjectsByName,
  valueAt,
  type Column,
} from './paths';
