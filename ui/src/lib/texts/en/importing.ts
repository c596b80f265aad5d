import { plural } from '../plural';

const number = (value: number): string => new Intl.NumberFormat('en').format(value);
const clients = (count: number): string => plural('en', count, 'client', 'clients');
const list = (parts: string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(parts.filter((part) => part !== ''));

export const importing = {
  title: 'Import clients',
  run: 'Import',
  fileKind: 'Text table (CSV)',
  chooseTitle: 'Choose a file of clients',
  dropText: 'A CSV file: choose it, or drop it here.',
  pathText: 'A CSV file on this machine.',
  path: 'Path of the file',
  pathPlaceholder: '/path/clients.csv',
  look: 'Look at the file',
  promises: {
    look: 'Nothing changes until you press Import: first you see what becomes of every row.',
    known: 'Clients already here are recognised by code or name: none is doubled.',
    excel: 'From a spreadsheet: Save as, and choose CSV.',
  },
  readAgain: 'Read again',
  another: 'Another file',
  wasCancelled: 'The import was cancelled. Your data is as it was.',

  reading: 'How it is written',
  readingText: 'Found out from the file. If the samples look wrong, correct it here.',
  encoding: 'Encoding',
  encodings: { utf8: 'UTF-8', utf16_le: 'UTF-16 (LE)', utf16_be: 'UTF-16 (BE)', windows1252: 'Windows-1252 (Western Europe)' },
  delimiter: 'Delimiter',
  delimiters: { comma: 'Comma', semicolon: 'Semicolon', tab: 'Tab' },
  header: 'First row',
  headerYes: 'Holds the titles',
  headerNo: 'Is data already',

  mapping: 'What each column holds',
  mappingText: 'Whatever is not needed can be ignored.',
  namesMissing: 'No column holds the client’s name. Choose which one does.',
  columnNumber: (at: number) => `Column ${at}`,
  holds: (title: string) => `What ${title} holds`,
  noSamples: 'empty',
  attributeOf: (title: string) => `Name of the attribute: ${title}`,
  attributePlaceholder: 'Name of the attribute',
  attributeNamed: (name: string) => `Attribute “${name}”`,
  valueFromSales: 'Value follows from sales: 100 for whoever buys most, the rest in proportion.',
  fields: {
    code: 'Code',
    name: 'Name',
    person_name: 'Person',
    person_title: 'Person’s position',
    email: 'Email',
    phone: 'Phone',
    address: 'Address',
    city: 'City',
    region: 'State or province',
    postal_code: 'Postal code',
    country: 'Country',
    zone: 'Time zone',
    sales: 'Sales',
    value: 'Value (1 to 100)',
    tags: 'Tags',
    attribute: 'Another attribute…',
    notes: 'Notes',
    ignore: 'Ignore',
  },

  result: 'What will happen',
  counts: 'Rows by what becomes of them',
  fates: { new: 'New clients', changed: 'Known, changed', unchanged: 'Known, the same', faulty: 'Rows with errors' },
  fateOf: { new: 'New', changed: 'Changed', unchanged: 'The same', faulty: 'Error' },
  firstRows: 'First rows',
  firstOf: (shown: number, all: number) =>
    shown >= all ? plural('en', all, 'row', 'rows') : `The first ${number(shown)} of ${plural('en', all, 'row', 'rows')}`,
  line: 'Line',
  fate: 'Outcome',
  summary: (fresh: number, changed: number, unchanged: number, faulty: number) =>
    `${number(fresh)} new, ${number(changed)} changed, ${number(unchanged)} the same, ${number(faulty)} with errors`,

  faultyRows: (count: number) => plural('en', count, 'row with errors', 'rows with errors'),
  faultsText: 'Correct them in the file, then press Read again.',
  faultsFirst: (count: number) => `The first ${number(count)} are listed here.`,
  moreFaults: (count: number) => `Show ${number(count)} more`,
  column: 'Column',
  wholeRow: 'The whole row',
  what: 'What is wrong',
  remedy: 'How to mend it',
  faults: {
    empty_name: { what: 'The client’s name is missing', remedy: 'Write it, or choose another column as the name above.' },
    not_a_number: { what: (found: string) => `“${found}” is not a number`, remedy: 'Leave digits only: 1234.50 or 1234,50.' },
    ambiguous_number: {
      what: (found: string) => `“${found}” can be read in two ways`,
      remedy: 'Write it without a thousands separator, or with two decimals: 1234.00.',
    },
    out_of_range: {
      what: (found: string, min: string, max: string) => `“${found}” is not between ${min} and ${max}`,
      remedy: 'Correct the figure, or ignore that column.',
    },
    bad_email: {
      what: (found: string) => `“${found}” is not an email address`,
      remedy: 'Write it like name@company.com, or leave it empty.',
    },
    unknown_zone: {
      what: (found: string) => `There is no time zone “${found}”`,
      remedy: 'Write it like America/Caracas, or leave it empty: it follows from the place.',
    },
    ragged_row: {
      what: (found: number, expected: number) =>
        `It has ${plural('en', found, 'cell', 'cells')} and the table ${plural('en', expected, 'column', 'columns')}`,
      tooMany: 'If a text holds the delimiter, put it in quotes.',
      tooFew: 'Complete the row, with empty cells if need be.',
    },
    unclosed_quote: { what: 'A quote is not closed', remedy: 'Close it, or double it if it is part of the text.' },
    duplicate_in_file: {
      what: (line: number) => `It is the same client as on line ${number(line)}`,
      remedy: 'Keep one of the two, or give them different codes.',
    },
  },
  tableRemedies: {
    spreadsheet: 'Open it in the spreadsheet, choose Save as and the type CSV, and come back with that file.',
    not_text: 'It takes a text file with one row per client, such as a CSV.',
    empty: 'Check that it was saved with data in it, and choose it again.',
    wrong_encoding: 'Choose another encoding below.',
    unknown_encoding: 'Save it as UTF-8 and read it again, or choose the encoding below.',
  },

  withFaults: 'With the faulty rows',
  goodRows: 'Import the good rows',
  noRows: 'Nothing if there are errors',
  withKnown: 'With clients already here',
  updateKnown: 'Update them',
  leaveKnown: 'Leave them as they are',
  nothingNew: (known: number) => `This file brings nothing new: ${clients(known)} ${known === 1 ? 'is' : 'are'} here already, just the same.`,
  nothingToImport: 'With this choice there is nothing to import.',
  blocked: (faulty: number) =>
    `${plural('en', faulty, 'row has errors', 'rows have errors')}: correct them, or import the good ones only.`,
  willImport: (fresh: number, changed: number, faulty: number) =>
    `${list([fresh > 0 ? `${clients(fresh)} added` : '', changed > 0 ? `${fresh > 0 ? number(changed) : clients(changed)} updated` : ''])}${
      faulty > 0 ? `; ${plural('en', faulty, 'row left', 'rows left')} out` : ''
    }.`,
  importCount: (count: number) => (count === 0 ? 'Import' : `Import ${clients(count)}`),
  running: 'Importing',
  taskName: (file: string) => `Import ${file}`,

  doneTitle: 'Import finished',
  added: (count: number) => plural('en', count, 'client added', 'clients added'),
  changedCount: (count: number) => plural('en', count, 'client updated', 'clients updated'),
  unchangedCount: (count: number) => plural('en', count, 'client is as it was', 'clients are as they were'),
  leftOut: (count: number) => plural('en', count, 'row with errors was left out', 'rows with errors were left out'),
  took: (seconds: string) => `In ${seconds} s`,
  seeClients: 'See the clients',
  seeMatrix: 'See the matrix',
  takeBack: 'Undo the import',
};
