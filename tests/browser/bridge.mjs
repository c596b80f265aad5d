// The real app behind loopback HTTP: started on a workspace of its own, called as the page calls it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A Monday; the sample arranges itself around it, so that every run sees the same days. */
export const TODAY = '2026-03-02';

/** A problem that the app answered, with its kind and data. */
export class Problem extends Error {
  constructor(name, problem) {
    super(`${name}: ${JSON.stringify(problem)}`);
    this.problem = problem;
  }
}

/** A program built by Cargo: named by the environment, else where a debug build puts it. */
export function program(variable, name) {
  const path = process.env[variable] ?? join(root, 'target', 'debug', name);
  if (!existsSync(path)) throw new Error(`${path} is not built: cargo build --bins`);
  return path;
}

/**
 * Starts the bridge in a home of its own. `workspace` fills it first: 'sample', 'empty', or 'none'.
 * Gives `{ url, home, call, close }`.
 */
export async function startBridge({ workspace = 'sample', today = TODAY } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'cuadrante-'));
  const child = spawn(
    program('CUADRANTE_BRIDGE_PROGRAM', 'bridge'),
    ['--today', today, '--port', '0', '--ui', join(root, 'ui', 'dist')],
    { cwd: root, env: { ...process.env, CUADRANTE_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await listening(child);
  const close = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(home, { recursive: true, force: true });
  };
  const bridge = { url, home, close, call: (name, request, onProgress) => call(url, name, request, onProgress) };
  try {
    if (workspace !== 'none') await bridge.call(`workspace.${workspace}`, {});
  } catch (error) {
    await close();
    throw error;
  }
  return bridge;
}

function listening(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the bridge ended with ${code} before it listened`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /^listening on (http:\S+)$/.exec(line)?.[1];
      if (address) resolve(address);
    });
  });
}

/** Calls one command; gives the reply's value, or throws `Problem`. */
export async function call(url, name, request = {}, onProgress = () => {}) {
  const response = await fetch(`${url}/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ task: null, request }),
  });
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  const lines = (await response.text()).trim().split('\n').map((line) => JSON.parse(line));
  for (const line of lines) if ('progress' in line) onProgress(line.progress);
  const last = lines.at(-1);
  if ('problem' in last) throw new Problem(name, last.problem);
  return last.reply.value;
}
