import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { WeeklyHours } from '../../lib/contract/generated/WeeklyHours';
import { violationsIn } from '../../test-axe';
import HoursEditor from './HoursEditor.svelte';
import { range } from './hours';

function show(value: WeeklyHours): { onchange: ReturnType<typeof vi.fn>; container: HTMLElement } {
  const onchange = vi.fn();
  const { container } = render(HoursEditor, { label: 'Horario', value, onchange });
  return { onchange, container };
}

it('fills the week from a preset and empties it again', async () => {
  const { onchange } = show([]);
  await userEvent.click(screen.getByRole('button', { name: 'Lun–vie 9–18' }));
  expect((onchange.mock.lastCall![0] as WeeklyHours).map((one) => one.weekday)).toEqual([1, 2, 3, 4, 5]);
  expect(screen.getByRole('button', { name: 'Lun–vie 9–18' })).toHaveAttribute('aria-pressed', 'true');
  await userEvent.click(screen.getByRole('button', { name: 'Vaciar' }));
  expect(onchange.mock.lastCall![0]).toEqual([]);
});

it('opens, changes and closes one day', async () => {
  const { onchange } = show([]);
  await userEvent.click(screen.getByRole('checkbox', { name: 'miércoles' }));
  const from = screen.getByRole('textbox', { name: 'miércoles, desde' });
  await userEvent.clear(from);
  await userEvent.type(from, '10.30');
  await userEvent.tab();
  expect(onchange.mock.lastCall![0]).toEqual([range(3, '10:30', '18:00')]);
  await userEvent.click(screen.getByRole('checkbox', { name: 'miércoles' }));
  expect(onchange.mock.lastCall![0]).toEqual([]);
});

it('says which range is wrong', async () => {
  show([range(1, '09:00', '12:00')]);
  const to = screen.getByRole('textbox', { name: 'lunes, hasta' });
  await userEvent.clear(to);
  await userEvent.type(to, '8:00{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('El final debe ser posterior al comienzo.');
});

it('repeats a day on the other open days', async () => {
  const { onchange } = show([range(1, '09:00', '12:00'), range(2, '15:00', '18:00')]);
  const monday = screen.getByRole('checkbox', { name: 'lunes' }).closest('li')!;
  await userEvent.click(within(monday).getByRole('button', { name: /Repetir/ }));
  expect(onchange.mock.lastCall![0]).toEqual([range(1, '09:00', '12:00'), range(2, '09:00', '12:00')]);
});

it('passes axe', async () => {
  const { container } = show([range(1, '09:00', '12:00'), range(1, '11:00', '18:00')]);
  expect(await violationsIn(container)).toEqual([]);
});
