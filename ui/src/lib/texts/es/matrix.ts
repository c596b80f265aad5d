import { plural } from '../plural';

export const matrix = {
  title: 'Matriz',
  /** The picture's own words. */
  canvas: {
    label: 'Clientes en la matriz',
    keys: 'Flechas para ir al cliente más cercano, Intro para abrirlo, Espacio para seleccionarlo, M para moverlo, más, menos y cero para el acercamiento.',
    sharing: 'Compartir con sus pares',
    sharingLow: 'gana poco',
    sharingHigh: 'gana mucho',
    providers: 'Proveedores en la sala',
    providersLow: 'pocos',
    providersHigh: 'varios',
    zoomIn: 'Acercar',
    zoomOut: 'Alejar',
    zoomAll: 'Ver todo',
    empty: 'No hay clientes a la vista',
    describe: (name: string, format: string, state: string, selected: boolean, neighbours: string) =>
      `${name}, ${format}, ${state}${selected ? ', seleccionado' : ''}${neighbours === '' ? '' : `. Cerca: ${neighbours}`}`,
    moveStarted: (name: string) =>
      `Moviendo ${name}. Flechas para moverlo, con Mayúsculas de cinco en cinco, Intro para soltarlo, Esc para dejarlo donde estaba.`,
    moveStep: (sharing: string, providers: string) => `Compartir ${sharing}, proveedores ${providers}`,
    crossed: (format: string) => `Ahora en ${format}.`,
    moved: (name: string, format: string, neighbours: string) =>
      `${name} queda en ${format}${neighbours === '' ? '' : `. Cerca: ${neighbours}`}`,
    moveCancelled: (name: string) => `${name} se queda donde estaba`,
    selected: (count: number) => plural('es', count, 'cliente seleccionado', 'clientes seleccionados'),
  },

  filters: 'Filtros',
  search: 'Buscar clientes',
  searchHint: 'Nombre, ciudad, etiqueta',
  topic: 'Tema',
  allTopics: 'Todos los temas',
  formats: 'Formatos',
  noFormat: 'Sin formato único',
  states: 'Estado',
  allStates: 'Cualquier estado',
  tags: 'Etiquetas',
  anyTag: 'Cualquier etiqueta',
  formatCount: (format: string, count: number) => `${format}: ${plural('es', count, 'cliente', 'clientes')}`,
  shown: (count: number) => plural('es', count, 'cliente a la vista', 'clientes a la vista'),
  shownOf: (shown: string, all: string) => `${shown} de ${all} clientes`,
  unplaced: (count: number) => plural('es', count, 'cliente sin ubicar', 'clientes sin ubicar'),

  empty: {
    title: 'Todavía no hay clientes',
    text: 'La matriz muestra cómo conviene reunirse con cada cliente: cuánto gana de sus pares y cuántos proveedores hacen falta a la vez.',
    import: 'Importar clientes',
    add: 'Añadir un cliente',
    start: 'Abrir la muestra',
  },
  unplacedAll: {
    title: 'Ningún cliente tiene lugar todavía',
    text: 'Un cliente aparece aquí en cuanto se responden sus primeras preguntas sobre un tema.',
    open: 'Ver los clientes sin ubicar',
  },

  tooltip: {
    several: (count: number) => plural('es', count, 'cliente', 'clientes'),
    more: (count: number) => `y ${count} más`,
    mixed: 'Según el tema, varios formatos',
    reviewed: (ago: string) => `Revisado ${ago}`,
    never: 'Sin revisar',
    byHand: 'Ubicado a mano',
  },

  panel: {
    several: (count: number) => plural('es', count, 'cliente seleccionado', 'clientes seleccionados'),
    open: 'Abrir la ficha',
    mixed: 'Sus temas piden formatos distintos: no tiene uno solo.',
    topics: 'Temas',
    otherTopic: 'Ubicar sobre otro tema…',
    noTopics: 'Todavía no está ubicado sobre ningún tema.',
    next: 'Siguiente cliente por responder',
    previous: 'Cliente anterior por responder',
    noPending: 'Ningún cliente a la vista necesita respuestas',
    moveTo: 'Mover a…',
    assign: 'Ubicar a mano…',
    assignText: 'Los clientes seleccionados irán al mismo punto. Lo calculado por las respuestas queda al lado, en cada historial.',
    clear: 'Quitar la selección',
    unselect: (name: string) => `Quitar de la selección: ${name}`,
    andMore: (count: number) => `y ${plural('es', count, 'cliente más', 'clientes más')}`,
  },

  commands: {
    group: 'Matriz',
    zoomAll: 'Ver toda la matriz',
    selectAll: 'Seleccionar los clientes a la vista',
  },
};
