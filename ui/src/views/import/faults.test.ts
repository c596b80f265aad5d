import { describe, expect, it } from 'vitest';
import type { Fault } from '../../lib/contract/generated/Fault';
import { preferences } from '../../lib/preferences.svelte';
import { columnText, faultWords } from './faults';

const every: Fault[] = [
  { kind: 'empty_name' },
  { kind: 'not_a_number', found: 'x' },
  { kind: 'ambiguous_number', found: '1.234' },
  { kind: 'out_of_range', found: '120', min: 1, max: 100 },
  { kind: 'bad_email', found: 'ana' },
  { kind: 'unknown_zone', found: 'Marte' },
  { kind: 'ragged_row', expected: 3, found: 2 },
  { kind: 'unclosed_quote' },
  { kind: 'duplicate_in_file', first_line: 7 },
];

describe.each(['es', 'en'] as const)('in %s', (language) => {
  it.each(every)('$kind says what is wrong with what stands there, and what mends it', (fault) => {
    preferences.language = language;
    const { what, remedy } = faultWords(fault);
    expect(remedy.length).toBeGreaterThan(10);
    if ('found' in fault) expect(what).toContain(String(fault.found));
    if ('first_line' in fault) expect(what).toContain('7');
  });
});

it('tells too many cells from too few', () => {
  const remedy = (found: number): string => faultWords({ kind: 'ragged_row', expected: 3, found }).remedy;
  expect(remedy(5)).toContain('comillas');
  expect(remedy(2)).toContain('Completar');
});

it('names the column as the file does, or by what it holds', () => {
  const check = (column: string | null, field: Parameters<typeof columnText>[0]['field'], text: string): void =>
    expect(columnText({ line: 1, column, field, fault: { kind: 'empty_name' } })).toBe(text);
  check('Razón social', { kind: 'name' }, 'Razón social');
  check(null, { kind: 'name' }, 'Nombre');
  check(null, { kind: 'attribute', name: 'Sector' }, 'Característica «Sector»');
  check(null, null, 'Toda la fila');
});
