/** Text without accents or case, for finding `Álvarez` by `alvarez`. */
export function plainText(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
}

/** Whether every word of `asked` is in `text`. */
export function matchesText(text: string, asked: string): boolean {
  const plain = plainText(text);
  return plainText(asked)
    .split(/\s+/)
    .every((word) => plain.includes(word));
}
