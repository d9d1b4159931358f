/** Who sees which records: roles, teams, rules and shares. */
export const sharing = {
  'setup.roles': 'Roles',
  'setup.teams': 'Teams',
  'people.search': 'Search users',
  'role.new': 'New role',
  'role.edit': 'Edit role',
  'role.none': 'No roles yet',
  'role.noneText':
    'Roles say who stands above whom. Begin at the top, for example with the head of sales, and add managers and sellers below. Whoever has a role reaches everything that holders of the roles below it own.',
  'role.intro':
    'Whoever has a role reaches what holders of the roles below it own. Colleagues of the same role see nothing of each other by it.',
  'role.users': '{count} {count|user|users}',
  'role.addBelow': 'Add a role below {name}',
  'role.below': 'Roles below {name}',
  'role.parent': 'Stands below',
  'role.parentHint': 'Whoever has that role reaches what holders of this one own',
  'role.top': 'No other: at the top',
  'role.deleteText': 'What is shared with this role is no longer shared. There is no undo.',
  'team.new': 'New team',
  'team.edit': 'Edit team',
  'team.none': 'No teams yet',
  'team.noneText':
    'A team is a group of people, whatever their roles, with whom records are shared: finance, a project, everyone who works on tenders.',
  'team.count': 'Size',
  'team.members': 'Members',
  'team.membersHint': 'Changes hold from the next click of each member on',
  'team.deleteText': 'What is shared with this team is no longer shared. There is no undo.',
  'user.role': 'Role',
  'user.roleHint': 'Reaches what holders of the roles below it own',
  'user.noRole': 'No role',
} as const;
