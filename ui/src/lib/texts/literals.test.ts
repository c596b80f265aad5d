import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { expect, it } from 'vitest';

/** Attributes that are read or heard. */
const heard = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'text']);
/** Signs and units that are the same in every language. */
const neutral = /^[\s\d·–—%×:,./()+-]*$/;

function literals(node: unknown, found: string[]): void {
  if (Array.isArray(node)) return node.forEach((one) => literals(one, found));
  if (typeof node !== 'object' || node === null) return;
  const part = node as Record<string, unknown>;
  if (part['type'] === 'Text' && !neutral.test(String(part['data']))) found.push(String(part['data']).trim());
  if (part['type'] === 'StyleDirective') return;
  if (part['type'] === 'Attribute') {
    if (heard.has(String(part['name']))) literals(part['value'], found);
    return;
  }
  for (const [key, value] of Object.entries(part)) if (key !== 'css' && key !== 'metadata') literals(value, found);
}

const sources = ['src/views', 'src/shared', 'src/routes'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.svelte'))
    .map((file) => join(folder, file)),
);

it.each(sources)('%s says nothing outside the catalogues', (file) => {
  const found: string[] = [];
  const tree = parse(readFileSync(file, 'utf8'), { modern: true });
  literals(tree.fragment, found);
  expect(found).toEqual([]);
});
