// Called by Maven: installs when the lock file changed, builds when a source changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const output = 'target/classes/META-INF/resources';
/** For the server, not for browsers: nothing serves this folder. */
const formula = 'target/classes/META-INF/formula';

const filesUnder = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesUnder(join(path, name)))
    : [path];

const fingerprint = (paths) => {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesUnder)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
};

const isCurrent = (stamp, mark, proof) =>
  existsSync(stamp) && existsSync(proof) && readFileSync(stamp, 'utf8') === mark;

const runNpm = (...args) =>
  execFileSync(npm, args, { stdio: 'inherit', shell: process.platform === 'win32' });

const lock = fingerprint(['package.json', 'package-lock.json']);
if (!isCurrent('node_modules/.trellis-lock', lock, 'node_modules/vite')) {
  runNpm('ci', '--no-audit', '--no-fund', '--loglevel=error');
  writeFileSync('node_modules/.trellis-lock', lock);
}

const build = (script, folder) =>
  runNpm(
    'run',
    script,
    '--silent',
    '--',
    '--outDir',
    folder,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  );

const sources = fingerprint([
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'vite.formula.config.ts',
  'package-lock.json',
]);
if (!isCurrent('target/ui-sources', sources, join(formula, 'formula.mjs'))) {
  build('build', output);
  build('build:formula', formula);
  mkdirSync('target', { recursive: true });
  writeFileSync('target/ui-sources', sources);
}
