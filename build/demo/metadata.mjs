// The demo tenant's objects: a small sales team's, labelled in both languages.
const label = (en, zh) => ({ en, 'zh-CN': zh });

const object = (name, en, plural, zh, icon, color) => ({
  kind: 'object',
  name,
  label: label(en, zh),
  plural_label: label(plural, zh),
  icon,
  color,
});

const fieldsOf = (owner, fields) =>
  fields.map(([name, type, en, zh, more = {}]) => ({
    kind: 'field',
    name: `${owner}.${name}`,
    label: label(en, zh),
    type,
    ...more,
  }));

const values = (...choices) => ({
  values: choices.map(([value, en, zh, color]) => ({ value, label: label(en, zh), color })),
});

const named = ['name', 'text', 'Name', '名称', { required: true, length: 255 }];
const key = { unique: true, external_id: true, length: 20 };

const open = 'NOT(ISPICKVAL(stage, "won") || ISPICKVAL(stage, "lost"))';

/** A roll-up of an account's deals. */
const gathered = (aggregate, field, where) => ({
  from: 'deal',
  via: 'account',
  aggregate,
  where,
  ...(field && { field }),
});

export const stages = ['new', 'proposal', 'negotiation', 'won', 'lost'];

export const components = [
  object('account', 'Account', 'Accounts', '客户', 'building', '#4f7df0'),
  ...fieldsOf('account', [
    named,
    ['code', 'text', 'Code', '编号', key],
    ['industry', 'picklist', 'Industry', '行业', {
      indexed: true,
      ...values(
        ['tea', 'Tea and food', '茶叶食品', '#3f9b4f'],
        ['machines', 'Machines', '机械制造', '#5b7083'],
        ['logistics', 'Logistics', '物流', '#e07b39'],
        ['software', 'Software', '软件', '#4f7df0'],
        ['health', 'Health', '医疗', '#d1495b'],
      ),
    }],
    ['city', 'text', 'City', '城市', { length: 80 }],
    ['phone', 'phone', 'Phone', '电话'],
    ['website', 'url', 'Website', '网址'],
    ['revenue', 'currency', 'Yearly revenue', '年营业额', { precision: 18, scale: 2 }],
    ['employees', 'number', 'Employees', '员工人数', { precision: 9, scale: 0 }],
    ['open_deals', 'rollup', 'Open deals', '进行中的商机', gathered('count', null, open)],
    ['won_total', 'rollup', 'Total won', '赢单总额', gathered('sum', 'amount', 'ISPICKVAL(stage, "won")')],
    ['last_close', 'rollup', 'Latest close date', '最近成交日期', gathered('max', 'close_date', 'ISPICKVAL(stage, "won")')],
    ['rating', 'formula', 'Rating', '客户评级', {
      returns: 'text',
      expression: 'IF(won_total >= 200000, "A", IF(won_total > 0, "B", IF(open_deals > 0, "C", "–")))',
    }],
  ]),
  object('contact', 'Contact', 'Contacts', '联系人', 'contact', '#2f9e8f'),
  ...fieldsOf('contact', [
    ['code', 'text', 'Code', '编号', key],
    ['account', 'reference', 'Account', '客户', { to: 'account', relationship: 'contacts', on_delete: 'clear' }],
    ['title', 'text', 'Title', '职务', { length: 80 }],
    ['email', 'email', 'E-mail', '电子邮箱'],
    ['mobile', 'phone', 'Mobile', '手机'],
  ]),
  object('deal', 'Deal', 'Deals', '商机', 'handshake', '#e07b39'),
  ...fieldsOf('deal', [
    named,
    ['code', 'text', 'Code', '编号', key],
    ['account', 'reference', 'Account', '客户', { to: 'account', relationship: 'deals', on_delete: 'restrict' }],
    ['contact', 'reference', 'Contact', '联系人', { to: 'contact', relationship: 'deals', on_delete: 'clear' }],
    ['stage', 'picklist', 'Stage', '阶段', {
      indexed: true,
      ...values(
        ['new', 'New', '新建', '#5b7083'],
        ['proposal', 'Proposal', '方案', '#4f7df0'],
        ['negotiation', 'Negotiation', '谈判', '#d9a520'],
        ['won', 'Won', '赢单', '#3f9b4f'],
        ['lost', 'Lost', '输单', '#d1495b'],
      ),
    }],
    ['amount', 'currency', 'Amount', '金额', { precision: 18, scale: 2, indexed: true }],
    ['probability', 'percent', 'Probability', '概率', { precision: 5, scale: 2 }],
    ['close_date', 'date', 'Close date', '预计成交日期', { indexed: true }],
    ['next_step', 'long_text', 'Next step', '下一步'],
    ['expected', 'formula', 'Expected value', '预期金额', { returns: 'currency', expression: 'amount * probability' }],
    ['overdue', 'formula', 'Overdue', '已逾期', { returns: 'boolean', expression: `${open} && close_date < TODAY()` }],
  ]),
  {
    kind: 'validation_rule',
    name: 'deal.won_needs_amount',
    label: label('Won deals have an amount', '赢单须有金额'),
    error_when: 'ISPICKVAL(stage, "won") && (ISBLANK(amount) || amount <= 0)',
    field: 'amount',
    message: label('A won deal needs an amount.', '赢单必须填写金额。'),
  },
  object('task', 'Task', 'Tasks', '任务', 'clipboard', '#8b5cf6'),
  ...fieldsOf('task', [
    ['deal', 'reference', 'Deal', '商机', { to: 'deal', relationship: 'tasks', on_delete: 'cascade' }],
    ['due', 'date', 'Due', '截止日期', { indexed: true }],
    ['done', 'boolean', 'Done', '已完成'],
  ]),
  {
    kind: 'duplicate_rule',
    name: 'account.same_company',
    label: label('Same company', '同一公司'),
    mode: 'warning',
    match: [{ field: 'name', method: 'fuzzy' }],
  },
  {
    kind: 'duplicate_rule',
    name: 'contact.same_person',
    label: label('Same person', '同一人'),
    mode: 'warning',
    match: ['name', 'account'],
  },
  {
    kind: 'layout',
    name: 'deal.main',
    label: label('Main layout', '主布局'),
    default: true,
    highlights: ['stage', 'amount', 'close_date', 'account'],
    sections: [
      {
        columns: 2,
        fields: ['name', 'code', 'account', 'contact', 'stage', 'close_date', 'amount', 'probability', 'expected', 'overdue'].map((field) => ({ field })),
      },
      { label: label('Next', '后续'), columns: 1, fields: [{ field: 'next_step' }, { field: 'owner_id' }] },
    ],
  },
  {
    kind: 'list_view',
    name: 'deal.open',
    object: 'deal',
    label: label('Open deals, largest first', '进行中的商机（按金额）'),
    columns: ['name', 'account.name', 'stage', 'amount', 'expected', 'close_date'],
    filter: 'stage != "won" && stage != "lost"',
    sort: ['-amount'],
    visible_to: 'everyone',
  },
  {
    kind: 'list_view',
    name: 'account.best',
    object: 'account',
    label: label('Best customers', '重点客户'),
    columns: ['name', 'rating', 'won_total', 'open_deals', 'last_close', 'industry'],
    sort: ['-won_total'],
    visible_to: 'everyone',
  },
  {
    kind: 'list_view',
    name: 'task.to_do',
    object: 'task',
    label: label('To do', '待办'),
    columns: ['name', 'deal.name', 'due', 'done'],
    filter: 'done = FALSE',
    sort: ['due'],
    visible_to: 'everyone',
  },
  { kind: 'app', name: 'sales', label: label('Sales', '销售'), tabs: ['account', 'contact', 'deal', 'task'] },
];
