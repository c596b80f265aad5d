export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'success' | 'danger';
  action: { label: string; run: () => void } | null;
}

interface NewToast {
  text: string;
  tone?: Toast['tone'];
  action?: Toast['action'];
  /** How long it stays, in milliseconds. A problem stays until it is closed. */
  forMs?: number;
}

const MOST = 3;

class Toasts {
  shown = $state<Toast[]>([]);
  #count = 0;
  #timers = new Map<number, { left: number; since: number; timer: ReturnType<typeof setTimeout> }>();

  show(toast: NewToast): number {
    const id = (this.#count += 1);
    const tone = toast.tone ?? 'plain';
    this.shown.push({ id, text: toast.text, tone, action: toast.action ?? null });
    while (this.shown.length > MOST) this.close(this.shown[0]!.id);
    const forMs = toast.forMs ?? (tone === 'danger' ? Infinity : 8000);
    if (forMs !== Infinity) this.#run(id, forMs);
    return id;
  }

  close(id: number): void {
    clearTimeout(this.#timers.get(id)?.timer);
    this.#timers.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  clear(): void {
    for (const { id } of [...this.shown]) this.close(id);
  }

  /** The pointer or the focus rests on the toasts: none goes away meanwhile. */
  hold(): void {
    for (const entry of this.#timers.values()) {
      clearTimeout(entry.timer);
      entry.left -= Date.now() - entry.since;
    }
  }

  release(): void {
    for (const [id, entry] of [...this.#timers]) this.#run(id, Math.max(entry.left, 1500));
  }

  #run(id: number, left: number): void {
    clearTimeout(this.#timers.get(id)?.timer);
    this.#timers.set(id, { left, since: Date.now(), timer: setTimeout(() => this.close(id), left) });
  }
}

export const toasts = new Toasts();

class Announcer {
  /** What a screen reader is told next, politely. */
  text = $state('');
}
export const announcer = new Announcer();

/** Says something to a screen reader alone: what moved where, how many were found. */
export function announce(text: string): void {
  // The same text twice is not a change; a no-break space makes it one.
  announcer.text = announcer.text === text ? `${text}\u00a0` : text;
}
