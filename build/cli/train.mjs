// What the training run does: a little of everything a first visitor does, so its classes are in the cache.
const [, , home] = process.argv;
let token;

const call = async (method, path, body, headers = {}) => {
  try {
    const response = await fetch(home + path, {
      method,
      signal: AbortSignal.timeout(15_000),
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : {};
  } catch {
    // A part that does not answer is a part less in the cache, no more.
    return {};
  }
};

const field = (name, type, more = {}) => ({
  kind: 'field',
  name: `deal.${name}`,
  label: { en: name, 'zh-CN': name },
  type,
  ...more,
});

await call('GET', '/');
await call('GET', '/q/health/ready');
await call('GET', '/q/openapi');
await call('GET', '/q/metrics');
const admin = { email: 'admin@example.test', password: 'correct horse battery staple' };
await call('POST', '/api/v1/signup', { tenant: 'training', company: 'Training', ...admin });
const session = await call('POST', '/api/v1/auth/token', {
  tenant: 'training',
  username: admin.email,
  password: admin.password,
});
token = session.access_token;
await call('GET', '/api/v1/me');
await call('POST', '/api/v1/metadata/change-sets', {
  components: [
    { kind: 'object', name: 'deal', label: { en: 'Deal', 'zh-CN': '商机' } },
    field('code', 'text', { unique: true, external_id: true }),
    field('amount', 'currency', { precision: 18, scale: 2, indexed: true }),
    field('close_date', 'date'),
    field('stage', 'picklist', { values: [{ value: 'Open' }, { value: 'Won' }] }),
    field('parent', 'reference', { to: 'deal', relationship: 'children' }),
  ],
});
await call('GET', '/api/v1/metadata');
await call('GET', '/api/v1/describe/deal');
for (let i = 0; i < 20; i++) {
  const deal = await call('POST', '/api/v1/records/deal', {
    name: `速阳 ${i}`,
    code: `D-${i}`,
    amount: i * 10.5,
    close_date: '2026-01-31',
    stage: 'Open',
  });
  await call('GET', `/api/v1/records/deal/${deal.id}`);
  await call('PATCH', `/api/v1/records/deal/${deal.id}`, { stage: 'Won' });
}
const filter = encodeURIComponent('stage = "Won" && amount > 20');
await call('GET', `/api/v1/records/deal?filter=${filter}&sort=-amount&count=exact`);
await call('POST', '/api/v1/query', {
  from: 'deal',
  group_by: ['stage'],
  aggregates: [{ fn: 'sum', field: 'amount', as: 'total' }],
});
await call('GET', '/api/v1/search?q=suyang');
await call('GET', '/api/v1/records/deal/export?format=csv');
await call('POST', '/api/v1/records/deal', { name: 'x'.repeat(300), wrong: 1 });
