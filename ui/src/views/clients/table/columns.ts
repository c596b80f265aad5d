import type { Snippet } from 'svelte';
import type { ClientRow } from '../../../lib/contract/generated/ClientRow';
import { formatDate, formatNumber, t } from '../../../lib/texts/texts.svelte';
import type { Column } from '../../../shared/table';

export type ColumnId =
  | 'name' | 'code' | 'city' | 'country' | 'value' | 'sales' | 'tags' | 'format' | 'sharing' | 'providers' | 'state' | 'needs' | 'reviewed';

/** What a cell says; also what an editor of it begins with. */
export const cellText: Record<ColumnId, (row: ClientRow) => string> = {
  name: (row) => row.name,
  code: (row) => row.code,
  city: (row) => row.city,
  country: (row) => row.country,
  value: (row) => String(row.value),
  sales: (row) => (row.sales === null ? '' : formatNumber(row.sales, { maximumFractionDigits: 0 })),
  tags: (row) => row.tags.join(', '),
  format: (row) =>
    row.mixed ? t.clients.mixed : row.state === null ? t.clients.notPlaced : row.format ? t.formats[row.format] : t.formats.undetermined,
  sharing: (row) => score(row.sharing),
  providers: (row) => score(row.providers),
  state: (row) => (row.state === null ? '' : row.by_hand ? t.clients.byHand : t.clients.states[row.state]),
  needs: (row) => (row.open_needs === 0 ? '' : formatNumber(row.open_needs)),
  reviewed: (row) => (row.reviewed === null ? '' : formatDate(row.reviewed)),
};
const score = (value: number | null): string => (value === null ? '–' : formatNumber(Math.round(value)));

interface Cells {
  format: Snippet<[ClientRow]>;
  tags: Snippet<[ClientRow]>;
  state: Snippet<[ClientRow]>;
}

/** Every column in its order. The name and the figures keep their width; the rest shares what is left. */
export function columnsOf(currency: string, cells: Cells): Column<ClientRow>[] {
  const column = (id: ColumnId, title: string, width: string, more: Partial<Column<ClientRow>> = {}): Column<ClientRow> => ({
    id,
    title,
    width,
    text: cellText[id],
    sortable: true,
    ...more,
  });
  const edit = { editable: true };
  const end = { align: 'end' } as const;
  return [
    column('name', t.common.name, 'minmax(208px, 2.4fr)', edit),
    column('code', t.clients.code, 'minmax(88px, 0.8fr)', edit),
    column('city', t.clients.city, 'minmax(96px, 1.2fr)'),
    column('country', t.clients.country, 'minmax(96px, 1fr)'),
    column('value', t.clients.value, '80px', { ...end, ...edit }),
    column('sales', currency === '' ? t.clients.sales : `${t.clients.sales} (${currency})`, 'minmax(112px, 1fr)', end),
    column('tags', t.clients.tags, 'minmax(112px, 1.4fr)', { ...edit, sortable: false, cell: cells.tags }),
    column('format', t.formats.format, 'minmax(176px, 1.4fr)', { cell: cells.format }),
    column('sharing', t.clients.sharingShort, '104px', { ...end, ...edit }),
    column('providers', t.clients.providersShort, '112px', { ...end, ...edit }),
    column('state', t.clients.state, 'minmax(136px, 1fr)', { cell: cells.state }),
    column('needs', t.clients.openNeeds, '112px', end),
    column('reviewed', t.clients.reviewed, '120px'),
  ];
}
