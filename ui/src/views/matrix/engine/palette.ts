import { FORMATS, type MatrixFormat } from './model';

/** The tokens as the canvas needs them: colours resolved for the theme in force. */
export interface Palette {
  text: string;
  muted: string;
  border: string;
  line: string;
  surface: string;
  accent: string;
  format: Record<MatrixFormat, string>;
  /** The grounds of the quadrants: opaque, between the surface and the format's soft colour. */
  ground: Record<MatrixFormat, string>;
  font: string;
}

/**
 * Reads the tokens through a probe element: a custom property itself still says `light-dark(...)`, only a real
 * property that uses it is resolved, forced colours included.
 */
export function readPalette(host: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const resolve = (value: string): string => {
    probe.style.color = value;
    return getComputedStyle(probe).color || 'CanvasText';
  };
  const colour = (token: string): string => resolve(`var(${token})`);
  const perFormat = (read: (token: string) => string): Record<MatrixFormat, string> => {
    const [work, panel, group, visit] = FORMATS.map((f) => read(`--format-${f.replace('_', '-')}`));
    return { work_table: work ?? '', panel: panel ?? '', focus_group: group ?? '', visit: visit ?? '' };
  };
  const palette: Palette = {
    text: colour('--text'),
    muted: colour('--text-muted'),
    border: colour('--border'),
    line: colour('--line'),
    surface: colour('--surface'),
    accent: colour('--accent'),
    format: perFormat(colour),
    ground: perFormat((token) => resolve(`color-mix(in srgb, var(--surface), var(${token}-soft))`)),
    font: getComputedStyle(host).fontFamily || 'sans-serif',
  };
  probe.remove();
  return palette;
}

export function samePalette(a: Palette, b: Palette): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Calls back whenever colours may have changed: the page's theme attribute, or the system's preference. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((q) => window.matchMedia(q));
  queries.forEach((query) => query.addEventListener('change', changed));
  return () => {
    observer.disconnect();
    queries.forEach((query) => query.removeEventListener('change', changed));
  };
}

/** Calls back when the window moves to a screen of another pixel density, or the page is zoomed. */
export function watchPixelRatio(changed: () => void): () => void {
  let query: MediaQueryList | null = null;
  const listen = (): void => {
    query?.removeEventListener('change', listen);
    if (query) changed();
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', listen);
  };
  listen();
  return () => query?.removeEventListener('change', listen);
}
