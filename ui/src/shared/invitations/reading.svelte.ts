import { problemOf, type Problem } from '../../lib/contract/call';
import type { FileTrouble } from '../../lib/contract/generated/FileTrouble';
import type { PollFate } from '../../lib/contract/generated/PollFate';
import type { PollOutcome } from '../../lib/contract/generated/PollOutcome';
import type { ReplyFate } from '../../lib/contract/generated/ReplyFate';
import type { ReplyOutcome } from '../../lib/contract/generated/ReplyOutcome';
import type { ReplyRefusal } from '../../lib/contract/generated/ReplyRefusal';
import { mutate } from '../../lib/contract/mutate';
import { chooseFile } from '../../lib/files';
import { href } from '../../lib/router.svelte';
import { formatStamp, t } from '../../lib/texts/texts.svelte';
import { announce } from '../../lib/toasts.svelte';
import { tell } from '../meetings/keeping.svelte';
import { whenText } from './wording';

/** What became of one file, in words. */
export interface Outcome {
  path: string;
  fate: 'taken' | 'known' | 'refused';
  text: string;
  remedy: string | null;
  /** Where what was taken is seen. */
  link: { label: string; place: string } | null;
}

type Words = { text: string; remedy: string };

function troubleText(trouble: FileTrouble): string {
  return t.invitations.reading.refusals.unreadable(t.invitations.reading.troubles[trouble]);
}

function refusalWords(reason: ReplyRefusal): Words {
  const { refusals: say, remedies } = t.invitations.reading;
  const remedy = remedies[reason.kind];
  switch (reason.kind) {
    case 'unreadable':
      return { text: troubleText(reason.trouble), remedy };
    case 'no_reply':
      return { text: say.no_reply, remedy };
    case 'unknown_meeting':
      return { text: say.unknown_meeting, remedy };
    case 'not_invited':
      return { text: say.not_invited(reason.email, reason.title), remedy };
    case 'old_version':
      return { text: say.old_version(reason.name, reason.title, reason.answered + 1, reason.told + 1), remedy };
    case 'older_answer':
      return { text: say.older_answer(reason.name, reason.title, formatStamp(reason.known)), remedy };
    case 'over':
      return { text: say.over(reason.title), remedy };
  }
}

function replyWords(path: string, fate: ReplyFate): Outcome {
  const texts = t.invitations.reading;
  switch (fate.kind) {
    case 'taken': {
      const { row } = fate;
      const text = row.proposed
        ? texts.takenProposal(row.name, row.title, whenText(row.proposed.start))
        : texts.taken(row.name, t.invitations.attends[row.attends], row.title);
      const link = { label: t.invitations.toMeeting, place: href('meetings', row.meeting) };
      return { path, fate: 'taken', text, remedy: null, link };
    }
    case 'known':
      return { path, fate: 'known', text: texts.known(fate.name, fate.title), remedy: null, link: null };
    case 'refused':
      return { path, fate: 'refused', link: null, ...refusalWords(fate.reason) };
  }
}

function pollWords(path: string, fate: PollFate): Outcome {
  const { refusals: say, remedies, pollTaken, seePoll } = t.invitations.reading;
  const refused = (words: Words): Outcome => ({ path, fate: 'refused', link: null, ...words });
  switch (fate.kind) {
    case 'taken':
      return { path, fate: 'taken', text: pollTaken(fate.name), remedy: null, link: { label: seePoll, place: href('polls', fate.poll) } };
    case 'unreadable':
      return refused({ text: troubleText(fate.trouble), remedy: remedies.unreadable });
    case 'no_answer':
      return refused(
        fate.line === null
          ? { text: say.no_reply, remedy: remedies.no_reply }
          : { text: say.no_poll_answer(fate.line), remedy: remedies.no_poll_answer },
      );
    case 'foreign':
      return refused({ text: say.foreign_poll, remedy: remedies.foreign_poll });
    case 'over':
      return refused({ text: say.poll_over(fate.name), remedy: remedies.poll_over });
  }
}

/** A file as it was read: as an answer to a poll where it is none to an invitation. */
interface Read {
  reply: ReplyOutcome;
  poll: PollOutcome | undefined;
}

/** Nothing in the file even begins to be an answer to a poll. */
const saysNothing = (fate: PollFate): boolean => fate.kind === 'no_answer' && fate.line === null;

/** Reads files of answers, to invitations or to polls alike: whoever got a mail need not know which it is. */
export class Reading {
  asked = $state(false);
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** The latest first. Held as data, so that a change of language rewords it. */
  #read = $state.raw<readonly Read[]>([]);

  readonly outcomes = $derived<Outcome[]>(
    this.#read.map(({ reply, poll }) => (poll ? pollWords(poll.path, poll.fate) : replyWords(reply.path, reply.fate))),
  );

  start(): void {
    this.problem = null;
    this.asked = true;
  }
  close(): void {
    this.asked = false;
    this.clear();
  }
  clear(): void {
    this.#read = [];
    this.problem = null;
  }

  /** The system's dialog; nothing where it was dismissed. */
  async choose(): Promise<void> {
    try {
      const texts = t.invitations.reading;
      const path = await chooseFile(texts.title, [{ name: texts.kind, extensions: ['eml', 'ics'] }]);
      if (path !== null) await this.read([path]);
    } catch (thrown) {
      tell(thrown);
    }
  }

  async read(paths: readonly string[]): Promise<void> {
    if (this.busy || paths.length === 0) return;
    this.asked = true;
    this.busy = true;
    this.problem = null;
    try {
      const replies = await mutate('replies.read', { paths: [...paths] });
      const without = replies.filter(({ fate }) => fate.kind === 'refused' && fate.reason.kind === 'no_reply');
      const polled = without.length === 0 ? [] : await mutate('poll.read', { paths: without.map(({ path }) => path) });
      const answers = new Map(polled.filter(({ fate }) => !saysNothing(fate)).map((one) => [one.path, one]));
      const read = replies.map((reply) => ({ reply, poll: without.includes(reply) ? answers.get(reply.path) : undefined }));
      this.#read = [...read, ...this.#read];
      announce(this.outcomes.slice(0, read.length).map(({ text }) => text).join(' '));
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.busy = false;
    }
  }
}
