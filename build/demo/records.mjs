// Made-up companies, people and deals. The same at every run: nothing here is drawn at random.
import { stages } from './metadata.mjs';

const places = [
  ['Hangzhou', '杭州'], ['Suzhou', '苏州'], ['Chengdu', '成都'], ['Qingdao', '青岛'], ['Xiamen', '厦门'],
  ['Rotterdam', null], ['Leipzig', null], ['Bristol', null], ['Lyon', null], ['Tampere', null],
];
const chineseCompanies = ['云岭茶业', '速阳机械', '海棠物流', '青石软件', '百草医疗', '春水食品', '长风制造', '鹤鸣科技'];
const otherCompanies = ['Alder & Finch', 'Northmoor Tools', 'Blue Heron Freight', 'Quillworks', 'Marigold Clinics', 'Fernhill Foods', 'Ostrava Gears', 'Tidewater Systems'];
const industries = ['tea', 'machines', 'logistics', 'software', 'health'];
const chinesePeople = ['林晓月', '陈思远', '王雨桐', '赵子墨', '周若兰', '吴承宇', '郑明轩', '孙依诺'];
const otherPeople = ['Ada Winter', 'Jonas Brandt', 'Mireille Roux', 'Owen Hughes', 'Saara Laine', 'Pieter de Wit', 'Nadia Karim', 'Tom Fletcher'];
const titles = [['Purchasing', '采购经理'], ['Managing director', '总经理'], ['Plant manager', '厂长'], ['IT lead', '信息主管']];
const wishes = [['Pilot order', '试订单'], ['Yearly contract', '年度合同'], ['New line', '新产线'], ['Renewal', '续约'], ['Extension', '扩容']];
const steps = [['Call about the offer', '就报价致电'], ['Send samples', '寄送样品'], ['Agree on delivery dates', '确认交期'], ['Prepare the contract', '准备合同']];
const chances = { new: 10, proposal: 35, negotiation: 65, won: 100, lost: 0 };

const pick = (list, i) => list[i % list.length];
const padded = (i) => String(i).padStart(3, '0');
const dateIn = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const isChinese = (i) => i % 2 === 0;
const say = (i, [en, zh]) => (isChinese(i) ? zh : en);
const times = (n, make) => Array.from({ length: n }, (_, i) => make(i));

export const accounts = times(48, (i) => {
  const [city, chineseCity] = isChinese(i) ? pick(places.slice(0, 5), i / 2) : pick(places.slice(5), (i - 1) / 2);
  const company = isChinese(i) ? `${chineseCity}${pick(chineseCompanies, i / 2)}` : `${pick(otherCompanies, (i - 1) / 2)} ${city}`;
  return {
    code: `A-${padded(i)}`,
    name: company,
    industry: pick(industries, i >> 1),
    city: chineseCity ?? city,
    phone: isChinese(i) ? `+86 571 5550 ${1000 + i}` : `+44 117 496 ${1000 + i}`,
    website: `https://company-${padded(i)}.example`,
    revenue: 250_000 + ((i * 7919) % 97) * 125_000.5,
    employees: 5 + ((i * 613) % 480),
  };
});

export const contacts = times(96, (i) => ({
  code: `C-${padded(i)}`,
  name: isChinese(i) ? pick(chinesePeople, i / 2) : pick(otherPeople, (i - 1) / 2),
  account: { code: `A-${padded(i % accounts.length)}` },
  title: say(i, pick(titles, i >> 1)),
  email: `person-${padded(i)}@example.test`,
  mobile: isChinese(i) ? `+86 138 0055 ${1000 + i}` : `+44 7700 900 ${100 + i}`,
}));

export const deals = times(160, (i) => {
  const contact = (i * 5) % contacts.length;
  const stage = pick(stages, i + (i >> 3));
  const closed = stage === 'won' || stage === 'lost';
  return {
    code: `D-${padded(i)}`,
    name: `${accounts[contact % accounts.length].name} · ${say(contact, pick(wishes, i))}`,
    account: { code: `A-${padded(contact % accounts.length)}` },
    contact: { code: `C-${padded(contact)}` },
    stage,
    amount: 1_500 + ((i * 10_007) % 331) * 750.25,
    probability: chances[stage],
    close_date: dateIn(closed ? -1 - ((i * 11) % 180) : 3 + ((i * 17) % 150)),
    next_step: closed ? null : say(contact, pick(steps, i)),
  };
});

export const tasks = times(80, (i) => {
  const deal = deals[(i * 3) % deals.length];
  return {
    name: say(Number(deal.contact.code.slice(2)), pick(steps, i)),
    deal: { code: deal.code },
    due: dateIn(((i * 7) % 60) - 15),
    done: i % 3 === 0,
  };
});
