export const formats = {
  format: 'Format',
  work_table: 'Work table',
  panel: 'Panel',
  focus_group: 'Focus group',
  visit: 'One-to-one visit',
  undetermined: 'Undetermined',
  many: { work_table: 'Work tables', panel: 'Panels', focus_group: 'Focus groups', visit: 'One-to-one visits' },
  what: {
    work_table: 'Several clients and several providers',
    panel: 'One client with its experts',
    focus_group: 'Several clients and a moderator',
    visit: 'One client and one executive',
  },
};
