// Makes the demo tenant of `./trellis start --demo` through the public API, once, and says how to sign in.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { components } from './metadata.mjs';
import * as records from './records.mjs';

const [, , home, memoFile] = process.argv;
let token;

const call = async (method, path, body) => {
  const response = await fetch(`${home}/api/v1${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
  }
  return JSON.parse(text);
};

const insert = async (object, rows) => {
  const { results } = await call('POST', `/records/${object}/bulk`, {
    operation: 'insert',
    all_or_none: true,
    records: rows,
  });
  const failed = results.find((result) => result.status === 'failed');
  if (failed !== undefined) throw new Error(`${object}: ${JSON.stringify(failed)}`);
};

const make = async () => {
  const signIn = {
    tenant: `demo-${randomBytes(3).toString('hex')}`,
    username: 'admin@demo.example',
    // Drawn here, not written down in the program: sign-up may be open to a whole network.
    password: randomBytes(9).toString('base64url'),
  };
  await call('POST', '/signup', {
    tenant: signIn.tenant,
    company: 'Trellis Demo · 示例公司',
    email: signIn.username,
    password: signIn.password,
    time_zone: 'Asia/Shanghai',
    currency: 'CNY',
  });
  token = (await call('POST', '/auth/token', signIn)).access_token;
  await call('POST', '/metadata/change-sets', { components });
  await insert('account', records.accounts);
  await insert('contact', records.contacts);
  await insert('deal', records.deals);
  await insert('task', records.tasks);
  mkdirSync(dirname(memoFile), { recursive: true });
  writeFileSync(memoFile, JSON.stringify(signIn), { mode: 0o600 });
  return signIn;
};

try {
  const signIn = existsSync(memoFile) ? JSON.parse(readFileSync(memoFile, 'utf8')) : await make();
  console.log(
    `Demo sign-in: tenant ${signIn.tenant}, user ${signIn.username}, password ${signIn.password}`,
  );
} catch (error) {
  console.error(`trellis: the demo tenant could not be made: ${error.message}`);
  process.exit(1);
}
