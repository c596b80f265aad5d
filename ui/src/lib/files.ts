/** The system's own dialogs for files; only the desktop window has them. */

export interface FileKind {
  name: string;
  /** Without the dot. */
  extensions: string[];
}

/** Whether files can be chosen by the system's dialogs: in the desktop window, not in a browser. */
export function inWindow(): boolean {
  return '__TAURI_INTERNALS__' in window;
}

async function ask(command: string, options: Record<string, unknown>): Promise<string | null> {
  const { invoke } = await import('@tauri-apps/api/core');
  return invoke<string | null>(command, options);
}

/** An existing file, or `null` where the dialog was dismissed. */
export function chooseFile(title: string, kinds: FileKind[]): Promise<string | null> {
  return ask('choose_file', { title, kinds });
}

/** A folder, or `null` where the dialog was dismissed. */
export function chooseFolder(title: string): Promise<string | null> {
  return ask('choose_folder', { title });
}

/** Where to write a file of one kind; its extension is appended where it is missing. */
export function saveFile(title: string, suggested: string, kind: FileKind): Promise<string | null> {
  return ask('save_file', { title, suggested, kind });
}
