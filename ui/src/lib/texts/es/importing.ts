import { plural } from '../plural';

const number = (value: number): string => new Intl.NumberFormat('es').format(value);
const clients = (count: number): string => plural('es', count, 'cliente', 'clientes');
const list = (parts: string[]): string => new Intl.ListFormat('es', { type: 'conjunction' }).format(parts.filter((part) => part !== ''));

export const importing = {
  title: 'Importar clientes',
  run: 'Importar',
  fileKind: 'Tabla de texto (CSV)',
  chooseTitle: 'Elegir un archivo de clientes',
  dropText: 'Un archivo CSV: se puede elegir, o soltarlo aquí.',
  pathText: 'Un archivo CSV de este equipo.',
  path: 'Ruta del archivo',
  pathPlaceholder: '/ruta/clientes.csv',
  look: 'Ver el archivo',
  promises: {
    look: 'Nada cambia hasta pulsar Importar: antes se ve qué pasará con cada fila.',
    known: 'Los clientes que ya están se reconocen por su código o su nombre: no se duplican.',
    excel: 'Desde una hoja de cálculo: Guardar como, y elegir CSV.',
  },
  readAgain: 'Leer de nuevo',
  another: 'Otro archivo',
  wasCancelled: 'Se canceló la importación. Los datos quedan como estaban.',

  reading: 'Cómo está escrito',
  readingText: 'Se dedujo del archivo. Si las muestras se ven mal, se corrige aquí.',
  encoding: 'Codificación',
  encodings: { utf8: 'UTF-8', utf16_le: 'UTF-16 (LE)', utf16_be: 'UTF-16 (BE)', windows1252: 'Windows-1252 (Europa occidental)' },
  delimiter: 'Separador',
  delimiters: { comma: 'Coma', semicolon: 'Punto y coma', tab: 'Tabulador' },
  header: 'Primera fila',
  headerYes: 'Son los títulos',
  headerNo: 'Ya son datos',

  mapping: 'Qué hay en cada columna',
  mappingText: 'Lo que no haga falta se puede ignorar.',
  namesMissing: 'Ninguna columna tiene el nombre del cliente. Elegir cuál es.',
  columnNumber: (at: number) => `Columna ${at}`,
  holds: (title: string) => `Qué hay en ${title}`,
  noSamples: 'vacía',
  attributeOf: (title: string) => `Nombre de la característica: ${title}`,
  attributePlaceholder: 'Nombre de la característica',
  attributeNamed: (name: string) => `Característica «${name}»`,
  valueFromSales: 'El valor se calcula con las ventas: 100 para quien más compra, y los demás en proporción.',
  fields: {
    code: 'Código',
    name: 'Nombre',
    person_name: 'Persona',
    person_title: 'Cargo de la persona',
    email: 'Correo',
    phone: 'Teléfono',
    address: 'Dirección',
    city: 'Ciudad',
    region: 'Estado o provincia',
    postal_code: 'Código postal',
    country: 'País',
    zone: 'Zona horaria',
    sales: 'Ventas',
    value: 'Valor (1 a 100)',
    tags: 'Etiquetas',
    attribute: 'Otra característica…',
    notes: 'Notas',
    ignore: 'Ignorar',
  },

  result: 'Qué pasará',
  counts: 'Filas por destino',
  fates: { new: 'Clientes nuevos', changed: 'Ya están y cambian', unchanged: 'Ya están, igual', faulty: 'Filas con errores' },
  fateOf: { new: 'Nuevo', changed: 'Cambia', unchanged: 'Igual', faulty: 'Con errores' },
  firstRows: 'Primeras filas',
  firstOf: (shown: number, all: number) =>
    shown >= all ? plural('es', all, 'fila', 'filas') : `Las primeras ${number(shown)} de ${plural('es', all, 'fila', 'filas')}`,
  line: 'Línea',
  fate: 'Destino',
  summary: (fresh: number, changed: number, unchanged: number, faulty: number) =>
    `${plural('es', fresh, 'nuevo', 'nuevos')}, ${number(changed)} con cambios, ${plural('es', unchanged, 'igual', 'iguales')}, ${number(faulty)} con errores`,

  faultyRows: (count: number) => plural('es', count, 'fila con errores', 'filas con errores'),
  faultsText: 'Se corrigen en el archivo, y después se pulsa Leer de nuevo.',
  faultsFirst: (count: number) => `Aquí figuran las primeras ${number(count)}.`,
  moreFaults: (count: number) => `Mostrar ${number(count)} más`,
  column: 'Columna',
  wholeRow: 'Toda la fila',
  what: 'Qué pasa',
  remedy: 'Cómo se arregla',
  faults: {
    empty_name: { what: 'Falta el nombre del cliente', remedy: 'Escribirlo, o elegir arriba otra columna como nombre.' },
    not_a_number: { what: (found: string) => `«${found}» no es un número`, remedy: 'Dejar solo cifras: 1234,50 o 1234.50.' },
    ambiguous_number: {
      what: (found: string) => `«${found}» se puede leer de dos maneras`,
      remedy: 'Escribirlo sin separador de miles, o con dos decimales: 1234,00.',
    },
    out_of_range: {
      what: (found: string, min: string, max: string) => `«${found}» no está entre ${min} y ${max}`,
      remedy: 'Corregir la cifra, o ignorar esa columna.',
    },
    bad_email: {
      what: (found: string) => `«${found}» no es una dirección de correo`,
      remedy: 'Escribirla como nombre@empresa.com, o dejarla vacía.',
    },
    unknown_zone: {
      what: (found: string) => `No existe la zona horaria «${found}»`,
      remedy: 'Escribirla como America/Caracas, o dejarla vacía: se deduce del lugar.',
    },
    ragged_row: {
      what: (found: number, expected: number) =>
        `Tiene ${plural('es', found, 'celda', 'celdas')} y la tabla ${plural('es', expected, 'columna', 'columnas')}`,
      tooMany: 'Si un texto lleva el separador dentro, ponerlo entre comillas.',
      tooFew: 'Completar la fila, aunque sea con celdas vacías.',
    },
    unclosed_quote: { what: 'Hay unas comillas sin cerrar', remedy: 'Cerrarlas, o escribirlas dobles si son parte del texto.' },
    duplicate_in_file: {
      what: (line: number) => `Es el mismo cliente que el de la línea ${number(line)}`,
      remedy: 'Dejar una de las dos, o darles códigos distintos.',
    },
  },
  tableRemedies: {
    spreadsheet: 'Abrirlo en la hoja de cálculo, elegir Guardar como y el tipo CSV, y volver aquí con ese archivo.',
    not_text: 'Hace falta un archivo de texto con una fila por cliente, como un CSV.',
    empty: 'Comprobar que se guardó con datos, y elegirlo de nuevo.',
    wrong_encoding: 'Elegir otra codificación aquí abajo.',
    unknown_encoding: 'Guardarlo como UTF-8 y volver a leerlo, o elegir la codificación aquí abajo.',
  },

  withFaults: 'Con las filas con errores',
  goodRows: 'Importar las filas buenas',
  noRows: 'Nada si hay errores',
  withKnown: 'Con los clientes que ya están',
  updateKnown: 'Actualizarlos',
  leaveKnown: 'Dejarlos como están',
  nothingNew: (known: number) => `Este archivo no trae nada nuevo: ${clients(known)} ya ${known === 1 ? 'está' : 'están'} tal cual.`,
  nothingToImport: 'Con esta elección no hay nada que importar.',
  blocked: (faulty: number) =>
    `${plural('es', faulty, 'fila tiene errores', 'filas tienen errores')}: corregirlas, o importar solo las buenas.`,
  willImport: (fresh: number, changed: number, faulty: number) =>
    `${list([
      fresh > 0 ? `Se ${fresh === 1 ? 'añade' : 'añaden'} ${clients(fresh)}` : '',
      changed > 0 ? `${fresh > 0 ? 'se' : 'Se'} ${changed === 1 ? 'actualiza' : 'actualizan'} ${fresh > 0 ? number(changed) : clients(changed)}` : '',
    ])}${faulty > 0 ? `; ${plural('es', faulty, 'fila queda', 'filas quedan')} fuera` : ''}.`,
  importCount: (count: number) => (count === 0 ? 'Importar' : `Importar ${clients(count)}`),
  running: 'Importando',
  taskName: (file: string) => `Importar ${file}`,

  doneTitle: 'Importación terminada',
  added: (count: number) => plural('es', count, 'cliente añadido', 'clientes añadidos'),
  changedCount: (count: number) => plural('es', count, 'cliente actualizado', 'clientes actualizados'),
  unchangedCount: (count: number) => plural('es', count, 'cliente queda como estaba', 'clientes quedan como estaban'),
  leftOut: (count: number) => plural('es', count, 'fila con errores quedó fuera', 'filas con errores quedaron fuera'),
  took: (seconds: string) => `En ${seconds} s`,
  seeClients: 'Ver los clientes',
  seeMatrix: 'Ver la matriz',
  takeBack: 'Deshacer la importación',
};
