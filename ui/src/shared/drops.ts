/** Files dropped on the window from outside: only the desktop shell tells where they are. */
interface Heeds {
  /** Files are over the window, or no longer. */
  over: (is: boolean) => void;
  drop: (paths: string[]) => void;
}

export function heedDroppedFiles({ over, drop }: Heeds): () => void {
  const heard = import('@tauri-apps/api/event').then(({ listen }) =>
    Promise.all([
      listen('tauri://drag-enter', () => over(true)),
      listen('tauri://drag-leave', () => over(false)),
      listen<{ paths?: string[] }>('tauri://drag-drop', ({ payload }) => {
        over(false);
        if (payload.paths?.length) drop(payload.paths);
      }),
    ]),
  );
  return () => void heard.then((stops) => stops.forEach((stop) => stop()));
}
