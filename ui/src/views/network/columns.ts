import type { Snippet } from 'svelte';
import { t, type Catalogue } from '../../lib/texts/texts.svelte';
import type { Column } from '../../shared/table';
import type { Tab } from './kinds';
import type { Line } from './lines';

export type Title = keyof Catalogue['network']['columns'];
type Plan = readonly [id: Title, width: string, align?: 'end'];

const plans: Record<Tab, readonly Plan[]> = {
  providers: [
    ['title', 'minmax(150px, 1.2fr)'],
    ['firm', 'minmax(140px, 1.1fr)'],
    ['skills', 'minmax(150px, 1.4fr)'],
    // Wide enough for one span of days and hours as either language writes it.
    ['hours', 'minmax(236px, 1.2fr)'],
    ['away', '140px'],
    ['perDay', '96px', 'end'],
  ],
  firms: [
    ['kind', 'minmax(140px, 1fr)'],
    ['providers', '130px', 'end'],
  ],
  sites: [
    ['city', 'minmax(110px, 1fr)'],
    ['country', 'minmax(100px, 0.8fr)'],
    ['zone', 'minmax(140px, 1fr)'],
    ['usedBy', 'minmax(150px, 1.3fr)'],
    ['coordinates', '170px'],
  ],
  rooms: [
    ['site', 'minmax(150px, 1.2fr)'],
    ['seats', '90px', 'end'],
    ['hours', 'minmax(180px, 1.6fr)'],
  ],
  topics: [
    ['format', '170px'],
    ['skills', 'minmax(180px, 1.8fr)'],
    ['minutes', '160px'],
    ['placed', '130px', 'end'],
    ['openNeeds', '160px', 'end'],
  ],
  skills: [
    ['state', '210px'],
    ['holders', 'minmax(180px, 1.6fr)'],
    ['topics', 'minmax(180px, 1.6fr)'],
  ],
};

/** The columns of a tab; `cells` draws those that are more than their text. */
export function columnsOf(tab: Tab, name: Snippet<[Line]>, cells: Partial<Record<Title, Snippet<[Line]>>>): Column<Line>[] {
  return [
    {
      id: 'name',
      title: t.network.columns.name,
      width: tab === 'providers' ? 'minmax(160px, 1.1fr)' : 'minmax(200px, 1.6fr)',
      text: (line) => line.name,
      cell: name,
      sortable: true,
      editable: true,
    },
    ...plans[tab].map(
      ([id, width, align]): Column<Line> => ({
        id,
        title: t.network.columns[id],
        width,
        ...(align ? { align } : {}),
        text: (line) => line.cells[id]?.text ?? '',
        ...(cells[id] ? { cell: cells[id] } : {}),
        sortable: true,
        editable: true,
      }),
    ),
  ];
}
