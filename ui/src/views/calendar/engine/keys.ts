import type { Mode } from './event';
import { STEP } from './axis';
import { MINUTES_A_DAY } from './civil';

/** What a key asks of the calendar. */
export type Command =
  | { kind: 'mode'; mode: Mode }
  | { kind: 'today' }
  | { kind: 'turn'; by: -1 | 1 }
  | { kind: 'go'; dx: -1 | 0 | 1; dy: -1 | 0 | 1 }
  | { kind: 'edge'; end: boolean }
  | { kind: 'next'; by: -1 | 1 }
  | { kind: 'move'; dx: -1 | 0 | 1; dy: -1 | 0 | 1 }
  | { kind: 'resize'; by: -1 | 1 }
  | { kind: 'open' }
  | { kind: 'list' }
  | { kind: 'create' }
  | { kind: 'dialog' }
  | { kind: 'remove' }
  | { kind: 'leave' };

export interface Key {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

const ARROWS: Record<string, [-1 | 0 | 1, -1 | 0 | 1]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const MODES: Record<string, Mode> = { w: 'week', m: 'month', a: 'agenda', l: 'lanes' };

/** The command of a key, or null. `letters` is false where the user has turned single letters off. */
export function commandOf({ key, altKey, ctrlKey, shiftKey, metaKey }: Key, letters = true): Command | null {
  if (metaKey) return null;
  const arrow = ARROWS[key];
  if (arrow) {
    const [dx, dy] = arrow;
    if (shiftKey) return null;
    if (altKey && ctrlKey) return { kind: 'resize', by: dx + dy > 0 ? 1 : -1 };
    if (altKey) return { kind: 'move', dx, dy };
    if (ctrlKey) return { kind: 'next', by: dx + dy > 0 ? 1 : -1 };
    return { kind: 'go', dx, dy };
  }
  if (altKey || ctrlKey) return null;
  if (key === 'F10') return shiftKey ? { kind: 'dialog' } : null;
  if (key === 'ContextMenu') return { kind: 'dialog' };
  if (shiftKey) return null;
  switch (key) {
    case 'Enter':
      return { kind: 'open' };
    case ' ':
      return { kind: 'list' };
    case 'Delete':
      return { kind: 'remove' };
    case 'Escape':
      return { kind: 'leave' };
    case 'PageUp':
      return { kind: 'turn', by: -1 };
    case 'PageDown':
      return { kind: 'turn', by: 1 };
    case 'Home':
      return { kind: 'edge', end: false };
    case 'End':
      return { kind: 'edge', end: true };
  }
  if (!letters) return null;
  const letter = key.toLowerCase();
  const mode = MODES[letter];
  if (mode) return { kind: 'mode', mode };
  if (letter === 't') return { kind: 'today' };
  if (letter === 'n') return { kind: 'create' };
  if (letter === 'j') return { kind: 'next', by: 1 };
  if (letter === 'k') return { kind: 'next', by: -1 };
  return null;
}

/** How far Alt and an arrow move a meeting: along the axis by a slot, across it by a day, a week or a lane. */
export function shiftOf(mode: Mode, dx: number, dy: number): { minutes: number; lanes: number } {
  if (mode === 'month') return { minutes: (dx + dy * 7) * MINUTES_A_DAY, lanes: 0 };
  if (mode === 'lanes') return { minutes: dx * STEP, lanes: dy };
  return { minutes: dx * MINUTES_A_DAY + dy * STEP, lanes: 0 };
}
