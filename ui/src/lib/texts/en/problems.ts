import { plural } from '../plural';

/** A problem's data; problems cross as data, never as sentences. */
type Data = Record<string, unknown>;

const said = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const count = (value: unknown): number => Number(value ?? 0);
const megabytes = (value: unknown): string => `${Math.round(count(value) / 1_048_576)} MB`;
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
  busy_source: 'external calendar',
  calendar_account: 'calendar account',
  poll: 'poll',
  invitation: 'invitation',
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
  busy_source: ['external calendar', 'external calendars'],
  calendar_account: ['calendar account', 'calendar accounts'],
  poll: ['date poll', 'date polls'],
  invitation: ['invitation', 'invitations'],
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

const certificates = {
  expired: (_data: Data) => 'has expired',
  not_yet_valid: (_data: Data) => 'is not valid yet; the clock of this computer may be wrong',
  unknown_issuer: (_data: Data) => 'is signed by somebody this computer does not trust',
  other_name: (_data: Data) => 'belongs to another server',
  revoked: (_data: Data) => 'was revoked',
  other: (_data: Data) => 'is not valid',
};
const servers = {
  bad_address: (_data: Data) => 'This is not the address of a calendar or a server. Copy the whole of it again.',
  insecure: (data: Data) => `The connection to ${said(data['host'])} is not protected. The address must begin with https://.`,
  another_host: (data: Data) => `The calendars are on ${said(data['host'])}. If you trust it, give that address.`,
  unreachable: (data: Data) => `${said(data['host'])} cannot be reached. Check the address and the connection.`,
  cut_off: (data: Data) => `The connection to ${said(data['host'])} was cut. Try again.`,
  timed_out: (data: Data) => `${said(data['host'])} takes too long to answer. Try again later.`,
  certificate: (data: Data) => `${said(data['host'])} cannot be trusted: its certificate ${pick(certificates, data, 'why')}.`,
  tls: (data: Data) => `No protected connection to ${said(data['host'])} comes about.`,
  wrong_credentials: (_data: Data) =>
    'The server does not accept the user or the password. With two-step verification an app password is needed.',
  sign_in_not_supported: (data: Data) => `${said(data['host'])} wants another way to sign in than user and password.`,
  forbidden: (_data: Data) => 'The server does not allow it. The right to that calendar may be missing.',
  not_found: (_data: Data) => 'The server has nothing at that address. It may have changed.',
  not_a_calendar_server: (data: Data) => `${said(data['host'])} is not a calendar server. Part of the address may be missing.`,
  too_large: (data: Data) => `It is too large: more than ${megabytes(data['limit'])}.`,
  too_many_redirects: (_data: Data) => 'The address leads from one place to the next without end.',
  busy: (data: Data) => `${said(data['host'])} is busy and asks to wait a little.`,
  full: (_data: Data) => 'There is no room left on the server.',
  changed: (_data: Data) => 'It changed on the server in the meantime.',
  unreadable: (data: Data) => `The answer of ${said(data['host'])} makes no sense.`,
  refused: (data: Data) => `The server refused (code ${said(data['status'])}).`,
};
const calendarFiles = {
  not_calendar: (_data: Data) => 'This is not a calendar (.ics).',
  web_page: (_data: Data) => 'This is a web page, not a calendar. The address that works usually ends in .ics.',
  archive: (_data: Data) => 'This is a compressed file. Extract the calendar (.ics) first.',
  too_large: (data: Data) => `It is too large: more than ${megabytes(data['limit'])}.`,
  too_many_events: (data: Data) => `It has more than ${said(data['limit'])} entries.`,
  event_too_large: (data: Data) => `The entry on line ${said(data['line'])} is too large.`,
  too_many_instances: (data: Data) => `Its repetitions make more than ${said(data['limit'])} busy times.`,
  cut_short: (_data: Data) => 'It ends in the middle: perhaps it was being written. It will be read again; the times read before still count.',
  too_much_work: (_data: Data) => 'Its repetitions take too much work to follow.',
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
    slot_refused: (data: Data) => `That time cannot win: it does not suit ${Array.isArray(data['names']) ? data['names'].map(String).join(', ') : ''}.`,
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
    server: (data: Data) => pick(servers, (data['fault'] ?? {}) as Data, 'kind') || 'The server did not answer as expected.',
    busy_calendar: (data: Data) =>
      pick(calendarFiles, (data['fault'] ?? {}) as Data, 'kind') || 'The calendar cannot be read.',
    no_secret: (data: Data) => `The password of the account “${said(data['name'])}” is missing. Enter it under Calendars, Accounts.`,
    no_calendar_chosen: (data: Data) => `The account “${said(data['name'])}” has no calendar chosen to send to.`,
    nothing_to_plan: (_data: Data) => 'There is nothing to plan in those dates.',
    bad_request: (_data: Data) => 'The window and the program do not understand each other. Restart Cuadrante.',
  },
};
