import type { sharing as english } from '../en/sharing';

export const sharing: Record<keyof typeof english, string> = {
  'setup.roles': '角色',
  'setup.teams': '团队',
  'people.search': '搜索用户',
  'role.new': '新建角色',
  'role.edit': '编辑角色',
  'role.none': '还没有角色',
  'role.noneText':
    '角色表示上下级关系。从最高的角色开始，例如销售总监，再在其下添加经理和销售。拥有某个角色的人可以访问其下级角色所拥有的全部记录。',
  'role.intro':
    '拥有某个角色的人可以访问其下级角色所拥有的记录。同一角色的同事不会因此看到彼此的记录。',
  'role.users': '{count} 个用户',
  'role.addBelow': '在“{name}”之下添加角色',
  'role.below': '“{name}”的下级角色',
  'role.parent': '上级角色',
  'role.parentHint': '拥有上级角色的人可以访问此角色所拥有的记录',
  'role.top': '无（最高级）',
  'role.deleteText': '共享给此角色的记录将不再共享，且无法撤销。',
  'team.new': '新建团队',
  'team.edit': '编辑团队',
  'team.none': '还没有团队',
  'team.noneText':
    '团队是一组人，与角色无关，可以把记录共享给他们：财务部、一个项目、所有参与投标的人。',
  'team.count': '人数',
  'team.members': '成员',
  'team.membersHint': '修改后，成员的下一次操作即生效',
  'team.deleteText': '共享给此团队的记录将不再共享，且无法撤销。',
  'user.role': '角色',
  'user.roleHint': '可以访问其下级角色所拥有的记录',
  'user.noRole': '无角色',
};
