/** Files dropped on the window from outside: only the desktop shell tells where they are. */
interface Heeds {
  /** A file is over the window, or no longer. */
  over: (is: boolean) => void;
  drop: (path: string) => void;
}

export function heedDrops({ over, drop }: Heeds): () => void {
  const heard = import('@tauri-apps/api/event').then(({ listen }) =>
    Promise.all([
      listen('tauri://drag-enter', () => over(true)),
      listen('tauri://drag-leave', () => over(false)),
      listen<{ paths?: string[] }>('tauri://drag-drop', ({ payload }) => {
        over(false);
        const path = payload.paths?.[0];
        if (path !== undefined) drop(path);
      }),
    ]),
  );
  return () => void heard.then((stops) => stops.forEach((stop) => stop()));
}
