import type { people as english } from '../en/people';

export const people: Record<keyof typeof english, string> = {
  'setup.roles': '角色',
  'setup.teams': '团队',
  'user.role': '角色',
  'user.roleHint': '可查看下级角色的用户所拥有的记录',
  'role.new': '新建角色',
  'role.edit': '编辑角色',
  'role.parent': '上级角色',
  'role.parentHint': '上级角色的用户可访问此角色的用户所拥有的记录',
  'role.top': '无（位于顶层）',
  'role.users': '{count} 个用户',
  'role.addBelow': '在 {name} 下添加角色',
  'role.intro':
    '拥有某个角色的用户，可以看到下级角色的用户所拥有的记录。角色相同的同事不会因此看到彼此的记录。',
  'role.none': '还没有角色',
  'role.noneText':
    '拥有某个角色的用户，可以看到下级角色的用户所拥有的记录。请先创建顶层角色，再添加其下级角色，然后为用户分配角色。',
  'role.deleteText': '单独共享给此角色的记录将不再共享。删除后无法恢复。',
  'team.new': '新建团队',
  'team.edit': '编辑团队',
  'team.members': '成员',
  'team.membersHint': '输入姓名或邮箱以查找用户',
  'team.nobody': '暂无成员',
  'team.more': '另有 {count} 人',
  'team.none': '还没有团队',
  'team.noneText':
    '团队是一组用户，与他们的角色无关。共享规则和单条记录的共享可以向团队的所有成员开放记录。',
  'team.deleteText': '团队中的用户会保留。单独共享给此团队的记录将不再共享。删除后无法恢复。',
};
