import { expect, it } from 'vitest';
import { sheet } from '../testing';
import { changedParts, editedOf, merge, saveOf, withPart, type Edited } from './edited';

const base = (): Edited => editedOf(sheet('a'));
const changed = (more: Partial<Edited['client']>): Edited => {
  const from = base();
  return { ...from, client: { ...from.client, ...more } };
};

it('merges by part, and keeps what was typed where both changed', () => {
  const check = (mine: Edited, theirs: Edited, merged: Partial<Edited['client']>, clashes: string[]): void => {
    const result = merge(base(), mine, theirs);
    expect(result.edited.client).toMatchObject(merged);
    expect(result.clashes).toEqual(clashes);
  };
  check(changed({ code: 'X' }), changed({ notes: 'y', version: 2 }), { code: 'X', notes: 'y', version: 2 }, []);
  check(changed({ code: 'X' }), changed({ code: 'Y', version: 2 }), { code: 'X', version: 2 }, ['code']);
  check(changed({ code: 'X' }), changed({ code: 'X', version: 2 }), { code: 'X', version: 2 }, []);
  check(base(), changed({ code: 'Y', version: 2 }), { code: 'Y' }, []);
});

it('sends the site only where something of it was told', () => {
  const untouched = saveOf(base(), base());
  expect(untouched.site).toBeNull();
  const told = withPart(base(), 'site', { ...base(), site: { ...base().site, city: 'Cali' } });
  expect(saveOf(told, base()).site).toMatchObject({ id: '', city: 'Cali' });
  const blank = withPart(base(), 'site', { ...base(), site: { ...base().site, name: 'sede' } });
  expect(saveOf(blank, base()).site).toBeNull();
});

it('leaves out attributes without a name, and does not count versions as a change', () => {
  const mine = { ...base(), attributes: [{ name: ' sector ', value: ' Banca ' }, { name: '', value: 'a medias' }] };
  expect(saveOf(mine, base()).client.attributes).toEqual({ sector: 'Banca' });
  expect(changedParts(base(), changed({ version: 7 }))).toEqual([]);
});
