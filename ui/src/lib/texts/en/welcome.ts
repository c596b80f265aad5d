export const welcome = {
  title: 'Welcome to Cuadrante',
  lead: 'Every client in the kind of meeting that suits it: work table, panel, focus group or one-to-one visit.',
  start: 'How would you like to start?',
  sample: 'Open the sample',
  sampleText: 'An invented bank with its insurer and its allies: sixty clients, rooms, calendars and two years of meetings to explore.',
  import: 'Import clients',
  importText: 'From a CSV file. You check the columns and the duplicates before anything is saved.',
  empty: 'Start empty',
  emptyText: 'An empty workspace, to add clients one by one.',
  elsewhere: 'Open another file…',
  elsewhereText: 'A workspace saved earlier, on this computer or another.',
  local: 'Everything stays on this computer, in a single file. Nothing leaves it unless you ask.',
};
