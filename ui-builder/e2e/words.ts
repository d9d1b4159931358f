/** What the people of the journeys type. */
export const words = {
  en: {
    company: 'Journey Trading',
    name: 'Name',
    account: { label: 'Account', plural: 'Accounts' },
    deal: { label: 'Deal', plural: 'Deals' },
    code: 'Deal code',
    amount: 'Amount',
    closes: 'Closes on',
    stage: 'Stage',
    stages: ['Open', 'Won', 'Lost'],
    layout: 'Main layout',
    customers: ['Acme Corporation', 'Betatech'],
    deals: ['Forty chairs', 'A single lamp', 'Imported deal'],
  },
  'zh-CN': {
    company: '旅程贸易',
    name: '名称',
    account: { label: '客户', plural: '客户' },
    deal: { label: '商机', plural: '商机' },
    code: '商机编号',
    amount: '金额',
    closes: '成交日期',
    stage: '阶段',
    stages: ['进行中', '赢单', '输单'],
    layout: '主布局',
    customers: ['速阳科技', '上海贸易'],
    deals: ['四十把椅子', '一盏台灯', '导入的商机'],
  },
} satisfies Record<string, Words>;

type Words = {
  company: string;
  name: string;
  account: { label: string; plural: string };
  deal: { label: string; plural: string };
  code: string;
  amount: string;
  closes: string;
  stage: string;
  stages: string[];
  layout: string;
  customers: [string, string];
  deals: [string, string, string];
};
