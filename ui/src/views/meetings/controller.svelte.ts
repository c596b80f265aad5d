import type { Problem } from '$lib/contract/call';
import type { Lock } from '$lib/contract/generated/Lock';
import type { Meeting } from '$lib/contract/generated/Meeting';
import { attempt, mutate } from '$lib/contract/mutate';
import { resource } from '$lib/contract/resource.svelte';
import { href, router } from '$lib/router.svelte';
import { Answering } from '$shared/invitations/answering.svelte';
import { Reading } from '$shared/invitations/reading.svelte';
import { Writing } from '$shared/invitations/writing.svelte';
import { Exporting } from '$shared/meetings/exporting.svelte';
import { Keeping, tell } from '$shared/meetings/keeping.svelte';

/** One meeting's page. Make it while a view is set up. */
export class MeetingController {
  readonly exporting = new Exporting();
  readonly sheet = resource('meeting.get', () => (this.id === '' ? null : { id: this.id }), {
    areas: [
      'meetings', 'clients', 'providers', 'rooms', 'sites', 'topics', 'placements', 'invitations', 'polls', 'calendars',
    ],
  });
  readonly invited = resource(
    'invitations.list',
    () => (this.id === '' ? null : { meeting: this.id, from: null, to: null }),
    { areas: ['meetings', 'clients', 'providers', 'rooms', 'sites', 'topics', 'invitations', 'settings'] },
  );
  readonly poll = resource('poll.get', () => (this.sheet.value?.poll == null ? null : { id: this.sheet.value.poll }), {
    areas: ['polls'],
  });
  readonly answering = new Answering();
  readonly reading = new Reading();
  readonly writing = new Writing(() => this.invited.value?.rows ?? []);
  readonly keeping = new Keeping();
  /** Times at which everybody and the place are free, nearest first; asked for while they are looked at. */
  finding = $state(false);
  /** The first day to look at; empty: today. */
  findFrom = $state('');
  readonly free = resource(
    'meeting.free',
    () =>
      this.finding && this.id !== ''
        ? { meeting: this.id, from: this.findFrom === '' ? null : this.findFrom, to: null, most: 12, nearest: true }
        : null,
    { areas: ['meetings', 'calendars', 'clients', 'providers', 'rooms'] },
  );
  moving = $state<string | null>(null);
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

  find(): void {
    this.findFrom = '';
    this.finding = true;
  }
  /** Those who must be told; where nobody must, everybody once more. */
  invite(): void {
    const rows = this.invited.value?.rows ?? [];
    const due = rows.filter((row) => row.due !== 'nothing');
    this.writing.start(due.length > 0 ? due : rows);
  }
  /** A poll for its date. */
  ask(): void {
    router.go(href('polls', 'new', { meeting: this.id }));
  }

  /** Moves the meeting to a time that was found, what stands in the way there by now asked about. */
  async moveTo(start: string, zone: string): Promise<void> {
    if (this.moving !== null) return;
    this.moving = start;
    const move = { id: this.id, start, zone, minutes: null, place: null, providers: null };
    try {
      this.sheet.put(await this.keeping.through((keep_conflicts) => mutate('meeting.move', { ...move, keep_conflicts })));
      this.finding = false;
    } catch (thrown) {
      tell(thrown);
    } finally {
      this.moving = null;
    }
  }

  async cancel(): Promise<void> {
    await attempt('meeting.cancel', { id: this.id });
  }

  async remove(): Promise<void> {
    const day = this.sheet.value?.meeting.start.slice(0, 10);
    const done = await attempt('meeting.delete', { id: this.id });
    if (done !== undefined) router.go(href('calendar', { date: day }), { replace: true });
  }

  write(): void {
    const meeting = this.sheet.value?.meeting;
    if (meeting) this.exporting.start({ kind: 'meeting', id: meeting.id }, meeting.start.slice(0, 10));
  }

  /** Back to where the person came from; to the calendar on the meeting's day where they came straight here. */
  leave(): void {
    const day = this.sheet.value?.meeting.start.slice(0, 10);
    router.go(href('calendar', { date: day }));
  }
}
