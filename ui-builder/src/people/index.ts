export { PeopleCombobox } from './PeopleCombobox';
export { rolesQuery, teamsQuery, useReloadPeople } from './queries';
export { indented, possibleParents, roleLines, roleTree, type RoleNode } from './roles';
