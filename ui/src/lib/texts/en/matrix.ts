import type { matrix as source } from '../es/matrix';
import { plural } from '../plural';
import type { Wording } from '../wording';

export const matrix = {
  title: 'Matrix',
  canvas: {
    label: 'Clients on the matrix',
    keys: 'Arrows go to the nearest client, Enter opens it, Space selects it, M moves it; plus, minus and zero zoom.',
    sharing: 'Sharing with its peers',
    sharingLow: 'gains little',
    sharingHigh: 'gains much',
    providers: 'Providers in the room',
    providersLow: 'few',
    providersHigh: 'several',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomAll: 'Show all',
    empty: 'No clients in view',
    describe: (name: string, format: string, state: string, selected: boolean, neighbours: string) =>
      `${name}, ${format}, ${state}${selected ? ', selected' : ''}${neighbours === '' ? '' : `. Nearby: ${neighbours}`}`,
    moveStarted: (name: string) =>
      `Moving ${name}. Arrows move it, with Shift by fives; Enter drops it, Esc leaves it where it was.`,
    moveStep: (sharing: string, providers: string) => `Sharing ${sharing}, providers ${providers}`,
    crossed: (format: string) => `Now in ${format}.`,
    moved: (name: string, format: string, neighbours: string) =>
      `${name} is now in ${format}${neighbours === '' ? '' : `. Nearby: ${neighbours}`}`,
    moveCancelled: (name: string) => `${name} stays where it was`,
    selected: (count: number) => plural('en', count, 'client selected', 'clients selected'),
  },

  filters: 'Filters',
  search: 'Search clients',
  searchHint: 'Name, city, tag',
  topic: 'Topic',
  allTopics: 'All topics',
  formats: 'Formats',
  noFormat: 'No single format',
  states: 'State',
  allStates: 'Any state',
  tags: 'Tags',
  anyTag: 'Any tag',
  formatCount: (format: string, count: number) => `${format}: ${plural('en', count, 'client', 'clients')}`,
  shown: (count: number) => plural('en', count, 'client in view', 'clients in view'),
  shownOf: (shown: string, all: string) => `${shown} of ${all} clients`,
  unplaced: (count: number) => plural('en', count, 'client not placed', 'clients not placed'),

  empty: {
    title: 'No clients yet',
    text: 'The matrix shows how each client is best met: how much it gains from its peers, and how many providers are needed at once.',
    import: 'Import clients',
    add: 'Add a client',
    start: 'Open the sample',
  },
  unplacedAll: {
    title: 'No client has a place yet',
    text: 'A client appears here as soon as its first questions about a topic are answered.',
    open: 'See the clients not placed',
  },

  tooltip: {
    several: (count: number) => plural('en', count, 'client', 'clients'),
    more: (count: number) => `and ${count} more`,
    mixed: 'Several formats, by topic',
    reviewed: (ago: string) => `Reviewed ${ago}`,
    never: 'Never reviewed',
    byHand: 'Placed by hand',
  },

  panel: {
    several: (count: number) => plural('en', count, 'client selected', 'clients selected'),
    open: 'Open its page',
    mixed: 'Its topics ask for different formats: it has no single one.',
    topics: 'Topics',
    otherTopic: 'Place it for another topic…',
    noTopics: 'It is not placed for any topic yet.',
    next: 'Next client to answer for',
    previous: 'Previous client to answer for',
    noPending: 'No client in view needs answers',
    moveTo: 'Move to…',
    assign: 'Place by hand…',
    assignText: 'The selected clients go to the same point. What the answers come to stays beside it, in each history.',
    clear: 'Clear the selection',
    unselect: (name: string) => `Remove from the selection: ${name}`,
    andMore: (count: number) => `and ${plural('en', count, 'more client', 'more clients')}`,
  },

  commands: {
    group: 'Matrix',
    zoomAll: 'Show the whole matrix',
    selectAll: 'Select the clients in view',
  },
} satisfies Wording<typeof source>;
