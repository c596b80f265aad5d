import { call, problemOf } from '../../lib/contract/call';
import type { TodayMeeting } from '../../lib/contract/generated/TodayMeeting';
import { resource } from '../../lib/contract/resource.svelte';
import { markStale } from '../../lib/contract/stale';
import { href, router } from '../../lib/router.svelte';
import { problemText } from '../../lib/texts/problem';
import { toasts } from '../../lib/toasts.svelte';
import { workspace } from '../../lib/workspace.svelte';

export interface Day {
  which: 'today' | 'tomorrow';
  meetings: TodayMeeting[];
}

/** What today asks for. Make one while a component is being set up. */
export class TodayController {
  readonly today = resource('today.get', () => ({}), {
    areas: ['meetings', 'invitations', 'polls', 'calendars', 'needs', 'placements', 'clients', 'providers', 'rooms', 'topics', 'settings'],
  });
  busy = $state(false);

  readonly days = $derived.by<Day[]>(() => {
    const value = this.today.value;
    if (!value) return [];
    const isToday = (one: TodayMeeting): boolean => one.start.slice(0, 10) === value.today;
    return [
      { which: 'today', meetings: value.meetings.filter(isToday) },
      { which: 'tomorrow', meetings: value.meetings.filter((one) => !isToday(one)) },
    ];
  });

  /** How much waits outside the house: people to tell, answers to get, other times and polls to settle. */
  readonly outside = $derived.by(() => {
    const value = this.today.value;
    if (!value) return 0;
    return value.due_invitations + value.unanswered_invitations + value.proposals.length + value.due_polls.length;
  });

  /** Nothing to attend to: neither conflicts nor needs nor questions, and nobody to tell. */
  readonly isClear = $derived.by(() => {
    const value = this.today.value;
    return value !== undefined && value.conflicts.length + value.unplanned_count + value.undetermined_count + this.outside === 0;
  });
  readonly isCalm = $derived(this.isClear && this.today.value?.meetings.length === 0);

  /** There is nobody to meet yet. */
  get isEmpty(): boolean {
    return workspace.known && workspace.isEmpty;
  }

  plan(): void {
    router.go(href('planner'));
  }

  /** Makes a workspace with the sample in it and goes to where it is seen best. */
  async sample(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await call('workspace.sample', { path: null });
      markStale(['*']);
      router.go(href('matrix'));
    } catch (thrown) {
      toasts.show({ text: problemText(problemOf(thrown)), tone: 'danger' });
    } finally {
      this.busy = false;
    }
  }
}
