import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CalendarView } from '$lib/contract/generated/CalendarView';
import { answerWith } from '$lib/contract/transport';
import { router } from '$lib/router.svelte';
import { toasts } from '$lib/toasts.svelte';
import { violationsIn } from '../../test-axe';
import TestView from './TestView.svelte';

const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00:00', to: '18:00:00' }));
const lane = (id: string, name: string) => ({ id, name, detail: 'Centro', hours, seats: null });
const view: CalendarView = {
  zone: 'America/Caracas',
  zones: ['America/Caracas'],
  events: [
    {
      id: 'm1',
      title: 'LINO · Precios',
      format: 'visit',
      start: '2026-11-24T10:00:00',
      minutes: 50,
      place: { kind: 'remote' },
      place_name: '',
      clients: [{ id: 'c1', name: 'LINO' }],
      providers: [{ id: 'p1', name: 'Ana Ruiz' }],
      status: 'planned',
      lock: { start: false, place: false, providers: false },
      conflicts: [],
      conflict_kept: false,
      own_time: null,
      version: 3,
    },
  ],
  providers: [lane('p1', 'Ana Ruiz'), lane('p2', 'Berta Gil')],
  rooms: [],
  tray: [],
  holidays: [],
  taken: [],
};

// A whole screen in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

let shown: CalendarView = view;
let asked: string[] = [];

beforeEach(() => {
  asked = [];
  shown = view;
  router.go('#/calendar?date=2026-11-24', { replace: true });
  answerWith((name) => {
    if (name === 'calendar.get') return shown;
    if (name === 'network.get') return { firms: [], providers: [], sites: [], rooms: [], topics: [], skills: [], attributes: [], templates: [], zones: [] };
    if (name === 'plan.current') return { draft: null, open_needs: 0 };
    if (name === 'meeting.probe') return { conflicts: [] };
    asked.push(name);
    return {};
  });
});
afterEach(() => {
  answerWith(null);
  toasts.clear();
});

const card = (): Promise<HTMLElement> => screen.findByRole('button', { name: /^LINO · Precios/ });
async function reach(): Promise<void> {
  await card();
  document.querySelector<HTMLElement>('[data-ground] [tabindex="0"]')!.focus();
  await fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight', ctrlKey: true });
  await waitFor(() => expect(document.activeElement).toHaveAttribute('data-event', 'm1'));
}

describe('what other calendars and public holidays say', () => {
  const day = '2026-11-24';
  const taken = (lane: string, from: string, to: string, source: string, tentative = false) => ({
    lane,
    start: `${day}T${from}:00`,
    end: `${day}T${to}:00`,
    tentative,
    source,
  });
  const holiday = { date: day, country: 'ES-MD', es: 'La Almudena', en: 'Our Lady of Almudena', origin: 'data' as const };

  it('a lane shows and says when it is taken, by the calendar’s name alone', async () => {
    shown = { ...view, taken: [taken('p1', '12:00', '13:30', 'Agenda de Ana'), taken('p1', '15:00', '16:00', 'Agenda de Ana', true)] };
    const { container } = render(TestView);
    await card();
    await userEvent.keyboard('l');
    const lane = await screen.findByRole('group', { name: /^Ana Ruiz, 1 reunión/ });
    expect(lane).toHaveAccessibleName(
      'Ana Ruiz, 1 reunión. Ocupado en otros calendarios: 12:00–13:30, según «Agenda de Ana» y 15:00–16:00, provisional, según «Agenda de Ana»',
    );
    expect(screen.getByRole('group', { name: 'Berta Gil, 0 reuniones' })).toBeInTheDocument();
    const blocks = [...container.querySelectorAll<HTMLElement>('.taken')];
    expect(blocks.map((block) => [block.title, block.classList.contains('tentative')])).toEqual([
      ['12:00–13:30, según «Agenda de Ana»', false],
      ['15:00–16:00, provisional, según «Agenda de Ana»', true],
    ]);
    expect(await violationsIn(container)).toEqual([]);
  });

  it('an empty slot that is taken elsewhere does not call itself free', async () => {
    shown = { ...view, events: [], taken: [taken('p1', '00:00', '23:59', 'Agenda de Ana')] };
    render(TestView);
    await screen.findByRole('button', { name: /libre\. Intro/ });
    await userEvent.keyboard('l');
    expect(await screen.findByRole('button', { name: /ocupado según «Agenda de Ana»/ })).toBeInTheDocument();
  });

  it.each([
    ['w', () => screen.findByText('festivo: La Almudena (España, MD)')],
    ['m', () => screen.findByRole('button', { name: /24 de noviembre, 1 reunión, festivo: La Almudena \(España, MD\)/ })],
    ['l', () => screen.findByText(/^Festivos: .*24 de noviembre: La Almudena/)],
    ['a', () => screen.findByText('festivo: La Almudena (España, MD)')],
  ] as const)('a holiday is named on its day (mode %s)', async (key, found) => {
    shown = { ...view, holidays: [holiday, { ...holiday, date: '2026-11-25', es: 'Quitado', origin: 'removed' }] };
    render(TestView);
    await card();
    await userEvent.keyboard(key);
    expect(await found()).toBeInTheDocument();
    expect(screen.queryByText(/Quitado/)).not.toBeInTheDocument();
  });

  it('a meeting that goes to a holiday is warned of, and goes all the same', async () => {
    shown = { ...view, holidays: [{ ...holiday, date: '2026-11-25' }] };
    render(TestView);
    await reach();
    await fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight', altKey: true });
    expect(await screen.findByText('Ese día es festivo: La Almudena (España, MD)')).toBeInTheDocument();
    await fireEvent.keyUp(document.activeElement!, { key: 'Alt' });
    await waitFor(() => expect(asked).toEqual(['meeting.move']));
  });
});
