import { onMatrix, type Place } from './model';
import type { Direction } from './neighbours';

/** What a key means on the matrix. */
export type Intent =
  | { do: 'walk'; to: Direction }
  | { do: 'step'; by: Place }
  | { do: 'open' | 'toggle' | 'select all' | 'move' | 'drop' | 'cancel' | 'zoom in' | 'zoom out' | 'zoom all' };

export interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const ARROWS: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

const UNITS: Record<Direction, Place> = {
  left: { providers: -1, sharing: 0 },
  right: { providers: 1, sharing: 0 },
  up: { providers: 0, sharing: 1 },
  down: { providers: 0, sharing: -1 },
};

/** The meaning of a key, while a move is under way or not; null where the matrix has no use for it. */
export function intentOf(press: KeyPress, moving: boolean): Intent | null {
  const { key } = press;
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return key.toLowerCase() === 'a' && !moving ? { do: 'select all' } : null;
  const direction = ARROWS[key];
  if (direction) {
    if (!moving) return { do: 'walk', to: direction };
    const units = press.shiftKey ? 5 : 1;
    const unit = UNITS[direction];
    // Adding zero turns -0 into 0.
    return { do: 'step', by: { providers: unit.providers * units + 0, sharing: unit.sharing * units + 0 } };
  }
  switch (key) {
    case 'Enter':
      return { do: moving ? 'drop' : 'open' };
    case 'Escape':
      return { do: 'cancel' };
    case ' ':
      return moving ? { do: 'drop' } : { do: 'toggle' };
    case 'm':
    case 'M':
      return moving ? null : { do: 'move' };
    case '+':
    case '=':
      return { do: 'zoom in' };
    case '-':
    case '_':
      return { do: 'zoom out' };
    case '0':
      return { do: 'zoom all' };
    default:
      return null;
  }
}

/** A move by keyboard takes whole units, so that what is announced is what is kept. */
export function stepped(place: Place, by: Place): Place {
  return onMatrix({
    sharing: Math.round(place.sharing) + by.sharing,
    providers: Math.round(place.providers) + by.providers,
  });
}
