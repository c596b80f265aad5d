import { problemOf, type Problem } from '$lib/contract/call';
import type { Lock } from '$lib/contract/generated/Lock';
import type { Meeting } from '$lib/contract/generated/Meeting';
import { attempt } from '$lib/contract/mutate';
import { resource } from '$lib/contract/resource.svelte';
import { href, router } from '$lib/router.svelte';
import { Exporting } from '$shared/meetings/exporting.svelte';
import { problemText } from '$lib/texts/problem';
import { toasts } from '$lib/toasts.svelte';

/** One meeting's page. Make it while a view is set up. */
export class MeetingController {
  readonly exporting = new Exporting();
  readonly sheet = resource('meeting.get', () => (this.id === '' ? null : { id: this.id }), {
    areas: ['meetings', 'clients', 'providers', 'rooms', 'sites', 'topics', 'placements'],
  });
  /** The meeting as it was when its form was opened: what is typed is not touched by what others save. */
  editing = $state.raw<Meeting | null>(null);

  /** The address names the meeting; `new` is one that is not saved yet. */
  get id(): string {
    const [screen, id = ''] = router.place.path;
    return screen === 'meetings' && id !== 'new' ? id : '';
  }

  get problem(): Problem | null {
    return this.sheet.problem;
  }

  edit(): void {
    this.editing = this.sheet.value?.meeting ?? null;
  }

  async lock(change: Partial<Lock>): Promise<void> {
    const meeting = this.sheet.value?.meeting;
    if (!meeting) return;
    const done = await attempt('meeting.lock', { id: meeting.id, lock: { ...meeting.lock, ...change } }, { quiet: true });
    // A switch that the app refused goes back.
    if (done) this.sheet.put(done);
    else await this.sheet.reload();
  }

  async cancel(): Promise<void> {
    await attempt('meeting.cancel', { id: this.id });
  }

  async remove(): Promise<void> {
    const day = this.sheet.value?.meeting.start.slice(0, 10);
    const done = await attempt('meeting.delete', { id: this.id });
    if (done !== undefined) router.go(href('calendar', { date: day }), { replace: true });
  }

  async write(): Promise<void> {
    const meeting = this.sheet.value?.meeting;
    if (!meeting) return;
    try {
      await this.exporting.start({ kind: 'meeting', id: meeting.id }, meeting.start.slice(0, 10));
    } catch (thrown) {
      toasts.show({ text: problemText(problemOf(thrown)), tone: 'danger' });
    }
  }

  /** Back to where the person came from; to the calendar on the meeting's day where they came straight here. */
  leave(): void {
    const day = this.sheet.value?.meeting.start.slice(0, 10);
    router.go(href('calendar', { date: day }));
  }
}
