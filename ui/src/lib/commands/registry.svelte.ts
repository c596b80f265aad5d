import { onMount } from 'svelte';
import { preferences } from '../preferences.svelte';
import { isSingleLetter, matches } from './keys';

/** One thing that can be done. Palette, menus, keys, tooltips and the shortcut help all come from this list. */
export interface Command {
  id: string;
  /** Its title in the language of the moment. */
  title: () => string;
  /** Heading under which palette and help list it. */
  group: () => string;
  run: () => void;
  keys?: string | string[];
  /** Whether it can be done now; absent means always. */
  when?: () => boolean;
  /** Kept out of the palette: for keys that only make sense where the focus is. */
  hidden?: boolean;
  /** Acts while typing too (only for keys with Mod or Alt, or a named key). */
  whileTyping?: boolean;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
}

/** A dialog or menu has the floor: keys of the screen behind it must not act. */
function isCovered(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]') !== null;
}

class Registry {
  #lists = $state.raw<readonly (readonly Command[])[]>([]);

  /** Every command registered now; the latest registered first, so that a view outranks the shell. */
  get all(): Command[] {
    return [...this.#lists].reverse().flat();
  }

  /** Those that can be done now and belong in the palette. */
  get available(): Command[] {
    return this.all.filter((command) => !command.hidden && (command.when?.() ?? true));
  }

  find(id: string): Command | undefined {
    return this.all.find((command) => command.id === id);
  }

  register(commands: readonly Command[]): () => void {
    this.#lists = [...this.#lists, commands];
    return () => {
      this.#lists = this.#lists.filter((list) => list !== commands);
    };
  }

  /** The first key of a command, as written. */
  keysOf(id: string): string | undefined {
    const keys = this.find(id)?.keys;
    return typeof keys === 'string' ? keys : keys?.[0];
  }

  run(id: string): void {
    const command = this.find(id);
    if (command && (command.when?.() ?? true)) command.run();
  }

  /** Acts on a key pressed anywhere in the window. */
  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || isCovered()) return;
    const typing = isTyping(event.target);
    for (const command of this.all) {
      const keys = command.keys === undefined ? [] : typeof command.keys === 'string' ? [command.keys] : command.keys;
      const hit = keys.find((one) => matches(event, one));
      if (hit === undefined) continue;
      if (isSingleLetter(hit) && (typing || !preferences.letterKeys)) continue;
      if (typing && !command.whileTyping) continue;
      if (command.when && !command.when()) continue;
      event.preventDefault();
      command.run();
      return;
    }
  }
}

export const registry = new Registry();

/** Registers commands for as long as the component that calls it is mounted. */
export function useCommands(commands: readonly Command[]): void {
  onMount(() => registry.register(commands));
}
