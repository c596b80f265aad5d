import { expect, it } from 'vitest';
import { href, router } from './router.svelte';

it('writes and reads addresses', () => {
  const check = (address: string, path: string[], query: Record<string, string>): void => {
    router.go(address);
    expect([router.place.path, router.query]).toEqual([path, query]);
  };
  check(href('clients', 7), ['clients', '7'], {});
  check(href('calendar', 'week', { date: '2026-03-05', room: undefined }), ['calendar', 'week'], { date: '2026-03-05' });
  check(href('clients', 'a/b ñ?'), ['clients', 'a/b ñ?'], {});
});

it('changes one value of the query and keeps the place', () => {
  router.go(href('clients', { find: 'ana', sort: 'name' }));
  router.setQuery({ find: undefined, sort: 'value' });
  expect(location.hash).toBe('#/clients?sort=value');
});
