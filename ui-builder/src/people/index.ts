export { GranteePicker } from './GranteePicker';
export { granteeParts, type GranteeType } from './grantees';
export { GranteesInput } from './GranteesInput';
export { PeopleCombobox } from './PeopleCombobox';
export { rolesQuery, teamsQuery, useReloadPeople } from './queries';
export { indented, possibleParents, roleLines, roleTree, type RoleNode } from './roles';
export { useGranteeText } from './useGranteeText';
