export const people = {
  'setup.roles': 'Roles',
  'setup.teams': 'Teams',
  'user.role': 'Role',
  'user.roleHint': 'Opens what holders of the roles below own',
  'role.new': 'New role',
  'role.edit': 'Edit role',
  'role.parent': 'Below',
  'role.parentHint': 'Holders of the roles above reach what holders of this one own',
  'role.top': 'None: at the top',
  'role.users': '{count} {count|user|users}',
  'role.addBelow': 'Add a role below {name}',
  'role.intro':
    'Whoever has a role sees what holders of the roles below own. Colleagues of the same role see nothing of each other by it.',
  'role.none': 'No roles yet',
  'role.noneText':
    'Whoever has a role sees what holders of the roles below own. Begin with the role at the top, add those below it, then give users their roles.',
  'role.deleteText':
    'Single records that were shared with it are shared no longer. It cannot be brought back.',
  'team.new': 'New team',
  'team.edit': 'Edit team',
  'team.members': 'Members',
  'team.membersHint': 'Type to find users by name or e-mail',
  'team.nobody': 'Nobody yet',
  'team.more': 'and {count} more',
  'team.none': 'No teams yet',
  'team.noneText':
    'A team is a group of users, whatever their roles. Sharing rules and shares of single records can open records to all its members.',
  'team.deleteText':
    'Its users stay. Single records that were shared with it are shared no longer. It cannot be brought back.',
} as const;
