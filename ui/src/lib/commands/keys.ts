/** Keys written as `Mod+K`, `Shift+F10`, `Alt+ArrowUp`, `?`, `N`. `Mod` is Control, or Command on a Mac. */

const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

interface Chord {
  mod: boolean;
  alt: boolean;
  shift: boolean;
  key: string;
}

function parse(keys: string): Chord {
  const parts = keys === '+' ? ['+'] : keys.split('+').map((part) => (part === '' ? '+' : part));
  const key = parts.at(-1) ?? '';
  const has = (name: string): boolean => parts.slice(0, -1).includes(name);
  return { mod: has('Mod'), alt: has('Alt'), shift: has('Shift'), key: key.length === 1 ? key.toLowerCase() : key };
}

/** A single character with neither Mod nor Alt: such keys can be turned off, and never act while typing. */
export function isSingleLetter(keys: string): boolean {
  const chord = parse(keys);
  return !chord.mod && !chord.alt && chord.key.length === 1;
}

export function matches(event: KeyboardEvent, keys: string): boolean {
  const chord = parse(keys);
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key !== chord.key || mod !== chord.mod || other || event.altKey !== chord.alt) return false;
  // A sign such as `?` or `+` may itself need Shift on some keyboards; a letter or a named key may not.
  const sign = chord.key.length === 1 && !/[a-z0-9]/.test(chord.key);
  return sign ? true : event.shiftKey === chord.shift;
}

const shown: Record<string, string> = {
  Mod: mac ? '⌘' : 'Ctrl',
  Alt: mac ? '⌥' : 'Alt',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Enter: '↵',
};

/** The keys as caps to show: `Mod+Shift+Z` gives `Ctrl`, `Shift`, `Z`. */
export function keyCaps(keys: string): string[] {
  if (keys.length === 1) return [keys.toUpperCase()];
  return keys.split('+').map((part) => shown[part] ?? (part === '' ? '+' : part.length === 1 ? part.toUpperCase() : part));
}

/** For `aria-keyshortcuts`. */
export function keysForAria(keys: string): string {
  return keys.replace('Mod', mac ? 'Meta' : 'Control');
}
