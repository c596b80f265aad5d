import type { AnswerGiven } from '../../lib/contract/generated/AnswerGiven';
import type { Item } from '../../lib/contract/generated/Item';
import { attempt } from '../../lib/contract/mutate';
import { resource } from '../../lib/contract/resource.svelte';
import { t } from '../../lib/texts/texts.svelte';
import { announce } from '../../lib/toasts.svelte';
import { workspace } from '../../lib/workspace.svelte';
import { headline, question, sentence } from './words';

/** One client's placement about one topic, and what can be done to it. Make it while a component is being set up. */
export class PlacementController {
  readonly #of: () => { client: string; topic: string };
  readonly loaded;
  #asked = 0;

  constructor(of: () => { client: string; topic: string }) {
    this.#of = of;
    this.loaded = resource('placement.get', of, {
      // The overrides look at rivals, needs, skills and the topic too.
      areas: ['placements', 'clients', 'topics', 'needs', 'providers', 'settings'],
    });
  }

  /** The view of the client and topic asked for; not that of the ones before, which may still be there. */
  get view() {
    const { value } = this.loaded;
    const { client, topic } = this.#of();
    return value?.client.id === client && value.topic.id === topic ? value : undefined;
  }

  get today(): string {
    return workspace.info?.today ?? localToday();
  }

  /** Records answers at once; `null` takes one back. */
  async answer(answers: AnswerGiven[]): Promise<boolean> {
    const asked = (this.#asked += 1);
    const view = await attempt('placement.answer', { ...this.#of(), answers }, { quiet: true });
    if (!view) return false;
    // A quick hand answers the next one before this comes back: only the latest picture counts.
    if (asked === this.#asked && view.client.id === this.#of().client && view.topic.id === this.#of().topic) {
      this.loaded.put(view);
      this.#tell(answers.at(-1));
    }
    return true;
  }

  #tell(given: AnswerGiven | undefined): void {
    const view = this.view;
    if (!given || !view) return;
    const words = t.placement.questions;
    const said =
      given.value === null
        ? words.cleared(question(given.item))
        : words.said(question(given.item), sentence(given.item, given.value));
    announce(`${said} ${words.now(headline(view, this.today).what)}`);
  }

  /** Makes a client's question this topic's own, with the answer it has, or gives that up again. */
  setOwn(item: Item, own: boolean): Promise<boolean> {
    const value = this.view?.answers.find((answer) => answer.item === item)?.value ?? null;
    return this.answer([{ item, value: own ? value : null, this_topic_only: true }]);
  }

  async release(): Promise<void> {
    const name = this.view?.client.name ?? '';
    const done = await attempt('placement.release', this.#of());
    if (done !== undefined) announce(t.placement.byHand.released(name));
  }
}

/** Today by this machine, until the app has said what day it is. */
export function localToday(now: Date = new Date()): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
