export const formats = {
  format: 'Formato',
  work_table: 'Mesa de trabajo',
  panel: 'Panel',
  focus_group: 'Dinámica de grupo',
  visit: 'Entrevista',
  undetermined: 'Por determinar',
  many: { work_table: 'Mesas de trabajo', panel: 'Paneles', focus_group: 'Dinámicas de grupo', visit: 'Entrevistas' },
  what: {
    work_table: 'Varios clientes y varios proveedores',
    panel: 'Un cliente con sus expertos',
    focus_group: 'Varios clientes y un moderador',
    visit: 'Un cliente y un ejecutivo',
  },
};
