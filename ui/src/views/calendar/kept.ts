/** Choices about the calendar that this person keeps at this machine. */

export function kept(key: string): string | null {
  try {
    return localStorage.getItem(`cuadrante.${key}`);
  } catch {
    return null; // Storage can be closed by policy; the defaults still work.
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(`cuadrante.${key}`, value);
  } catch {
    // As above: the choice then lasts as long as the screen.
  }
}
