import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect } from 'vitest';
import { ContractProblem, type Problem } from '../../lib/contract/call';
import type { CalendarsView } from '../../lib/contract/generated/CalendarsView';
import { answerWith } from '../../lib/contract/transport';
import { hits } from '../../lib/hits.svelte';
import { router } from '../../lib/router.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { calendars, network } from './canned';
import { forgetPushings } from './pushing.svelte';
import View from './View.svelte';

type Answers = Record<string, unknown>;
export let asked: [name: string, request: Record<string, unknown>][] = [];
export const sent = (name: string): Record<string, unknown>[] => asked.flatMap(([one, request]) => (one === name ? [request] : []));

/** As if the window had just been opened. */
export function begin(): void {
  asked = [];
  hits.dismiss();
  forgetPushings();
}
export function end(): void {
  answerWith(null);
  toasts.clear();
}

/** The screen at an address. An answer that is a function is called with the request; a `ContractProblem` is thrown. */
export async function show(at = '', view: CalendarsView = calendars(), answers: Answers = {}): Promise<HTMLElement> {
  router.go(`#/calendars${at}`, { replace: true });
  answerWith((name, request) => {
    asked.push([name, request as Record<string, unknown>]);
    const given = answers[name];
    const answer = typeof given === 'function' ? (given as (request: unknown) => unknown)(request) : given;
    if (answer instanceof ContractProblem) throw answer;
    if (answer !== undefined) return answer;
    if (name === 'calendars.get' || name === 'holidays.change') return view;
    if (name === 'network.get') return network;
    if (name === 'clients.list') return { rows: [{ id: 'c1', name: 'LINO', city: 'Caracas' }], total: 1, all: 1, tags: [] };
    return {};
  });
  const { container } = render(View);
  await screen.findByRole('heading', { level: 1, name: /Calendar/ });
  return container;
}
export const problem = (value: Problem): ContractProblem => new ContractProblem(value);

/** jsdom places no floating list, so what is in it counts as hidden and has no name there. */
export async function pick(role: string, text: string): Promise<void> {
  const found = await waitFor(() => {
    const one = [...document.querySelectorAll(`[role="${role}"]`)].find((item) => item.textContent?.includes(text));
    expect(one, text).toBeDefined();
    return one!;
  });
  await userEvent.click(found);
}
export async function choose(menu: string, entry: string): Promise<void> {
  (await screen.findByRole('button', { name: menu })).focus();
  await userEvent.keyboard('{Enter}');
  await pick('menuitem', entry);
}
