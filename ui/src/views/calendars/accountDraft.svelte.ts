import { problemOf, type Problem } from '../../lib/contract/call';
import type { AccountView } from '../../lib/contract/generated/AccountView';
import type { CalendarAccount } from '../../lib/contract/generated/CalendarAccount';
import { mutate } from '../../lib/contract/mutate';
import { problemText } from '../../lib/texts/problem';
import { t } from '../../lib/texts/texts.svelte';
import { hostOf } from '../../shared/calendars/words';
import { faultsByField } from '../../shared/forms/need';
import { ServerCalendars } from './serverCalendars.svelte';

export type AccountField = 'name' | 'address' | 'user' | 'secret';
export const NOWHERE = '';

/** An account as it is being entered: first how to reach it, then the calendar that meetings are sent to. */
export class AccountDraft {
  name = $state('');
  address = $state('');
  user = $state('');
  secret = $state('');
  pushTo = $state<string>(NOWHERE);
  step = $state<'details' | 'calendars'>('details');
  readonly calendars = new ServerCalendars();
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  #tried = $state(false);
  #saved = $state.raw<AccountView | null>(null);
  readonly title: string;

  constructor(view: AccountView | null, step: 'details' | 'calendars' = 'details') {
    this.#saved = view;
    this.title = view?.account.name ?? '';
    if (!view) return;
    const { account } = view;
    [this.name, this.address, this.user] = [account.name, account.address, account.user];
    this.pushTo = account.push_to ?? NOWHERE;
    if (step === 'calendars') void this.discover();
  }

  /** What is saved so far. */
  get saved(): AccountView | null {
    return this.#saved;
  }
  get needsSecret(): boolean {
    return this.#saved === null || this.#saved.secret === 'missing';
  }

  readonly faults = $derived.by<Partial<Record<AccountField, string>>>(() => {
    const problem = this.problem;
    const faults: Partial<Record<AccountField, string>> = {};
    if (problem?.kind === 'invalid') {
      for (const [path, text] of Object.entries(faultsByField(problem))) faults[(path.split('.').at(-1) ?? '') as AccountField] = text;
    } else if (problem?.kind === 'server') {
      const kind = (problem['fault'] as { kind?: string } | undefined)?.kind;
      faults[kind === 'wrong_credentials' ? 'secret' : 'address'] = problemText(problem);
    }
    return this.#tried ? { ...faults, ...this.#local() } : faults;
  });
  readonly trouble = $derived.by<string | null>(() =>
    this.problem && !['invalid', 'server', 'cancelled'].includes(this.problem.kind) ? problemText(this.problem) : null,
  );

  #local(): Partial<Record<AccountField, string>> {
    const faults: Partial<Record<AccountField, string>> = {};
    for (const field of ['name', 'address', 'user'] as const) if (this[field].trim() === '') faults[field] = t.common.required;
    if (this.address.trim() !== '' && (!/^https?:\/\//i.test(this.address.trim()) || hostOf(this.address) === '')) {
      faults.address = t.calendars.accounts.badAddress;
    }
    if (this.needsSecret && this.secret === '') faults.secret = t.common.required;
    return faults;
  }

  #value(): CalendarAccount {
    const known = this.#saved?.account;
    return {
      id: known?.id ?? '',
      name: this.name.trim(),
      address: this.address.trim(),
      user: this.user.trim(),
      push_to: known?.push_to ?? null,
      push_name: known?.push_name ?? '',
      version: known?.version ?? 0,
    };
  }

  /** Saves how to reach it, then asks the server for its calendars. */
  async connect(): Promise<void> {
    this.#tried = true;
    if (Object.keys(this.#local()).length > 0) {
      this.problem = null;
      return;
    }
    if (await this.#save(this.#value(), this.secret === '' ? null : this.secret)) await this.discover();
  }
  /** Asks the server which calendars there are; a refusal of the password goes back to its field. */
  async discover(): Promise<void> {
    if (!this.#saved) return;
    this.step = 'calendars';
    await this.calendars.ask(this.#saved.account.id);
    const kind = (this.calendars.problem?.['fault'] as { kind?: string } | undefined)?.kind;
    if (kind === 'wrong_credentials') {
      this.step = 'details';
      this.problem = this.calendars.problem;
    }
  }
  /** Saves the calendar chosen; whether it went through. */
  async choose(): Promise<boolean> {
    const known = this.#saved?.account;
    if (!known) return false;
    if ((known.push_to ?? NOWHERE) === this.pushTo) return true;
    const chosen = this.calendars.list?.find(({ address }) => address === this.pushTo);
    const value = { ...this.#value(), push_to: this.pushTo === NOWHERE ? null : this.pushTo, push_name: chosen?.name ?? '' };
    return this.#save(value, null);
  }

  async #save(account: CalendarAccount, secret: string | null): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      this.#saved = await mutate('account.save', { account, secret });
      this.secret = '';
      return true;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
