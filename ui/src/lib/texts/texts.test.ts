import { describe, expect, it } from 'vitest';
import { preferences } from '../preferences.svelte';
import {
  catalogues,
  formatDate,
  formatMinutes,
  formatTime,
  formatWeekday,
  plural,
  t,
} from './texts.svelte';
import { problemText } from './problem';

type Leaf = [path: string, value: unknown];

function leaves(node: unknown, path = ''): Leaf[] {
  if (typeof node !== 'object' || node === null) return [[path, node]];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`));
}
const es = leaves(catalogues.es);
const en = leaves(catalogues.en);

describe('the catalogues', () => {
  it('have the same keys in both languages', () => {
    expect(en.map(([path]) => path).sort()).toEqual(es.map(([path]) => path).sort());
  });

  it('have no empty text', () => {
    const empty = [...es, ...en].filter(([, value]) => typeof value === 'string' && value.trim() === '');
    expect(empty).toEqual([]);
  });

  it('have messages of the same arguments in both languages', () => {
    const arguments_ = (all: Leaf[]): string[] =>
      all.flatMap(([path, value]) => (typeof value === 'function' ? [`${path}/${value.length}`] : [])).sort();
    expect(arguments_(en)).toEqual(arguments_(es));
  });
});

describe('a change of language', () => {
  it('changes texts and formats at once', () => {
    expect([t.common.save, formatDate('2026-03-05', 'long')]).toEqual(['Guardar', '5 de marzo de 2026']);
    preferences.language = 'en';
    expect([t.common.save, formatDate('2026-03-05', 'long')]).toEqual(['Save', 'March 5, 2026']);
    expect(document.documentElement.lang).toBe('en');
  });
});

describe('words for quantities', () => {
  const check = (count: number, expected: string): void =>
    expect(plural('es', count, 'cliente', 'clientes')).toBe(expected);
  it('follow the number', () => {
    check(0, '0 clientes');
    check(1, '1 cliente');
    check(2, '2 clientes');
    check(12000, '12.000 clientes');
    check(1000000, '1.000.000 clientes');
  });
  it('give lengths in hours and minutes', () => {
    expect([45, 60, 150].map(formatMinutes)).toEqual(['45 min', '1 h', '2 h 30 min']);
  });
  it('keep civil time as it is, whatever the zone of the machine', () => {
    expect(formatTime('2026-03-05T16:30')).toMatch(/16:30|4:30/);
    expect(formatWeekday(1)).toBe('lunes');
  });
});

describe('a problem', () => {
  it('is told in words by its kind', () => {
    expect(problemText({ kind: 'cancelled' })).toBe('Se canceló. Los datos quedan como estaban.');
  });
  it('that is not known is unexpected, with its incident', () => {
    expect(problemText({ kind: 'from_the_future', incident: 'A7' })).toContain('A7');
  });
});
