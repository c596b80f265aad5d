/** A small hash router: `#/clients/7?tab=topics`. */

export interface Place {
  /** Path pieces: `['clients', '7']`. */
  path: string[];
  query: Record<string, string>;
}

function read(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return {
    path: path.split('/').filter((piece) => piece !== '').map(decodeURIComponent),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a place: `href('clients', 7)`, `href('calendar', 'week', { date: '2026-03-05' })`. */
export function href(...pieces: (string | number | Record<string, string | undefined>)[]): string {
  const path = pieces.filter((piece) => typeof piece !== 'object').map((piece) => encodeURIComponent(String(piece)));
  const query = new URLSearchParams();
  for (const piece of pieces) {
    if (typeof piece !== 'object') continue;
    for (const [key, value] of Object.entries(piece)) if (value !== undefined && value !== '') query.set(key, value);
  }
  const asked = query.toString();
  return `#/${path.join('/')}${asked === '' ? '' : `?${asked}`}`;
}

class Router {
  #place = $state.raw<Place>(read(location.hash));

  constructor() {
    window.addEventListener('hashchange', () => (this.#place = read(location.hash)));
  }

  get place(): Place {
    return this.#place;
  }
  /** The first piece: which screen. */
  get screen(): string {
    return this.#place.path[0] ?? '';
  }
  get query(): Record<string, string> {
    return this.#place.query;
  }

  /** Goes to an address made by `href`. `replace` leaves no step behind for Back. */
  go(address: string, options: { replace?: boolean } = {}): void {
    if (options.replace) history.replaceState(null, '', address);
    else if (address !== location.hash) history.pushState(null, '', address);
    this.#place = read(address);
  }

  /** Changes single values of the query where one is, without a step for Back. `undefined` takes one away. */
  setQuery(changes: Record<string, string | undefined>): void {
    this.go(href(...this.#place.path, { ...this.#place.query, ...changes }), { replace: true });
  }

  back(): void {
    history.back();
  }
}

export const router = new Router();
