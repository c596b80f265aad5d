import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answerWith } from '../../lib/contract/transport';
import { Reading } from './reading.svelte';
import TestReading from './TestReading.svelte';

const window_ = vi.hoisted(() => ({
  heard: new Map<string, (event: { payload: unknown }) => void>(),
  chosen: null as string | null,
  asked: [] as unknown[],
}));
vi.mock('@tauri-apps/api/event', () => ({
  listen: (name: string, heed: (event: { payload: unknown }) => void) => {
    window_.heard.set(name, heed);
    return Promise.resolve(() => window_.heard.delete(name));
  },
}));
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, options: unknown) => {
    window_.asked.push([name, options]);
    return Promise.resolve(window_.chosen);
  },
}));

let read: string[] = [];
const tell = (name: string, payload: unknown = {}): void => window_.heard.get(`tauri://${name}`)?.({ payload });

beforeEach(() => {
  read = [];
  (window as unknown as Record<string, unknown>)['__TAURI_INTERNALS__'] = {};
  answerWith((_, request) => {
    const { paths } = request as { paths: string[] };
    read.push(...paths);
    return paths.map((path) => ({ path, fate: { kind: 'known', name: 'Ana', title: 'Panel' } }));
  });
});
afterEach(() => {
  delete (window as unknown as Record<string, unknown>)['__TAURI_INTERNALS__'];
  answerWith(null);
});

async function shown(): Promise<Reading> {
  const reading = new Reading();
  render(TestReading, { reading });
  await waitFor(() => expect(window_.heard.size).toBe(3));
  return reading;
}

it('opens under files held over the window, and goes with them', async () => {
  await shown();
  tell('drag-enter');
  expect(await screen.findByText('Soltar aquí las respuestas')).toBeInTheDocument();
  tell('drag-leave');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(read).toEqual([]);
});

it('reads every file that is dropped', async () => {
  await shown();
  tell('drag-enter');
  tell('drag-drop', { paths: ['/x/a.eml', '/x/b.ics'] });
  expect(await screen.findByText('a.eml')).toBeInTheDocument();
  expect(screen.getByText('b.ics')).toBeInTheDocument();
  expect(read).toEqual(['/x/a.eml', '/x/b.ics']);
});

it('reads the file chosen in the system’s dialog, and nothing where it was dismissed', async () => {
  const reading = await shown();
  reading.start();
  await userEvent.click(await screen.findByRole('button', { name: 'Elegir archivo…' }));
  expect(window_.asked).toEqual([['choose_file', { title: 'Leer respuestas', kinds: [{ name: 'Respuestas', extensions: ['eml', 'ics'] }] }]]);
  expect(read).toEqual([]);
  window_.chosen = '/x/c.eml';
  await userEvent.click(screen.getByRole('button', { name: 'Elegir archivo…' }));
  expect(await screen.findByText('c.eml')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Elegir otro archivo…' })).toBeInTheDocument();
});
