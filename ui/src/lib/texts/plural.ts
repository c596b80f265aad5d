const rules: Record<string, Intl.PluralRules> = {};

/**
 * `3 clientes`, `1 cliente`. Both languages have the two forms `one` and `other` in these texts (Spanish "many", for
 * millions, takes `other`). The number is written as the language writes it.
 */
export function plural(language: 'es' | 'en', count: number, one: string, other: string): string {
  const rule = (rules[language] ??= new Intl.PluralRules(language));
  const number = new Intl.NumberFormat(language, { useGrouping: 'always' } as Intl.NumberFormatOptions).format(count);
  return `${number} ${rule.select(count) === 'one' ? one : other}`;
}
