import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const JAR = fileURLToPath(
  new URL('../../platform-runtime/target/quarkus-app/quarkus-run.jar', import.meta.url),
);
const START_LIMIT_MS = 90_000;

declare module 'vitest' {
  export interface ProvidedContext {
    address: string;
  }
}

/** Uses the program at TRELLIS_URL, or starts the built one with a port and a folder of its own. */
export default async function setup(project: TestProject) {
  const given = process.env['TRELLIS_URL'];
  if (given) {
    project.provide('address', given.replace(/\/$/, ''));
    return;
  }
  if (!existsSync(JAR)) throw new Error(`There is no program to try. Build it first: ${JAR}`);
  const folder = mkdtempSync(join(tmpdir(), 'trellis-journeys-'));
  const port = await freePort();
  const java = process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin/java') : 'java';
  const program = spawn(
    java,
    ['--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow', '-jar', JAR],
    {
      env: { ...process.env, TRELLIS_PORT: String(port), TRELLIS_DATA: join(folder, 'data') },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  await ready(program);
  project.provide('address', `http://localhost:${port}`);
  return async () => {
    const gone = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
}

const ready = (program: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    let output = '';
    const timer = setTimeout(
      () => reject(new Error(`The program did not start in time:\n${output}`)),
      START_LIMIT_MS,
    );
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('Trellis is ready')) return;
      clearTimeout(timer);
      resolve();
    };
    program.stdout?.on('data', listen);
    program.stderr?.on('data', listen);
    program.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`The program ended:\n${output}`));
    });
  });

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
