import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { answerWith } from '../../lib/contract/transport';
import { violationsIn } from '../../test-axe';
import QuickAdd from './QuickAdd.svelte';

afterEach(() => answerWith(null));

it('shows what was understood, and saves nothing before the form', async () => {
  const asked: string[] = [];
  answerWith((name) => {
    asked.push(name);
    if (name === 'search') return [{ what: 'client', id: 'c1', name: 'LINO-Delicateses', detail: 'Barquisimeto' }];
    if (name === 'clients.list') return { rows: [{ id: 'c1', name: 'LINO-Delicateses', city: '' }], total: 1, all: 1, tags: [] };
    if (name === 'clients.get') return { client: { id: 'c1', name: 'LINO-Delicateses' }, topics: [] };
    if (name === 'meeting.probe') return { conflicts: [] };
    return { firms: [], providers: [], sites: [], rooms: [], topics: [], skills: [], attributes: [], templates: [], zones: [] };
  });
  render(QuickAdd, { onclose: () => {} });
  const dialog = await screen.findByRole('dialog', { name: 'Reunión en una línea' });
  await userEvent.type(screen.getByRole('textbox'), 'visita con lino 2027-01-14 16:30, 45 min');
  await waitFor(() => expect(dialog).toHaveTextContent('LINO-Delicateses'));
  for (const text of ['Entrevista', 'jueves, 14 de enero de 2027', '16:30', '45 min']) expect(dialog).toHaveTextContent(text);
  expect(await violationsIn(dialog)).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('dialog', { name: 'Reunión nueva' });
  expect(screen.getByRole('textbox', { name: 'Fecha' })).toHaveValue('2027-01-14');
  expect(asked).not.toContain('meeting.save');
}, 20_000);
