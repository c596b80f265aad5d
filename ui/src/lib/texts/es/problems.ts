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
  client: 'el cliente',
  provider: 'el proveedor',
  firm: 'la empresa',
  site: 'la sede',
  room: 'la sala',
  topic: 'el tema',
  need: 'la necesidad',
  meeting: 'la reunión',
  placement: 'la ubicación',
  override: 'la excepción',
  draft: 'el borrador',
  busy_source: 'el calendario externo',
  calendar_account: 'la cuenta de calendarios',
  poll: 'la encuesta',
  invitation: 'la invitación',
  setting: 'el ajuste',
  task: 'la tarea',
};
const users: Record<string, [one: string, other: string]> = {
  client: ['cliente', 'clientes'],
  provider: ['proveedor', 'proveedores'],
  firm: ['empresa', 'empresas'],
  site: ['sede', 'sedes'],
  room: ['sala', 'salas'],
  topic: ['tema', 'temas'],
  need: ['necesidad', 'necesidades'],
  meeting: ['reunión', 'reuniones'],
  placement: ['ubicación', 'ubicaciones'],
  override: ['excepción', 'excepciones'],
  busy_source: ['calendario externo', 'calendarios externos'],
  calendar_account: ['cuenta de calendarios', 'cuentas de calendarios'],
  poll: ['encuesta de fecha', 'encuestas de fecha'],
  invitation: ['invitación', 'invitaciones'],
};
const thing = (data: Data): string => things[said(data['what'])] ?? 'el dato';
const used = (use: Data): string => {
  const [one, other] = users[said(use['what'])] ?? ['uso', 'usos'];
  return plural('es', count(use['count']), one, other);
};

const faults = {
  empty: (_data: Data) => 'Falta un dato obligatorio.',
  range: (data: Data) => `Debe estar entre ${said(data['min'])} y ${said(data['max'])}.`,
  order: (_data: Data) => 'El final es anterior al comienzo.',
  unknown_zone: (data: Data) => `No existe la zona horaria «${said(data['found'])}».`,
  unknown: (data: Data) => `No existe «${said(data['found'])}».`,
  email: (data: Data) => `«${said(data['found'])}» no es una dirección de correo.`,
  own_rival: (_data: Data) => 'Un cliente no puede ser rival de sí mismo.',
};
const refusals = {
  too_few_clients: (data: Data) => `Hay ${said(data['have'])} clientes y el formato pide al menos ${said(data['min'])}.`,
  too_many_clients: (data: Data) => `Hay ${said(data['have'])} clientes y el formato admite ${said(data['max'])}.`,
  second_client: (_data: Data) => 'Este formato es para un solo cliente.',
  too_few_providers: (data: Data) =>
    `Hay ${said(data['have'])} proveedores y el formato pide al menos ${said(data['min'])}.`,
  too_many_providers: (data: Data) => `Hay ${said(data['have'])} proveedores y el formato admite ${said(data['max'])}.`,
};
const troubles = {
  not_found: (_data: Data) => 'el archivo no existe',
  denied: (_data: Data) => 'no hay permiso',
  already_exists: (_data: Data) => 'ya existe',
  disk_full: (_data: Data) => 'el disco está lleno',
  not_a_folder: (_data: Data) => 'no es una carpeta',
  too_large: (_data: Data) => 'es demasiado grande',
  other: (_data: Data) => 'el sistema no lo permite',
};
const tables = {
  empty: (_data: Data) => 'El archivo no tiene filas.',
  too_large: (_data: Data) => 'El archivo es demasiado grande.',
  too_many_rows: (data: Data) => `El archivo tiene más de ${said(data['limit'])} filas.`,
  too_many_columns: (data: Data) => `La línea ${said(data['line'])} tiene más de ${said(data['limit'])} columnas.`,
  spreadsheet: (_data: Data) => 'Es un libro de cálculo. Conviene guardarlo antes como CSV.',
  not_text: (_data: Data) => 'No es un archivo de texto.',
  unknown_encoding: (data: Data) => `No se puede leer su codificación (parece ${said(data['guess'])}).`,
  wrong_encoding: (_data: Data) => 'No está escrito en la codificación elegida.',
  mapping_length: (_data: Data) => 'Las columnas elegidas no son las del archivo.',
};

const certificates = {
  expired: (_data: Data) => 'caducó',
  not_yet_valid: (_data: Data) => 'aún no vale; puede que el reloj de este equipo esté mal',
  unknown_issuer: (_data: Data) => 'lo firma alguien en quien este equipo no confía',
  other_name: (_data: Data) => 'es de otro servidor',
  revoked: (_data: Data) => 'fue retirado',
  other: (_data: Data) => 'no es válido',
};
/** Why a server or a web calendar did not do what was asked, and what helps. */
const servers = {
  bad_address: (_data: Data) => 'No es la dirección de un calendario ni de un servidor. Conviene copiarla de nuevo entera.',
  insecure: (data: Data) => `La conexión con ${said(data['host'])} no está protegida. La dirección debe empezar por https://.`,
  another_host: (data: Data) => `Los calendarios están en ${said(data['host'])}. Si es de confianza, hay que poner esa dirección.`,
  unreachable: (data: Data) => `No se llega a ${said(data['host'])}. Conviene revisar la dirección y la conexión.`,
  cut_off: (data: Data) => `Se cortó la conexión con ${said(data['host'])}. Conviene repetir.`,
  timed_out: (data: Data) => `${said(data['host'])} tarda demasiado en responder. Conviene repetir más tarde.`,
  certificate: (data: Data) => `No se puede confiar en ${said(data['host'])}: su certificado ${pick(certificates, data, 'why')}.`,
  tls: (data: Data) => `No se logra una conexión protegida con ${said(data['host'])}.`,
  wrong_credentials: (_data: Data) =>
    'El servidor no acepta el usuario o la contraseña. Con verificación en dos pasos hace falta una contraseña de aplicación.',
  sign_in_not_supported: (data: Data) => `${said(data['host'])} pide otra forma de entrar que usuario y contraseña.`,
  forbidden: (_data: Data) => 'El servidor no lo permite. Puede faltar permiso para ese calendario.',
  not_found: (_data: Data) => 'El servidor no tiene nada en esa dirección. Puede que haya cambiado.',
  not_a_calendar_server: (data: Data) => `${said(data['host'])} no es un servidor de calendarios. Falta quizá una parte de la dirección.`,
  too_large: (data: Data) => `Es demasiado grande: más de ${megabytes(data['limit'])}.`,
  too_many_redirects: (_data: Data) => 'La dirección lleva de un sitio a otro sin fin.',
  busy: (data: Data) => `${said(data['host'])} está ocupado y pide esperar un poco.`,
  full: (_data: Data) => 'No queda sitio en el servidor.',
  changed: (_data: Data) => 'Cambió en el servidor mientras tanto.',
  unreadable: (data: Data) => `No se entiende lo que responde ${said(data['host'])}.`,
  refused: (data: Data) => `El servidor no lo aceptó (código ${said(data['status'])}).`,
};
/** Why no busy times come out of a calendar. */
const calendarFiles = {
  not_calendar: (_data: Data) => 'No es un calendario (.ics).',
  web_page: (_data: Data) => 'Es una página web, no un calendario. La dirección que sirve suele acabar en .ics.',
  archive: (_data: Data) => 'Es un archivo comprimido. Conviene extraer antes el calendario (.ics).',
  too_large: (data: Data) => `Es demasiado grande: más de ${megabytes(data['limit'])}.`,
  too_many_events: (data: Data) => `Tiene más de ${said(data['limit'])} citas.`,
  event_too_large: (data: Data) => `La cita de la línea ${said(data['line'])} es demasiado grande.`,
  too_many_instances: (data: Data) => `Sus repeticiones dan más de ${said(data['limit'])} horas ocupadas.`,
  cut_short: (_data: Data) => 'Termina a medias: quizá se estaba escribiendo. Se leerá otra vez; siguen valiendo las horas leídas antes.',
  too_much_work: (_data: Data) => 'Sus repeticiones son demasiado costosas de calcular.',
};

export const problems = {
  title: 'Algo no salió bien',
  /** What is wrong with one field, by its `fault`. */
  faults,
  refusals,
  kinds: {
    unexpected: (data: Data) =>
      said(data['incident']) === ''
        ? 'Ocurrió un error inesperado.'
        : `Ocurrió un error inesperado. Quedó anotado como incidente ${said(data['incident'])}.`,
    unreachable: (_data: Data) => 'No hay respuesta de Cuadrante. Puede que se haya cerrado.',
    cancelled: (_data: Data) => 'Se canceló. Los datos quedan como estaban.',
    no_workspace: (_data: Data) => 'No hay ningún espacio de trabajo abierto.',
    workspace_newer: (data: Data) =>
      `${said(data['path'])} se guardó con una versión más nueva de Cuadrante. Conviene instalar esa versión.`,
    workspace_damaged: (data: Data) => `${said(data['path'])} está dañado. Conviene volver a una copia de seguridad.`,
    not_a_workspace: (data: Data) => `${said(data['path'])} no es un espacio de trabajo de Cuadrante.`,
    workspace_in_use: (data: Data) => `Otro programa tiene abierto ${said(data['path'])}.`,
    file: (data: Data) => `No se pudo usar ${said(data['path'])}: ${pick(troubles, data, 'trouble')}.`,
    slot_refused: (data: Data) => `Esa hora no puede ganar: no le conviene a ${Array.isArray(data['names']) ? data['names'].map(String).join(', ') : ''}.`,
    not_found: (data: Data) => `Ya no existe ${thing(data)}. Puede que se haya eliminado.`,
    stale: (data: Data) => `Mientras tanto cambió ${thing(data)}. Conviene revisar lo nuevo y repetir.`,
    in_use: (data: Data) => `No se puede eliminar ${thing(data)}: depende de ello ${each(data['by']).map(used).join(', ')}.`,
    invalid: (data: Data) =>
      sentences(each(data['faults']).map((fault) => pick(faults, fault, 'fault'))) || 'Hay un dato que no es válido.',
    refused: (data: Data) =>
      sentences(each(data['refusals']).map((one) => pick(refusals, one, 'kind'))) || 'El formato no lo admite.',
    conflicts: (data: Data) => `Hay ${plural('es', each(data['conflicts']).length, 'conflicto', 'conflictos')}.`,
    table: (data: Data) => pick(tables, (data['fault'] ?? {}) as Data, 'kind') || 'No se puede leer el archivo.',
    faulty_rows: (data: Data) =>
      `${plural('es', count(data['count']), 'fila tiene errores', 'filas tienen errores')}; la primera, en la línea ${said(data['first_line'])}. No se importó nada.`,
    answers: (_data: Data) => 'No se entienden las respuestas.',
    planning_problem: (data: Data) =>
      `Los datos del plan se contradicen. ${Array.isArray(data['faults']) ? data['faults'].map(String).join(' ') : ''}`.trim(),
    wrong_lock: (data: Data) => `La reunión ${said(data['meeting'])} no puede quedar como está bloqueada.`,
    server: (data: Data) => pick(servers, (data['fault'] ?? {}) as Data, 'kind') || 'El servidor no respondió como se espera.',
    busy_calendar: (data: Data) =>
      pick(calendarFiles, (data['fault'] ?? {}) as Data, 'kind') || 'No se puede leer el calendario.',
    no_secret: (data: Data) => `Falta la contraseña de la cuenta «${said(data['name'])}». Hay que escribirla en Calendarios, Cuentas.`,
    no_calendar_chosen: (data: Data) => `La cuenta «${said(data['name'])}» no tiene un calendario elegido para enviar.`,
    nothing_to_plan: (_data: Data) => 'No hay necesidades que planificar en esas fechas.',
    bad_request: (_data: Data) => 'La ventana y el programa no se entienden. Conviene reiniciar Cuadrante.',
  },
};
