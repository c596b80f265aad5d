import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { AppliedOverride } from '../../lib/contract/generated/AppliedOverride';
import type { PlacementView } from '../../lib/contract/generated/PlacementView';
import type { Ruling } from '../../lib/contract/generated/Ruling';
import { ContractProblem } from '../../lib/contract/call';
import { answerWith } from '../../lib/contract/transport';
import { preferences } from '../../lib/preferences.svelte';
import { announcer, toasts } from '../../lib/toasts.svelte';
import { violationsIn } from '../../test-axe';
import PlacementPanel from './PlacementPanel.svelte';
import { halfAnswered, nearBoundary } from './testing';

type Call = [name: string, request: unknown];

afterEach(() => {
  answerWith(null);
  toasts.clear();
});

/** Shows a placement; `answers` answers what changes it. The calls that change something are returned. */
async function shown(view: PlacementView, answers: (name: string, request: unknown) => unknown = () => ({})) {
  const calls: Call[] = [];
  answerWith((name, request) => {
    if (name === 'placement.get') return view;
    calls.push([name, request]);
    return answers(name, request);
  });
  const { container } = render(PlacementPanel, { client: 'c1', topic: 't1' });
  await screen.findByRole('heading', { level: 3, name: 'Banca electrónica' });
  return { calls, container, user: userEvent.setup() };
}

/** All that is read on the panel, in one line. */
const read = (container: Element): string => (container.textContent ?? '').replace(/\s+/g, ' ');

const applied = (ruling: Ruling, more: Partial<AppliedOverride> = {}): AppliedOverride => ({
  ruling,
  from: 'work_table',
  to: 'panel',
  author: '',
  reason: '',
  until: null,
  ...more,
});
const overruled = (one: AppliedOverride): PlacementView => ({
  ...nearBoundary,
  names: [{ id: 'r1', name: 'Abastos del Sur' }],
  recommendation: { ...nearBoundary.recommendation, format: one.to, do_not_meet: one.to === null, applied: [one] },
});

describe('the explanation', () => {
  it('says in words what, why, how sure, the runner-up and what would flip it', async () => {
    const { container } = await shown(nearBoundary);
    const text = read(container);
    const sentences = [
      'Mesa de trabajo: gana mucho de sus pares y hacen falta varios proveedores a la vez.',
      'Cerca del límite Compartir queda a 3,3 puntos de la línea.',
      'Hacen falta tres proveedores en la sala',
      '¿Cuántos proveedores hacen falta en la sala? tres',
      'Un solo ejecutivo puede resolver poco',
      '¿Puede un solo ejecutivo responder y decidir todo? 2 de 5',
      '5 puntos hacia varios proveedores',
      'Comparte casi todo el problema con otros clientes',
      'Ninguna respuesta pesa en contra.',
      'Muy seguro',
      'Cuenta el eje menos seguro: proveedores.',
      'La segunda opción es un panel, con un 35',
      'Sería un panel si a «¿Hasta qué punto es reservada la información para este cliente?» se respondiera 4 en lugar de 3.',
      'La mayor parte de la información es reservada',
    ];
    for (const sentence of sentences) expect(text).toContain(sentence);
  });

  it('says the same in English', async () => {
    preferences.language = 'en';
    const { container } = await shown(nearBoundary);
    const text = read(container);
    const sentences = [
      'Work table: it gains much from its peers, and several providers are needed at once.',
      'Sharing is 3.3 points from the line.',
      'Three providers are needed in the room',
      'The runner-up is a panel, with 35%.',
      'It would be a panel if “How far is the information privileged to this client?” were answered 4 instead of 3.',
    ];
    for (const sentence of sentences) expect(text).toContain(sentence);
  });

  it('shows what is undetermined as such, with the bounds and where it leans', async () => {
    const { container } = await shown(halfAnswered);
    const text = read(container);
    expect(text).toContain('Por determinar: faltan respuestas para recomendar un formato.');
    expect(text).toContain('Lo respondido hasta ahora apunta a una mesa de trabajo.');
    expect(text).toContain('Compartir: según lo que falta por responder, entre 30 y 96,7');
    expect(screen.getByRole('meter', { name: 'Proveedores' })).toHaveAttribute('aria-valuenow', '75');
  });

  const check = (one: AppliedOverride, ...sentences: string[]): void =>
    it(`words the override ${one.ruling.kind}`, async () => {
      const { container } = await shown(overruled(one));
      for (const sentence of sentences) expect(read(container)).toContain(sentence);
    });
  const by = { author: 'Ana Ruiz', reason: 'lo pidió el gerente', until: '2027-03-31' };
  check(
    applied({ kind: 'in_peace' }, { ...by, to: null }),
    'No convocar: el cliente ha pedido que se le deje en paz.',
    'Lo indicó Ana Ruiz, hasta el 31 de marzo de 2027: «lo pidió el gerente».',
  );
  check(
    applied({ kind: 'privileged' }, { author: 'Luis Paz' }),
    'Panel: por las respuestas sería una mesa de trabajo, pero hay una excepción.',
    'La información es solo para este cliente: se le atiende aparte, con un panel.',
    'Lo respondió Luis Paz.',
  );
  check(applied({ kind: 'asked_format' }, { ...by, to: 'visit' }), 'El cliente ha pedido una entrevista.');
  check(applied({ kind: 'critical_case' }, by), 'Primero, un panel con el equipo que lo resuelve.');
  check(
    applied({ kind: 'rivals', clients: ['r1'] }, { to: 'work_table' }),
    'No coincidirá en la sala con Abastos del Sur. El formato no cambia.',
    'Se deduce de los datos.',
  );
  check(applied({ kind: 'sensitive_topic' }), 'Entre rivales no se trata en grupo: en vez de una mesa de trabajo, un panel.');
  check(applied({ kind: 'culture_forbids' }, by), 'Queda excluido reunirlo en una mesa de trabajo: en su lugar, un panel.');
  check(
    applied({ kind: 'too_few_clients', have: 3, min: 4 }),
    '3 clientes compatibles para una mesa de trabajo, que pide al menos 4: será un panel.',
  );
  check(applied({ kind: 'no_capacity' }, { to: 'work_table' }), 'Nadie con las capacidades del tema tiene tiempo');

  it.each(['Por qué', 'Preguntas', 'Excepciones', 'Historial'])(
    'passes axe on the part %s',
    async (part) => {
      const { container, user } = await shown({
        ...overruled(applied({ kind: 'privileged' })),
        ask: ['S4'],
        history: [entry()],
        overrides: [fact()],
      });
      await user.click(screen.getByRole('tab', { name: new RegExp(`^${part}`) }));
      expect(await violationsIn(container)).toEqual([]);
    },
    20_000,
  );
});

describe('answering', () => {
  const next = () => within(screen.getByRole('region', { name: 'Siguiente pregunta' }));

  it('asks the weightiest unanswered question first and saves the answer at once', async () => {
    const { calls, user } = await shown(halfAnswered, () => nearBoundary);
    const group = next().getByRole('radiogroup', { name: '¿Hasta qué punto es reservada la información para este cliente?' });
    await user.click(within(group).getByRole('radio', { name: '3: Parte de la información es reservada' }));
    expect(calls).toEqual([
      ['placement.answer', { client: 'c1', topic: 't1', answers: [{ item: 'S2', value: 3, this_topic_only: false }] }],
    ]);
    await waitFor(() => expect(announcer.text).toContain('Ahora: Mesa de trabajo.'));
    expect(screen.queryByRole('region', { name: 'Siguiente pregunta' })).toBeNull();
  });

  it('takes digits, walks by arrows, and gives an answer back by a hyphen', async () => {
    const { calls, user } = await shown({ ...nearBoundary, ask: ['S2'] }, () => nearBoundary);
    await user.click(screen.getByRole('tab', { name: /^Preguntas/ }));
    const group = screen.getByRole('radiogroup', { name: '¿Espera que se le atienda en exclusiva?' });
    within(group).getByRole('radio', { name: /^3:/ }).focus();
    await user.keyboard('{ArrowRight}');
    expect(within(group).getByRole('radio', { name: /^4:/ })).toHaveFocus();
    expect(calls).toEqual([]);
    await user.keyboard('5-');
    expect(calls.map(([, request]) => (request as { answers: unknown[] }).answers)).toEqual([
      [{ item: 'S7', value: 5, this_topic_only: false }],
      [{ item: 'S7', value: null, this_topic_only: false }],
    ]);
  });

  const scale = (item: string, name: RegExp, key: string, value: number): void =>
    it(`${item}: the key ${key} answers ${value}`, async () => {
      const { calls, user } = await shown(nearBoundary, () => nearBoundary);
      await user.click(screen.getByRole('tab', { name: /^Preguntas/ }));
      const group = screen.getByRole('radiogroup', { name });
      group.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
      await user.keyboard(key);
      expect(calls).toMatchObject([['placement.answer', { answers: [{ item, value }] }]]);
    });
  scale('P1', /Cuántos proveedores/, '2', 3);
  scale('P1', /Cuántos proveedores/, '4', 5);
  scale('P5', /cuántas veces/, '0', 1);
  scale('P5', /cuántas veces/, '4', 5);

  it('makes an inherited answer this topic’s own', async () => {
    const { calls, user } = await shown(nearBoundary, () => nearBoundary);
    await user.click(screen.getByRole('tab', { name: /^Preguntas/ }));
    const question = screen.getByRole('radiogroup', { name: /contacto con sus pares/ }).closest<HTMLElement>('.question');
    expect(question).toHaveTextContent('Respondida para el cliente: vale en todos sus temas');
    await user.click(within(question!).getByRole('checkbox', { name: 'Solo para este tema' }));
    expect(calls).toMatchObject([['placement.answer', { answers: [{ item: 'S3', value: 3, this_topic_only: true }] }]]);
  });

  it('says why an answer could not be kept', async () => {
    const { user } = await shown(halfAnswered, () => {
      throw new ContractProblem({ kind: 'unexpected', incident: 'C3' });
    });
    await user.click(next().getByRole('radio', { name: /^2:/ }));
    await waitFor(() => expect(toasts.shown[0]?.text).toContain('C3'));
  });
});

function entry(): PlacementView['history'][number] {
  return {
    id: 'e2',
    client: 'c1',
    topic: 't1',
    at: '2026-11-10T14:00:00Z',
    author: 'Ana Ruiz',
    cause: 'chosen',
    sharing: 53.3,
    providers: 68.3,
    state: 'near_boundary',
    format: 'work_table',
    chosen: { sharing: 30, providers: 70, author: 'Ana Ruiz', reason: 'prefiere hablar a solas', on: '2026-11-10', until: null },
  };
}

function fact(): PlacementView['overrides'][number] {
  return {
    id: 'o1',
    client: 'c1',
    topic: null,
    fact: { kind: 'asked_format', format: 'visit' },
    author: 'Ana Ruiz',
    reason: 'lo pidió',
    since: '2026-01-01',
    until: null,
    version: 2,
  };
}

describe('by hand', () => {
  const chosen: PlacementView = {
    ...nearBoundary,
    entry: entry(),
    history: [entry()],
    recommendation: { ...nearBoundary.recommendation, quadrant: 'panel', format: 'panel' },
  };

  it('keeps the computed place beside the chosen one, and gives it back', async () => {
    const { calls, container, user } = await shown(chosen);
    expect(read(container)).toContain('Panel: así se eligió a mano.');
    expect(read(container)).toContain('Panel (compartir 30, proveedores 70)');
    expect(read(container)).toContain('Por las respuestas: Mesa de trabajo (compartir 53,3, proveedores 68,3)');
    expect(read(container)).toContain('Lo eligió Ana Ruiz el 10 de noviembre de 2026');
    await user.click(screen.getByRole('button', { name: 'Volver a lo calculado' }));
    expect(calls).toEqual([['placement.release', { client: 'c1', topic: 't1' }]]);
  });

  it('shows both in the history, with author, cause and reason', async () => {
    const { user } = await shown(chosen);
    await user.click(screen.getByRole('tab', { name: 'Historial' }));
    const item = within(screen.getByRole('tabpanel')).getByRole('listitem');
    expect(item).toHaveTextContent(/Se ubicó a mano/);
    expect(item).toHaveTextContent(/Ana Ruiz/);
    expect(item).toHaveTextContent(/Calculado\s*Mesa de trabajo/);
    expect(item).toHaveTextContent(/Elegido\s*Panel/);
    expect(item).toHaveTextContent(/prefiere hablar a solas/);
  });

  it('wants a reason and keeps it on a problem', async () => {
    const { calls, user } = await shown(nearBoundary, () => {
      throw new ContractProblem({ kind: 'stale', what: 'placement', id: 'e2' });
    });
    await user.click(screen.getByRole('button', { name: 'Ubicar a mano…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Ubicar a mano: Comercial Ávila' }));
    await user.click(dialog.getByRole('button', { name: 'Ubicar aquí' }));
    expect(dialog.getByText('Falta la razón')).toBeInTheDocument();
    expect(calls).toEqual([]);
    await user.type(dialog.getByRole('textbox', { name: '¿Por qué?' }), 'lo pidió');
    await user.click(dialog.getByRole('button', { name: 'Ubicar aquí' }));
    expect(await dialog.findByText(/Mientras tanto cambió la ubicación/)).toBeInTheDocument();
    expect(dialog.getByRole('textbox', { name: '¿Por qué?' })).toHaveValue('lo pidió');
    expect(calls).toHaveLength(1);
  });
});

describe('the client’s overrides', () => {
  it('adds one with its reason', async () => {
    const { calls, user } = await shown(nearBoundary, (_, request) => request);
    await user.click(screen.getByRole('tab', { name: 'Excepciones' }));
    await user.click(screen.getByRole('button', { name: 'Añadir excepción' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Guardar excepción' }));
    expect(calls).toEqual([]);
    await user.click(dialog.getByRole('radio', { name: 'Solo este tema' }));
    await user.type(dialog.getByRole('textbox', { name: 'Por qué' }), 'no quiere reuniones este año');
    await user.click(dialog.getByRole('button', { name: 'Guardar excepción' }));
    expect(calls).toMatchObject([
      [
        'override.save',
        { id: '', client: 'c1', topic: 't1', fact: { kind: 'in_peace' }, reason: 'no quiere reuniones este año', version: 0 },
      ],
    ]);
  });

  it('names each and removes it', async () => {
    const { calls, user } = await shown({ ...nearBoundary, overrides: [fact()] });
    await user.click(screen.getByRole('tab', { name: /^Excepciones/ }));
    expect(screen.getByText('Ha pedido una entrevista')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Quitar: Ha pedido una entrevista' }));
    expect(calls).toEqual([['override.delete', { id: 'o1' }]]);
  });
});

it('shows what went wrong and tries again', async () => {
  let fail = true;
  answerWith(() => {
    if (fail) throw new ContractProblem({ kind: 'not_found', what: 'client', id: 'c1' });
    return nearBoundary;
  });
  render(PlacementPanel, { client: 'c1', topic: 't1' });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Ya no existe el cliente');
  fail = false;
  await userEvent.click(within(alert).getByRole('button', { name: 'Reintentar' }));
  expect(await screen.findByRole('heading', { level: 3 })).toBeInTheDocument();
});
