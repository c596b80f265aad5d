// A screen and a session bus of the tests' own: nothing of the person's desktop is touched.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Starts a program and gives the first line it prints. */
function firstLine(command, args, env) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  const line = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  return line.then((text) => ({ child, line: text.trim() }));
}

/** Gives `{ env, close }`: the environment of a desktop session without any person's. */
export async function startScreen() {
  const screen = await firstLine('Xvfb', ['-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp']);
  const bus = await firstLine('dbus-daemon', ['--session', '--nofork', '--print-address=1']);
  return {
    env: {
      DISPLAY: `:${screen.line}`,
      DBUS_SESSION_BUS_ADDRESS: bus.line,
      GDK_BACKEND: 'x11',
      WAYLAND_DISPLAY: '',
      // Without it GTK starts an accessibility bus that outlives the tests.
      NO_AT_BRIDGE: '1',
    },
    close: () => {
      bus.child.kill();
      screen.child.kill();
    },
  };
}
