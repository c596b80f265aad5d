import '@testing-library/jest-dom/vitest';
import { beforeEach } from 'vitest';
import { preferences } from './lib/preferences.svelte';

// jsdom draws nothing: it lacks the few layout interfaces that the components ask about.
class NoResize implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= NoResize;

class PointerAsMouse extends MouseEvent implements Partial<PointerEvent> {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly isPrimary: boolean;
  constructor(type: string, init: PointerEventInit = {}) {
    super(type, init);
    this.pointerId = init.pointerId ?? 1;
    this.pointerType = init.pointerType ?? 'mouse';
    this.isPrimary = init.isPrimary ?? true;
  }
}
globalThis.PointerEvent ??= PointerAsMouse as unknown as typeof PointerEvent;

window.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
    dispatchEvent: () => false,
  }) as MediaQueryList;
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.hasPointerCapture ??= () => false;
Element.prototype.setPointerCapture ??= () => {};
Element.prototype.releasePointerCapture ??= () => {};

// Every test starts in Spanish, the source language, whatever the machine speaks.
beforeEach(() => {
  localStorage.clear();
  preferences.language = 'es';
});
