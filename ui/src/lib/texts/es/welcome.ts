export const welcome = {
  title: 'Bienvenida a Cuadrante',
  lead: 'Cada cliente, en el formato de reunión que le conviene: mesa de trabajo, panel, dinámica de grupo o entrevista.',
  start: '¿Cómo empezar?',
  sample: 'Abrir la muestra',
  sampleText: 'Un banco inventado con su aseguradora y sus aliados: sesenta clientes, salas, agendas y dos años de reuniones para explorar.',
  import: 'Importar clientes',
  importText: 'Desde un archivo CSV. Se revisan las columnas y los duplicados antes de guardar nada.',
  empty: 'Empezar en blanco',
  emptyText: 'Un espacio de trabajo vacío, para añadir clientes uno a uno.',
  elsewhere: 'Abrir otro archivo…',
  elsewhereText: 'Un espacio de trabajo guardado antes en este equipo u otro.',
  local: 'Todo queda en este equipo, en un solo archivo. Nada sale de él sin una orden expresa.',
};
