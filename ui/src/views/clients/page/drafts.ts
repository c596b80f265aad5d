import type { Edited } from './edited';

/** What was typed and not yet saved, with what it began from; kept until it is saved or discarded. */
export interface Draft {
  base: Edited;
  mine: Edited;
}

const key = (id: string): string => `cuadrante.client.${id}`;

export function keptDraft(id: string): Draft | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(id)) ?? 'null') as Partial<Draft> | null;
    return kept?.base?.client && kept.mine?.client ? (kept as Draft) : null;
  } catch {
    return null; // Storage can be closed by policy: a draft then lasts as long as its page.
  }
}

export function keepDraft(id: string, draft: Draft | null): void {
  try {
    if (draft) sessionStorage.setItem(key(id), JSON.stringify(draft));
    else sessionStorage.removeItem(key(id));
  } catch {
    // As above.
  }
}
