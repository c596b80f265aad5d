import type { Format } from '../../lib/contract/generated/Format';
import type { NetworkView } from '../../lib/contract/generated/NetworkView';
import { compareText, formatDate, formatMinutes, formatNumber, t } from '../../lib/texts/texts.svelte';
import { hoursText } from '../../shared/forms/hours';
import { matchesText } from '../../shared/match';
import type { Sort } from '../../shared/table';
import { nextAbsence, type Tab } from './kinds';
import { skillState } from './skills';

/** One cell: what it says, what it is sorted by where that differs, and how it is drawn. */
export interface Cell {
  text: string;
  order?: number;
  warn?: boolean;
  /** Quieter: for what is missing. */
  quiet?: boolean;
  format?: Format;
}

/** One row of any of the lists. */
export interface Line {
  id: string;
  name: string;
  cells: Record<string, Cell>;
}

const said = (text: string): Cell => ({ text });
const count = (number: number): Cell => ({ text: formatNumber(number), order: number });
const quiet = (text: string): Cell => ({ text, quiet: true });

/** The rows of a tab, unfiltered, as the app has them. */
export function linesOf(tab: Tab, network: NetworkView, today: string): Line[] {
  const siteName = (id: string | null): string =>
    network.sites.find((row) => row.site.id === id)?.site.name ?? '';
  switch (tab) {
    case 'providers':
      return network.providers.map((one) => {
        const away = nextAbsence(one.absences, today);
        return {
          id: one.id,
          name: one.name,
          cells: {
            title: said(one.title),
            firm: said(network.firms.find((firm) => firm.id === one.firm)?.name ?? ''),
            skills: said(one.skills.join(', ')),
            hours: one.hours.length === 0 ? { text: t.network.noHours, warn: true } : said(hoursText(one.hours)),
            away: away
              ? { text: t.network.absences.span(formatDate(away.from, 'dayMonth'), formatDate(away.to, 'dayMonth')), order: dayNumber(away.from) }
              : { text: '', order: Infinity },
            perDay: count(one.max_per_day),
          },
        };
      });
    case 'firms':
      return network.firms.map((one) => ({
        id: one.id,
        name: one.name,
        cells: {
          kind: said(t.network.kinds[one.kind]),
          providers: count(network.providers.filter((provider) => provider.firm === one.id).length),
        },
      }));
    case 'sites':
      return network.sites.map(({ site, clients, rooms, providers }) => ({
        id: site.id,
        name: site.name,
        cells: {
          city: said(site.city),
          country: said(site.country),
          zone: said(site.zone.replaceAll('_', ' ')),
          usedBy: usesText({ clients, rooms, providers }),
          coordinates:
            site.latitude === null || site.longitude === null
              ? { text: t.network.unlocated, warn: true }
              : said(`${degrees(site.latitude)}, ${degrees(site.longitude)}`),
        },
      }));
    case 'rooms':
      return network.rooms.map((one) => ({
        id: one.id,
        name: one.name,
        cells: {
          site: said(siteName(one.site)),
          seats: count(one.seats),
          hours: one.hours.length === 0 ? { text: t.network.noHours, warn: true } : said(hoursText(one.hours)),
        },
      }));
    case 'topics':
      return network.topics.map(({ topic, placed, open_needs, missing_skills }) => ({
        id: topic.id,
        name: topic.name,
        cells: {
          format: topic.format ? { text: t.formats[topic.format], format: topic.format } : quiet(t.network.byMatrix),
          skills:
            missing_skills.length > 0
              ? { text: t.network.missing(missing_skills.join(', ')), warn: true }
              : said(topic.skills.join(', ')),
          minutes: topic.minutes === null ? { ...quiet(t.network.byTemplate), order: 0 } : { text: formatMinutes(topic.minutes), order: topic.minutes },
          placed: count(placed),
          openNeeds: count(open_needs),
        },
      }));
    case 'skills':
      return network.skills.map((skill) => {
        const state = skillState(skill);
        return {
          id: skill.name,
          name: skill.name,
          cells: {
            state: { text: t.network.skill.states[state], warn: state === 'gap', quiet: state === 'unasked', order: ['gap', 'alone', 'covered', 'unasked'].indexOf(state) },
            holders: { text: network.providers.filter((one) => one.skills.includes(skill.name)).map((one) => one.name).join(', '), order: skill.providers },
            topics: { text: network.topics.filter((row) => row.topic.skills.includes(skill.name)).map((row) => row.topic.name).join(', '), order: skill.topics },
          },
        };
      });
  }
}

const dayNumber = (iso: string): number => Number(iso.slice(0, 10).replaceAll('-', ''));
const degrees = (value: number): string => formatNumber(value, { maximumFractionDigits: 4 });

/** What a site is used by, in words. */
export function usesText(uses: { clients: number; rooms: number; providers: number }): Cell {
  const told = Object.entries(uses).filter(([, number]) => number > 0);
  const order = uses.clients + uses.rooms + uses.providers;
  if (told.length === 0) return { ...quiet(t.network.unused), order };
  return { text: told.map(([what, number]) => t.network.use(what, number)).join(', '), order };
}

/** Those that the search finds, in the order asked for. */
export function shownLines(lines: readonly Line[], asked: string, sort: Sort): Line[] {
  const found =
    asked.trim() === ''
      ? [...lines]
      : lines.filter((line) =>
          matchesText([line.name, ...Object.values(line.cells).map((cell) => cell.text)].join(' '), asked.trim()),
        );
  const compare = (a: Line, b: Line): number => {
    const [one, other] = [a.cells[sort.column], b.cells[sort.column]];
    if (!one || !other) return compareText(a.name, b.name);
    const byOrder = one.order !== undefined && other.order !== undefined ? order(one.order, other.order) : compareText(one.text, other.text);
    return byOrder === 0 ? compareText(a.name, b.name) * (sort.descending ? -1 : 1) : byOrder;
  };
  return found.sort((a, b) => compare(a, b) * (sort.descending ? -1 : 1));
}
const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
