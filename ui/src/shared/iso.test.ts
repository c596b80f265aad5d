import { expect, it } from 'vitest';
import { readDate, readTime } from './iso';
import { matchesText } from './match';

it('reads dates as people type them', () => {
  const check = (text: string, expected: string | null): void => expect(readDate(text), text).toBe(expected);
  check('2026-03-05', '2026-03-05');
  check(' 2026/3/5 ', '2026-03-05');
  check('2024-02-29', '2024-02-29');
  check('2026-02-29', null);
  check('2026-13-01', null);
  check('mañana', null);
  check('29/1/2027', '2027-01-29');
  check('1/29/2027', '2027-01-29');
  check('5/3/2026', null);
  check('5/5/2026', '2026-05-05');
  expect(readDate('5/3/2026', true)).toBe('2026-03-05');
  expect(readDate('1/29/2027', true)).toBe(null);
});

it('reads times as people type them', () => {
  const check = (text: string, expected: string | null): void => expect(readTime(text), text).toBe(expected);
  check('9', '09:00');
  check('930', '09:30');
  check('16.30', '16:30');
  check('4:30 pm', '16:30');
  check('12 am', '00:00');
  check('4:30 p. m.', '16:30');
  check('24:00', null);
  check('9:75', null);
});

it('finds names without their accents', () => {
  expect(matchesText('Álvarez Peña', 'pena alv')).toBe(true);
  expect(matchesText('Álvarez Peña', 'pino')).toBe(false);
});
