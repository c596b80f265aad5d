/** Where files were last written, kept at this machine so that the folder is not typed every time. */
export function keptFolder(what: 'invitations' | 'polls' | 'calendars'): string {
  try {
    return localStorage.getItem(`cuadrante.folder.${what}`) ?? '';
  } catch {
    return ''; // Storage can be closed by policy: the folder is then typed.
  }
}

export function keepFolder(what: 'invitations' | 'polls' | 'calendars', folder: string): void {
  try {
    localStorage.setItem(`cuadrante.folder.${what}`, folder);
  } catch {
    // As above.
  }
}
