/** What belongs to this person at this machine, not to the workspace: kept in localStorage. */

export type Language = 'es' | 'en';
export type Theme = 'system' | 'light' | 'dark';

function read(key: string): string | null {
  try {
    return localStorage.getItem(`cuadrante.${key}`);
  } catch {
    return null; // Storage can be closed by policy; the defaults still work.
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(`cuadrante.${key}`, value);
  } catch {
    // As above: the choice then lasts as long as the window.
  }
}

function languageAtStart(): Language {
  const kept = read('language');
  if (kept === 'es' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('es') ? 'es' : 'en';
}

function themeAtStart(): Theme {
  const kept = read('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

class Preferences {
  #language = $state<Language>(languageAtStart());
  #theme = $state<Theme>(themeAtStart());
  #letterKeys = $state(read('letterKeys') !== 'off');
  #railOpen = $state(read('rail') !== 'narrow');

  constructor() {
    this.#show();
  }

  get language(): Language {
    return this.#language;
  }
  set language(value: Language) {
    this.#language = value;
    write('language', value);
    this.#show();
  }

  get theme(): Theme {
    return this.#theme;
  }
  set theme(value: Theme) {
    this.#theme = value;
    write('theme', value);
    this.#show();
  }

  /** Whether single letters work as keys (WCAG 2.1.4 asks that they can be turned off). */
  get letterKeys(): boolean {
    return this.#letterKeys;
  }
  set letterKeys(value: boolean) {
    this.#letterKeys = value;
    write('letterKeys', value ? 'on' : 'off');
  }

  /** Whether the navigation rail shows words beside its icons, where the window is wide enough. */
  get railOpen(): boolean {
    return this.#railOpen;
  }
  set railOpen(value: boolean) {
    this.#railOpen = value;
    write('rail', value ? 'open' : 'narrow');
  }

  #show(): void {
    const page = document.documentElement;
    page.lang = this.#language;
    if (this.#theme === 'system') delete page.dataset['theme'];
    else page.dataset['theme'] = this.#theme;
  }
}

export const preferences = new Preferences();
