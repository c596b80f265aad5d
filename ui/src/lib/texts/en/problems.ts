import { plural } from '../plural';

/** A problem's data; problems cross as data, never as sentences. */
type Data = Record<string, unknown>;

const said = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const count = (value: unknown): number => Number(value ?? 0);
const each = (value: unknown): Data[] => (Array.isArray(value) ? (value as Data[]) : []);
const sentences = (all: string[]): string => all.filter((one) => one !== '').join(' ');
const pick = (words: Record<string, (data: Data) => string>, data: Data, key: string): string =>
  words[said(data[key])]?.(data) ?? '';

const things: Record<string, string> = {
  client: 'client',
  provider: 'provider',
  firm: 'firm',
  site: 'site',
  room: 'room',
  topic: 'topic',
  need: 'need',
  meeting: 'meeting',
  placement: 'placement',
  override: 'override',
  draft: 'draft',
  setting: 'setting',
  task: 'task',
};
const users: Record<string, [one: string, other: string]> = {
  client: ['client', 'clients'],
  provider: ['provider', 'providers'],
  firm: ['firm', 'firms'],
  site: ['site', 'sites'],
  room: ['room', 'rooms'],
  topic: ['topic', 'topics'],
  need: ['need', 'needs'],
  meeting: ['meeting', 'meetings'],
  placement: ['placement', 'placements'],
  override: ['override', 'overrides'],
};
const thing = (data: Data): string => things[said(data['what'])] ?? 'item';
const used = (use: Data): string => {
  const [one, other] = users[said(use['what'])] ?? ['use', 'uses'];
  return plural('en', count(use['count']), one, other);
};

const faults = {
  empty: (_data: Data) => 'Something required is missing.',
  range: (data: Data) => `Must be between ${said(data['min'])} and ${said(data['max'])}.`,
  order: (_data: Data) => 'The end is before the start.',
  unknown_zone: (data: Data) => `There is no time zone “${said(data['found'])}”.`,
  unknown: (data: Data) => `There is no “${said(data['found'])}”.`,
  email: (data: Data) => `“${said(data['found'])}” is not a mail address.`,
  own_rival: (_data: Data) => 'A client cannot be its own rival.',
};
const refusals = {
  too_few_clients: (data: Data) => `There are ${said(data['have'])} clients; the format needs at least ${said(data['min'])}.`,
  too_many_clients: (data: Data) => `There are ${said(data['have'])} clients; the format takes ${said(data['max'])}.`,
  second_client: (_data: Data) => 'This format is for a single client.',
  too_few_providers: (data: Data) =>
    `There are ${said(data['have'])} providers; the format needs at least ${said(data['min'])}.`,
  too_many_providers: (data: Data) => `There are ${said(data['have'])} providers; the format takes ${said(data['max'])}.`,
};
const troubles = {
  not_found: (_data: Data) => 'the file does not exist',
  denied: (_data: Data) => 'permission was denied',
  already_exists: (_data: Data) => 'it exists already',
  disk_full: (_data: Data) => 'the disk is full',
  not_a_folder: (_data: Data) => 'it is not a folder',
  too_large: (_data: Data) => 'it is too large',
  other: (_data: Data) => 'the system does not allow it',
};
const tables = {
  empty: (_data: Data) => 'The file has no rows.',
  too_large: (_data: Data) => 'The file is too large.',
  too_many_rows: (data: Data) => `The file has more than ${said(data['limit'])} rows.`,
  too_many_columns: (data: Data) => `Line ${said(data['line'])} has more than ${said(data['limit'])} columns.`,
  spreadsheet: (_data: Data) => 'This is a spreadsheet. Save it as CSV first.',
  not_text: (_data: Data) => 'This is not a text file.',
  unknown_encoding: (data: Data) => `Its encoding cannot be read (it seems to be ${said(data['guess'])}).`,
  wrong_encoding: (_data: Data) => 'It is not written in the encoding chosen.',
  mapping_length: (_data: Data) => 'The columns chosen are not those of the file.',
};

export const problems = {
  title: 'Something went wrong',
  /** What is wrong with one field, by its `fault`. */
  faults,
  refusals,
  kinds: {
    unexpected: (data: Data) =>
      said(data['incident']) === ''
        ? 'An unexpected error occurred.'
        : `An unexpected error occurred. It was recorded as incident ${said(data['incident'])}.`,
    unreachable: (_data: Data) => 'Cuadrante does not answer. It may have been closed.',
    cancelled: (_data: Data) => 'Cancelled. Your data is as it was.',
    no_workspace: (_data: Data) => 'No workspace is open.',
    workspace_newer: (data: Data) =>
      `${said(data['path'])} was saved by a newer version of Cuadrante. Install that version to open it.`,
    workspace_damaged: (data: Data) => `${said(data['path'])} is damaged. Go back to a backup.`,
    not_a_workspace: (data: Data) => `${said(data['path'])} is not a Cuadrante workspace.`,
    workspace_in_use: (data: Data) => `Another program has ${said(data['path'])} open.`,
    file: (data: Data) => `${said(data['path'])} could not be used: ${pick(troubles, data, 'trouble')}.`,
    not_found: (data: Data) => `The ${thing(data)} is no longer there. It may have been deleted.`,
    stale: (data: Data) => `The ${thing(data)} changed in the meantime. Check what is new and try again.`,
    in_use: (data: Data) => `The ${thing(data)} cannot be deleted: used by ${each(data['by']).map(used).join(', ')}.`,
    invalid: (data: Data) =>
      sentences(each(data['faults']).map((fault) => pick(faults, fault, 'fault'))) || 'Something entered is not valid.',
    refused: (data: Data) =>
      sentences(each(data['refusals']).map((one) => pick(refusals, one, 'kind'))) || 'The format does not allow it.',
    conflicts: (data: Data) => `There ${each(data['conflicts']).length === 1 ? 'is' : 'are'} ${plural('en', each(data['conflicts']).length, 'conflict', 'conflicts')}.`,
    table: (data: Data) => pick(tables, (data['fault'] ?? {}) as Data, 'kind') || 'The file cannot be read.',
    faulty_rows: (data: Data) =>
      `${plural('en', count(data['count']), 'row has errors', 'rows have errors')}; the first is on line ${said(data['first_line'])}. Nothing was imported.`,
    answers: (_data: Data) => 'The answers cannot be read.',
    planning_problem: (data: Data) =>
      `The data of the plan contradicts itself. ${Array.isArray(data['faults']) ? data['faults'].map(String).join(' ') : ''}`.trim(),
    wrong_lock: (data: Data) => `The meeting ${said(data['meeting'])} cannot stay as it is locked.`,
    nothing_to_plan: (_data: Data) => 'There is nothing to plan in those dates.',
    bad_request: (_data: Data) => 'The window and the program do not understand each other. Restart Cuadrante.',
  },
};
