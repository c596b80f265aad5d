import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registry } from '../../lib/commands/registry.svelte';
import { ContractProblem } from '../../lib/contract/call';
import type { DraftView } from '../../lib/contract/generated/DraftView';
import type { PlanChange } from '../../lib/contract/generated/PlanChange';
import type { PlanRequest } from '../../lib/contract/generated/PlanRequest';
import { answerWith } from '../../lib/contract/transport';
import { preferences } from '../../lib/preferences.svelte';
import { usualWeights } from '../../shared/weights/weights';
import { violationsIn } from '../../test-axe';
import { besideDraft, comparison, draft, leftOut, need, proposal, remedies, why } from './canned';
import { search } from './search.svelte';
import View from './View.svelte';

/** A draft that can be asked: why so, what would allow it, what if, and which of two. */
let asked: [name: string, request: unknown][] = [];
let answers: Record<string, unknown> = {};
const keys = (event: KeyboardEvent): void => registry.press(event);
const askedOf = (name: string): unknown[] => asked.filter(([one]) => one === name).map(([, request]) => request);
const press = (name: RegExp | string): Promise<void> => userEvent.click(screen.getByRole('button', { name }));
const lock = { start: false, place: true, providers: false };

async function show(current: DraftView | null = draft(), other: DraftView | null = null): Promise<HTMLElement> {
  answers = {
    'needs.list': [need('a', { format: 'work_table' })],
    'plan.current': { draft: current, other, open_needs: 1 },
    'plan.why': why(),
    'plan.remedies': remedies,
    'plan.compare': comparison,
    'plan.accept': { meetings: ['m1', 'm2'] },
    'plan.make': besideDraft(),
    'settings.get': { weights: { ...usualWeights } },
    'meeting.get': { meeting: { id: 'm9', lock } },
    'network.get': {
      providers: [{ id: 'p1', name: 'Ana Rojas', max_per_day: 4 }],
      rooms: [{ id: 'r1', name: 'Sala Ávila', seats: 8 }],
      topics: [{ topic: { id: 't1', group_variant: 'professional' } }],
      templates: [{ format: 'work_table', variant: 'professional', clients: { min: 4, max: 6 }, providers: { min: 1, max: 2 } }],
    },
    ...answers,
  };
  answerWith((name, request) => {
    asked.push([name, request]);
    const answer = answers[name];
    if (answer instanceof Error) throw answer;
    if (name === 'meeting.lock') return { meeting: { id: 'm9', lock: (request as { lock: object }).lock } };
    return answer ?? null;
  });
  const { container } = render(View);
  if (current) await screen.findByRole(other ? 'region' : 'tab', { name: other ? 'Comparación de los dos planes' : /Propuestas/ });
  await waitFor(() => expect(askedOf('network.get')).toHaveLength(1));
  return container;
}

/** jsdom places no floating list, so what is in it counts as hidden and has no name there. */
async function pick(text: string): Promise<void> {
  const found = await waitFor(() => {
    const one = [...document.querySelectorAll('[role="option"]')].find((item) => item.textContent?.includes(text));
    expect(one).toBeDefined();
    return one!;
  });
  await userEvent.click(found);
}

beforeEach(() => {
  asked = [];
  answers = {};
  search.problem = null;
  window.addEventListener('keydown', keys);
});
afterEach(() => {
  window.removeEventListener('keydown', keys);
  answerWith(null);
});

describe('why so', () => {
  it('is asked only once a proposal is opened, and told in words', async () => {
    const container = await show();
    expect(askedOf('plan.why')).toEqual([]);
    await press(/Propuesta 0.*detalles/);
    const part = await screen.findByRole('region', { name: 'Por qué así' });
    expect(await within(part).findByText('18 puntos de trayecto')).toBeInTheDocument();
    expect(askedOf('plan.why')).toEqual([{ draft: 'd1', index: 0 }]);
    for (const text of [
      '24 puntos en total',
      'De 40 horas posibles dentro de su plazo, 9 servían.',
      'Ana Rojas: en otra reunión en 12 de 40 horas',
      'Costaría 12 puntos más. Por reglas: 16 puntos más por caras nuevas y 4 puntos menos de trayecto.',
    ])
      expect(part).toHaveTextContent(text);
    expect(await violationsIn(container)).toEqual([]);
  });

  it('that cannot be told says so and can be asked again', async () => {
    answers['plan.why'] = new ContractProblem({ kind: 'internal', detail: 'x' });
    await show();
    await press(/Propuesta 0.*detalles/);
    const part = await screen.findByRole('region', { name: 'Por qué así' });
    const again = await within(part).findByRole('button', { name: 'Reintentar' });
    answers['plan.why'] = why({ costs: [], next: null, obstacles: [], possible: 40 });
    await userEvent.click(again);
    expect(await within(part).findByText('No le cuesta nada al plan.')).toBeInTheDocument();
    expect(part).toHaveTextContent('Podía empezar en cualquiera de las 40 horas posibles de su plazo.');
    expect(part).toHaveTextContent('No hay otra hora posible sin mover el resto.');
  });
});

describe('what would allow a need', () => {
  const changes: PlanChange[] = [{ kind: 'per_day', who: { kind: 'provider', id: 'p1', name: 'Ana Rojas' }, max: 5 }];
  const open = async (given: DraftView): Promise<HTMLElement> => {
    const container = await show(given);
    await userEvent.click(screen.getByRole('tab', { name: /Quedan fuera/ }));
    expect(askedOf('plan.remedies')).toEqual([]);
    await press('Qué lo permitiría: Cliente fuera');
    return container;
  };

  it('is told in words, and tried beside the draft with what it took as given already', async () => {
    const container = await open(draft({ changes, moving: 'broken' }));
    expect(await screen.findByText('Ana Rojas libre: martes 12, 10:00–11:00')).toBeInTheDocument();
    expect(screen.getByText('Pólizas: siete en la mesa en vez de seis')).toBeInTheDocument();
    expect(askedOf('plan.remedies')).toEqual([{ draft: 'd1', need: 'fuera' }]);
    expect(await violationsIn(container)).toEqual([]);
    await press('Probar: Ana Rojas libre: martes 12, 10:00–11:00');
    expect(askedOf('plan.make')).toEqual([
      {
        from: '2027-01-05',
        to: '2027-01-18',
        seconds: 5,
        seed: null,
        changes: [...changes, ...remedies[0]!.changes],
        moving: 'broken',
        beside: true,
        start_with: 'd1',
      } satisfies PlanRequest,
    ]);
    expect(await screen.findByRole('region', { name: 'Comparación de los dos planes' })).toBeInTheDocument();
  });

  it('says it plainly where nothing would', async () => {
    answers['plan.remedies'] = [];
    await open(draft({ left_out: [leftOut([{ kind: 'search_ended' }])] }));
    expect(await screen.findByText(/Ningún cambio pequeño lo permitiría/)).toBeInTheDocument();
  });
});

describe('what if', () => {
  const panel = (): HTMLElement => screen.getByRole('complementary', { name: '¿Y si…?' });

  it('someone is away, a table is larger, the weights are others, and what cannot stay may move', async () => {
    const container = await show();
    await userEvent.keyboard('y');
    const add = within(panel()).getByRole('button', { name: 'Añadir cambio' });
    await userEvent.click(add);
    expect(within(panel()).getByRole('alert')).toHaveTextContent('Falta elegir quién o qué sala');
    await userEvent.type(within(panel()).getByRole('combobox', { name: 'Quién o qué sala' }), 'Ana');
    await pick('Ana Rojas');
    await userEvent.click(add);
    const chips = within(panel()).getByRole('list', { name: 'Cambios que este plan da por hechos' });
    expect(chips).toHaveTextContent('Ana Rojas ausente: martes 5, todo el día');
    expect(within(panel()).getByRole('combobox', { name: 'Quién o qué sala' })).toHaveValue('');
    await userEvent.click(within(panel()).getByRole('radio', { name: /Solo las que no pueden seguir/ }));
    await fireEvent.input(within(panel()).getByRole('slider', { name: 'Espera' }), { target: { value: '10' } });
    expect(chips).toHaveTextContent('Pesos propios: Espera mucho (10)');
    expect(await violationsIn(container)).toEqual([]);
    await press('Planificar al lado');
    expect(askedOf('plan.make')).toEqual([
      {
        from: '2027-01-05',
        to: '2027-01-18',
        seconds: 5,
        seed: null,
        changes: [
          {
            kind: 'away',
            who: { kind: 'provider', id: 'p1', name: 'Ana Rojas' },
            from: '2027-01-05T00:00:00',
            until: '2027-01-06T00:00:00',
          },
          { kind: 'weights', weights: { ...usualWeights, delay: 10 } },
        ],
        moving: 'broken',
        beside: true,
        start_with: 'd1',
      } satisfies PlanRequest,
    ]);
  }, 20_000);

  it('begins with what the draft takes as given; each can be taken away, and the usual weights are no change', async () => {
    const changes: PlanChange[] = [
      { kind: 'seats', room: { id: 'r1', name: 'Sala Ávila' }, seats: 9 },
      { kind: 'weights', weights: { ...usualWeights, delay: 10 } },
    ];
    await show(draft({ changes }));
    // On the draft itself they are always to be seen.
    expect(screen.getByRole('list', { name: 'Cambios que este plan da por hechos' })).toHaveTextContent('Sala Ávila: una plaza más (9)');
    await press('¿Y si…?');
    await userEvent.click(within(panel()).getByRole('button', { name: 'Quitar Sala Ávila: una plaza más (9)' }));
    await userEvent.click(within(panel()).getByRole('button', { name: 'Equilibrado' }));
    expect(within(panel()).getByText('Todavía ningún cambio.')).toBeInTheDocument();
    await press('Planificar al lado');
    expect(askedOf('plan.make')).toMatchObject([{ changes: [], moving: 'none', beside: true, start_with: 'd1' }]);
  });

  it('can be the first plan too', async () => {
    await show(null);
    await press('¿Y si…?');
    await userEvent.click(within(panel()).getByRole('radio', { name: /Todas, lo menos posible/ }));
    await press('Planificar así');
    expect(askedOf('plan.make')).toMatchObject([{ changes: [], moving: 'free', beside: false, start_with: null }]);
  });
});

describe('two drafts', () => {
  it('are compared whichever of them the app has as its own, and pass axe in both languages', async () => {
    const container = await show(besideDraft(), draft());
    await screen.findByRole('table', { name: 'Por reglas' });
    expect(askedOf('plan.compare')).toEqual([{ one: 'd1', other: 'd2' }]);
    expect(screen.getByRole('row', { name: 'Desplazamientos 95 minutos de viaje 80 minutos de viaje mejor' })).toBeInTheDocument();
    expect(screen.getByText('Solo en el Plan B').parentElement).toHaveTextContent('Cliente fuera');
    expect(screen.getByText('No está en el Plan B')).toBeInTheDocument();
    expect(screen.getByText('1 reunión es igual en los dos.')).toBeInTheDocument();
    expect(await violationsIn(container)).toEqual([]);
    preferences.language = 'en';
    expect(await screen.findByRole('button', { name: 'Accept Plan B' })).toBeInTheDocument();
    expect(await violationsIn(container)).toEqual([]);
  });

  it('either is accepted whole or dropped', async () => {
    await show(draft(), besideDraft());
    answers['plan.accept'] = { value: { meetings: ['m1', 'm2'] }, stale: ['drafts'], gesture: null };
    await press('Descartar el Plan A');
    expect(askedOf('plan.discard')).toEqual([{ id: 'd1' }]);
    answers['plan.current'] = { draft: besideDraft({ open: false }), other: draft(), open_needs: 0 };
    await press('Aceptar el Plan B');
    expect(askedOf('plan.accept')).toEqual([{ draft: 'd2', proposals: null }]);
    expect(await screen.findByText('2 reuniones están en la agenda.')).toBeInTheDocument();
  });

  it('either is gone into and accepted in part; no key accepts while both are compared', async () => {
    await show(draft(), besideDraft());
    await userEvent.keyboard('a');
    expect(askedOf('plan.accept')).toEqual([]);
    await press('Ver el Plan B');
    await userEvent.click(await screen.findByRole('checkbox', { name: /La que faltaba/ }));
    await press('Aceptar 1');
    expect(askedOf('plan.accept')).toEqual([{ draft: 'd2', proposals: [2] }]);
    await userEvent.keyboard('c');
    expect(screen.getByRole('region', { name: 'Comparación de los dos planes' })).toBeInTheDocument();
  });
});

describe('a meeting that stands in the calendar', () => {
  const was = { start: '2027-01-05T09:00:00', place_name: '', providers: [{ id: 'p1', name: 'Ana Rojas' }] };
  const changed = draft({
    proposals: [
      proposal(0, '2027-01-06T10:00:00'),
      proposal(1, '2027-01-07T10:00:00', { existing: 'm9', was }),
      proposal(2, '2027-01-08T10:00:00', { existing: 'm8' }),
    ],
  });

  it('is told as it was and will be where the draft changes it, and can be accepted', async () => {
    const container = await show(changed);
    const region = screen.getByRole('region', { name: 'Borrador del plan' });
    expect(region).toHaveTextContent('1 cambia');
    expect(region).toHaveTextContent('1 sigue igual');
    const row = within(region).getByRole('region', { name: /^Cambian/ });
    expect(row).toHaveTextContent('antes martes 5, 9:00, ahora jueves 7, 10:00');
    expect(await violationsIn(container)).toEqual([]);
    await userEvent.click(within(row).getByRole('checkbox', { name: /Propuesta 1/ }));
    await press('Aceptar 1');
    expect(askedOf('plan.accept')).toEqual([{ draft: 'd1', proposals: [1] }]);
  });

  it('is locked field by field from its proposal', async () => {
    await show(changed);
    await press(/Propuesta 2.*detalles/);
    const held = await screen.findByRole('switch', { name: 'La hora' });
    expect(screen.getByRole('switch', { name: 'El lugar' })).toBeChecked();
    await userEvent.click(held);
    expect(askedOf('meeting.lock')).toEqual([{ id: 'm8', lock: { ...lock, start: true } }]);
    await waitFor(() => expect(held).toBeChecked());
  });
});

it('shows how the work is shared, in words and figures', async () => {
  const container = await show();
  await userEvent.click(screen.getByRole('tab', { name: 'Reparto' }));
  expect(screen.getByRole('row', { name: 'Ana Rojas 30 4' })).toBeInTheDocument();
  expect(screen.getByText('Entre quien más atiende (Ana Rojas, 34) y quien menos (Luis Pérez, 12) hay 22 reuniones.')).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
});
