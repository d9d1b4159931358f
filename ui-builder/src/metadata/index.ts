export { askAgain } from './askAgain';
export { describeQuery, meQuery, objectQuery } from './queries';
export {
  useCanOpenSetup,
  useDescribe,
  useHasPermission,
  useMe,
  useObject,
  useReloadMetadata,
  type SetupPermission,
} from './useDescribe';
export {
  fieldNamed,
  requestedField,
  resolvePath,
  useColumns,
  useObjectsByName,
  valueAt,
  type Column,
} from './paths';
