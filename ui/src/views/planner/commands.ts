import type { Command } from '../../lib/commands/registry.svelte';
import type { Proposal } from '../../lib/contract/generated/Proposal';
import { t } from '../../lib/texts/texts.svelte';
import { focusStop, moveStop } from '../../shared/stops';
import type { PlannerController } from './controller.svelte';
import { search } from './search.svelte';

/** The proposal with the focus on it or in it. */
function focused(controller: PlannerController): Proposal | undefined {
  const row = document.activeElement?.closest<HTMLElement>('[data-proposal]');
  const index = row?.dataset['proposal'];
  return index === undefined ? undefined : controller.draft?.proposals.find((one) => one.index === Number(index));
}

/** What can be done on the planner. */
export function plannerCommands(controller: PlannerController, add: () => void): Command[] {
  const group = (): string => t.commands.groups.screen;
  const words = (name: keyof typeof t.planner.commands) => (): string => t.planner.commands[name];
  const isOpen = (): boolean => controller.open.length > 0 && !controller.isSearching && !controller.comparing;

  function reject(): void {
    const chosen = controller.draft?.proposals.filter((one) => controller.selected.has(one.index)) ?? [];
    const one = focused(controller);
    controller.reject(chosen.length > 0 ? chosen : one ? [one] : []);
    // The box that had the focus is gone with the choice: stay on the row.
    const row = one && document.querySelector<HTMLElement>(`[data-proposal="${one.index}"]`);
    if (row) queueMicrotask(() => focusStop(row));
  }
  function details(): void {
    const one = focused(controller);
    if (one) controller.toggleDetails(one.index);
  }

  return [
    { id: 'planner.plan', title: words('plan'), group, keys: 'P', when: () => controller.canPlan, run: () => void controller.plan() },
    { id: 'planner.stop', title: words('stop'), group, when: () => search.running !== null, run: () => search.stop() },
    {
      id: 'planner.whatIf',
      title: () => t.planning.commands.whatIf,
      group,
      keys: 'Y',
      run: () => (controller.whatIf.shown ? controller.whatIf.close() : controller.whatIf.open(controller.draft)),
    },
    {
      id: 'planner.beside',
      title: () => t.planning.commands.beside,
      group,
      when: () => controller.whatIf.shown && controller.canPlanWith,
      run: () => void controller.planWith(),
    },
    {
      id: 'planner.compare',
      title: () => t.planning.commands.compare,
      group,
      keys: 'C',
      when: () => controller.pair !== null,
      run: () => (controller.showing = 'compare'),
    },
    {
      id: 'planner.other',
      title: () => t.planning.commands.other,
      group,
      when: () => controller.pair !== null,
      run: () => (controller.showing = controller.showing === 'a' ? 'b' : 'a'),
    },
    { id: 'planner.add', title: words('add'), group, run: add },
    { id: 'planner.accept', title: words('accept'), group, keys: 'A', when: isOpen, run: () => void controller.accept() },
    { id: 'planner.reject', title: words('reject'), group, keys: 'R', when: isOpen, run: reject },
    { id: 'planner.next', title: words('next'), group, keys: 'J', hidden: true, run: () => moveStop(1) },
    { id: 'planner.previous', title: words('previous'), group, keys: 'K', hidden: true, run: () => moveStop(-1) },
    { id: 'planner.details', title: words('details'), group, keys: 'O', hidden: true, run: details },
    {
      id: 'planner.discard',
      title: words('discard'),
      group,
      when: () => (controller.draft?.open ?? false) && !controller.isSearching && !controller.comparing,
      run: () => void controller.discard(),
    },
  ];
}
