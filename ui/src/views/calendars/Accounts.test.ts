import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountSave } from '../../lib/contract/generated/AccountSave';
import type { PushRequest } from '../../lib/contract/generated/PushRequest';
import { toasts } from '../../lib/toasts.svelte';
import { violationsIn } from '../../test-axe';
import { account, calendars, differences, pushed } from './canned';
import { begin, choose, end, problem, sent, show } from './testing';

vi.setConfig({ testTimeout: 30_000 });
beforeEach(begin);
afterEach(end);

const list = [
  { address: '/cal/reuniones/', name: 'Reuniones', colour: null, writable: true },
  { address: '/cal/fiestas/', name: 'Fiestas', colour: null, writable: false },
];
const kept = (request: AccountSave) => account({ pushed: null }, { ...request.account, id: 'a9' });
const send = (): Promise<void> => userEvent.click(screen.getByRole('button', { name: 'Enviar las reuniones' }));
const at = async (answers: Record<string, unknown>, of = account()): Promise<HTMLElement> => {
  const container = await show('?tab=accounts', calendars({ accounts: [of] }), answers);
  await screen.findByRole('listitem', { name: 'Nextcloud' });
  return container;
};

describe('an account', () => {
  it('is added, its calendars found, and one chosen', async () => {
    await show('?new=account', calendars({ accounts: [] }), { 'account.save': kept, 'account.calendars': list });
    const dialog = await screen.findByRole('dialog', { name: 'Añadir una cuenta' });
    const type = (label: string, text: string): Promise<void> =>
      userEvent.type(within(dialog).getByLabelText(label, { selector: 'input' }), text);
    await type('Nombre de la cuenta', 'Nube');
    await type('Dirección del servidor', 'https://nube.example');
    await type('Usuario', 'ana');
    await type('Contraseña', 'clave-1');
    expect(dialog).toHaveTextContent('Se guarda en el llavero del sistema, nunca en el espacio de trabajo.');
    expect(await violationsIn(dialog)).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Guardar y buscar calendarios' }));
    await userEvent.click(await screen.findByRole('radio', { name: 'Reuniones' }));
    expect(screen.queryByRole('radio', { name: 'Fiestas' })).not.toBeInTheDocument();
    expect(screen.getByText('Fiestas (solo lectura)')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(sent('account.save').map(({ account: one, secret }) => [one, secret])).toMatchObject([
      [{ id: '', name: 'Nube', address: 'https://nube.example', user: 'ana', push_to: null }, 'clave-1'],
      [{ id: 'a9', push_to: '/cal/reuniones/', push_name: 'Reuniones' }, null],
    ]);
  });

  it('whose password is refused goes back to that field, with what was typed', async () => {
    const refused = problem({ kind: 'server', name: '', fault: { kind: 'wrong_credentials' } });
    await at({ 'account.save': kept, 'account.calendars': refused }, account({ secret: 'missing' }));
    await userEvent.click(screen.getByRole('button', { name: 'Escribir la contraseña' }));
    await userEvent.type(await screen.findByLabelText('Contraseña', { selector: 'input' }), 'mala');
    await userEvent.click(screen.getByRole('button', { name: 'Guardar y buscar calendarios' }));
    const box = await screen.findByLabelText('Contraseña', { selector: 'input' });
    await waitFor(() => expect(box).toHaveAccessibleDescription(/hace falta una contraseña de aplicación/));
    expect(screen.getByLabelText('Usuario', { selector: 'input' })).toHaveValue('equipo');
  });

  it.each([
    ['keyring', 'Contraseña en el llavero del sistema'],
    ['memory', 'Contraseña en memoria: se pedirá al abrir de nuevo el programa'],
    ['missing', 'Falta la contraseña'],
  ] as const)('says where its password is: %s', async (secret, text) => {
    await at({}, account({ secret }));
    expect(screen.getByRole('listitem', { name: 'Nextcloud' })).toHaveTextContent(text);
  });

  it('is deleted only after its password’s fate was said; what depends on it is named', async () => {
    await at({ 'account.delete': problem({ kind: 'in_use', what: 'calendar_account', id: 'a1', by: [{ what: 'busy_source', count: 2 }] }) });
    await choose('Acciones de Nextcloud', 'Eliminar');
    expect(await screen.findByRole('alertdialog')).toHaveTextContent('También se borra su contraseña del llavero');
    await userEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Eliminar' }));
    await waitFor(() =>
      expect(toasts.shown[0]?.text).toBe('No se puede eliminar la cuenta de calendarios: depende de ello 2 calendarios externos.'),
    );
  });
});

describe('sending', () => {
  it('asks the first time, and says what it did', async () => {
    const container = await at({ 'calendars.push': pushed() }, account({ pushed: null }));
    await send();
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Enviar' }));
    expect(await screen.findByText('3 nuevas, 1 cambiada y 37 iguales')).toBeInTheDocument();
    expect(sent('calendars.push')).toEqual([{ account: 'a1', choices: [], language: 'es' }]);
    expect(await violationsIn(container)).toEqual([]);
  });

  it('that ended early says what holds, and goes on', async () => {
    const cut = { kind: 'server', name: '', fault: { kind: 'cut_off', host: 'nube.example' } };
    await at({ 'calendars.push': pushed({ problem: cut as never }) });
    await send();
    const said = await screen.findByRole('alert');
    expect(said).toHaveTextContent(/El envío terminó antes de tiempo.*Se cortó la conexión con nube\.example.*Lo hecho hasta aquí queda hecho/);
    await userEvent.click(within(said).getByRole('button', { name: 'Seguir enviando' }));
    await waitFor(() => expect(sent('calendars.push')).toHaveLength(2));
  });

  it('shows ours beside theirs, and sends what was decided for each', async () => {
    const container = await at({
      'calendars.push': (request: PushRequest) => (request.choices.length === 0 ? pushed({ differences }) : pushed({ taken: 1 })),
    });
    await send();
    const lino = (await screen.findByRole('radiogroup', { name: 'Qué vale para LINO · Precios' })).closest('li')!;
    expect(lino).toHaveTextContent(/Aquí.*10:00.*En el servidor.*12:30/);
    const godos = screen.getByRole('radiogroup', { name: 'Qué vale para Godos · Renovación' });
    expect(within(godos).queryByRole('radio', { name: 'Tomar lo del servidor' })).not.toBeInTheDocument();
    expect(await violationsIn(container)).toEqual([]);
    await userEvent.click(within(lino).getByRole('radio', { name: 'Tomar lo del servidor' }));
    await userEvent.click(within(godos).getByRole('radio', { name: 'Ponerla otra vez' }));
    await userEvent.click(screen.getByRole('button', { name: 'Aplicar 2 decisiones' }));
    await waitFor(() => expect(sent('calendars.push')).toHaveLength(2));
    expect(sent('calendars.push')[1]?.['choices']).toEqual([
      { meeting: 'm1', href: '/ana/work/m1.ics', etag: 'e7', take: true, keep_conflicts: false },
      { meeting: 'm2', href: '/ana/work/m2.ics', etag: null, take: false, keep_conflicts: false },
    ]);
    await waitFor(() => expect(toasts.shown[0]).toMatchObject({ text: '1 tomada del servidor', action: { label: 'Deshacer' } }));
  });

  it('takes what collides only after it was named and kept', async () => {
    const conflicts = [{ conflict: { kind: 'provider_off', provider: 'p1' }, names: { p1: 'Ana Ruiz' } }];
    await at({
      'calendars.push': ({ choices }: PushRequest) =>
        choices.length === 0
          ? pushed({ differences })
          : choices.some(({ keep_conflicts }) => keep_conflicts)
            ? pushed({ taken: 1 })
            : pushed({ differences, refused: [{ meeting: 'm1', title: 'LINO · Precios', problem: { kind: 'conflicts', conflicts } as never }] }),
    });
    await send();
    const lino = await screen.findByRole('radiogroup', { name: 'Qué vale para LINO · Precios' });
    await userEvent.click(within(lino).getByRole('radio', { name: 'Tomar lo del servidor' }));
    await userEvent.click(screen.getByRole('button', { name: 'Aplicar 1 decisión' }));
    expect(await screen.findByText('Fuera del horario de Ana Ruiz')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Mantener a sabiendas' }));
    await waitFor(() => expect(sent('calendars.push').at(-1)?.['choices']).toEqual([{ meeting: 'm1', href: '/ana/work/m1.ics', etag: 'e7', take: true, keep_conflicts: true }]));
  });
});
