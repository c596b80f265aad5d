import { plural } from '../plural';

const meetings = (count: number): string => plural('es', count, 'reunión', 'reuniones');
const clients = (count: number): string => plural('es', count, 'cliente', 'clientes');
const providers = (count: number): string => plural('es', count, 'proveedor', 'proveedores');
const times = (count: number): string =>
  count === 1 ? 'en la única hora posible' : `en ${plural('es', count, 'hora posible', 'horas posibles')}`;
const ofTimes = (count: number): string => (count === 1 ? 'la única hora posible' : `las ${count} horas posibles`);

export const planner = {
  title: 'Planificar',

  horizon: {
    label: 'Días que se planifican',
    from: 'Desde',
    to: 'Hasta',
    badOrder: 'El último día es anterior al primero',
    preset: 'Plazo',
    weeks: { 1: '1 semana', 2: '2 semanas', 4: '4 semanas' },
    seconds: 'Búsqueda',
    secondsUnit: 's',
    plan: 'Planificar',
    again: 'Planificar de nuevo',
  },

  search: {
    waiting: 'Las propuestas aparecerán aquí. La búsqueda no bloquea nada: se puede seguir trabajando.',
    task: 'Planificar reuniones',
    title: 'Buscando el mejor plan',
    preparing: 'Preparando las necesidades y los horarios…',
    best: 'Lo mejor hasta ahora',
    meetings,
    leftOut: (count: number) =>
      count === 0 ? 'ninguna necesidad fuera' : `${plural('es', count, 'necesidad fuera', 'necesidades fuera')}`,
    medium: (points: string) => `Valor que queda fuera: ${points}`,
    soft: (points: string) => `Coste del plan: ${points}`,
    stop: 'Terminar ya',
    stopHint: 'Se queda con el mejor plan encontrado',
    stopping: 'Terminando…',
    cancel: 'Cancelar',
    cancelHint: 'No deja ningún plan',
    cancelling: 'Cancelando…',
    done: (planned: number, left: number) =>
      `Plan listo: ${meetings(planned)}, ${plural('es', left, 'necesidad fuera', 'necesidades fuera')}`,
    nothing: 'Nada que planificar en esas fechas',
    nothingText: 'Ninguna necesidad abierta cae en esos días. Se puede ampliar el plazo o añadir necesidades.',
    failed: 'No se pudo planificar',
  },

  needs: {
    title: 'Necesidades',
    region: 'Necesidades abiertas',
    open: (count: number) => plural('es', count, 'abierta', 'abiertas'),
    add: 'Añadir necesidad',
    filter: 'Filtrar por cliente o tema',
    filterShort: 'Cliente o tema',
    groupBy: 'Agrupar por',
    grouping: { format: 'Formato', topic: 'Tema' },
    kinds: 'Formatos',
    undetermined: 'Por determinar',
    doNotMeet: 'No reunir',
    doNotMeetWhy: 'Por su ubicación y sus excepciones, a este cliente no hay que reunirlo.',
    undeterminedWhy: 'Faltan respuestas para saber el formato.',
    answer: 'Responder preguntas',
    answerFor: (name: string) => `Responder preguntas sobre ${name}`,
    why: 'Ver por qué',
    whyFor: (name: string) => `Ver por qué no reunir a ${name}`,
    priority: (level: number) => `Prioridad ${level} de 5`,
    window: (from: string, until: string) => `${from} – ${until}`,
    places: { any: 'en cualquier lugar', room: 'en sala', client: 'en su sede', remote: 'a distancia' },
    planned: 'En el borrador',
    edit: (client: string, topic: string) => `Editar: ${client}, ${topic}`,
    remove: (client: string, topic: string) => `Eliminar: ${client}, ${topic}`,
    more: (count: number) => `Mostrar ${count} más`,
    empty: 'Todavía no hay necesidades',
    emptyText: 'Una necesidad es un tema que un cliente quiere tratar. El plan convierte las necesidades en reuniones.',
    allMet: 'Todas las necesidades tienen reunión',
    allMetText: 'No queda nada por planificar.',
  },

  draft: {
    region: 'Borrador del plan',
    empty: 'Todavía no hay un plan',
    emptyText: (count: number) =>
      count === 0
        ? 'Aquí aparecen las reuniones propuestas, con sus razones. Nada llega a la agenda hasta aceptarlo.'
        : `Hay ${plural('es', count, 'necesidad que se puede', 'necesidades que se pueden')} planificar. Nada llega a la agenda hasta aceptarlo.`,
    tabs: { proposals: 'Propuestas', left: 'Quedan fuera', score: 'Coste' },
    tabsLabel: 'Partes del borrador',
    left: (count: number) =>
      count === 0 ? 'ninguna necesidad fuera' : plural('es', count, 'necesidad fuera', 'necesidades fuera'),
    span: (from: string, to: string) => `Del ${from} al ${to}`,
    made: (ago: string) => `hecho ${ago}`,
    acceptAll: 'Aceptar todo',
    acceptSelected: (count: number) => `Aceptar ${count}`,
    acceptRest: (count: number) => `Aceptar las ${count} restantes`,
    discard: 'Descartar borrador',
    reject: 'Rechazar',
    restore: 'Recuperar',
    rejected: 'rechazada',
    selected: (count: number) => plural('es', count, 'seleccionada', 'seleccionadas'),
    selectAll: 'Seleccionar todas',
    accepted: (count: number) => `${plural('es', count, 'reunión está', 'reuniones están')} en la agenda.`,
    toCalendar: 'Ver en la agenda',
    closed: 'Este borrador ya se aceptó.',
    nothingProposed: 'Ninguna reunión cabe en estos días',
    nothingProposedText: 'En «Quedan fuera» se dice por qué y qué se puede hacer.',
    dayCount: meetings,
    itemState: { accepted: 'Aceptada', fixed: 'Fijada' },
    select: (title: string, when: string) => `${title}, ${when}`,
    details: (title: string, when: string) => `${title}, ${when}: detalles`,
    remote: 'A distancia',
    clients: 'Clientes',
    providers: 'Proveedores',
    place: 'Lugar',
    reasons: 'A favor y en contra',
    noReasons: 'Cumple todas las condiciones.',
    openMeeting: 'Abrir la reunión',
    saidRejected: (title: string) => `Rechazada: ${title}`,
    saidRestored: (title: string) => `Recuperada: ${title}`,
    keys: 'Teclas',
    keysHint: { next: 'siguiente', select: 'seleccionar', details: 'detalles', accept: 'aceptar', reject: 'rechazar' },
  },

  /** What speaks for a proposal, or against it. */
  because: {
    continuity: (provider: string) => `${provider} ya conoce al cliente y asiste.`,
    new_face: () => 'No asiste nadie a quien el cliente conozca.',
    preferred_hours: () => 'Cae en las horas que prefieren sus clientes.',
    other_hours: (count: number) =>
      count === 1 ? 'Un cliente preferiría otra hora.' : `${count} clientes preferirían otra hora.`,
    skills: (skills: string) => `Reúne lo que pide el tema: ${skills}.`,
    waits: (days: number) =>
      days === 0 ? 'Se atiende el primer día posible.' : `Se espera ${plural('es', days, 'día', 'días')} desde que empieza el plazo.`,
    mix: (attribute: string, values: number) =>
      `El grupo reúne ${plural('es', values, 'valor distinto', 'valores distintos')} de «${attribute}».`,
    locked: () => 'Ya estaba fijada: el plan no la toca.',
  },

  left: {
    title: 'El plan no pudo atenderlas',
    costs: (points: string) => `pesa ${points}`,
    notPlannedTitle: 'No entraron en la búsqueda',
    none: 'No queda nada fuera',
    noneText: 'El plan atiende todas las necesidades que entraron en la búsqueda.',
    what: 'Qué hacer',
    editNeed: 'Editar la necesidad',
    toNetwork: 'Abrir Red',
    toClient: 'Abrir el cliente',
    answer: 'Responder preguntas',
  },

  /** Why a need was left out. */
  reasons: {
    outside_window: (from: string, until: string, duration: string) =>
      `Su plazo (${from} – ${until}) deja menos tiempo que los ${duration} de la reunión dentro de estos días.`,
    client_unavailable: (client: string, duration: string) =>
      `${client} no tiene ningún hueco de ${duration} dentro del plazo.`,
    no_provider_with_skill: (skill: string) => `Ningún proveedor tiene la competencia «${skill}».`,
    no_team_with_skills: (skills: string, max: number) =>
      `Ningún equipo de hasta ${providers(max)} reúne ${skills}.`,
    too_few_providers: (have: number, min: number) =>
      `El tema pide ${providers(min)} y ${have === 0 ? 'no hay ninguno' : `hay ${have}`}.`,
    no_place: () => 'Ninguno de los lugares que admite el tema sirve para esta reunión.',
    room_too_small: (seats: number, people: number) =>
      `La sala más grande tiene ${plural('es', seats, 'plaza', 'plazas')} y la reunión necesita al menos ${people}.`,
    no_room: (starts: number) => `Hay salas bastante grandes, pero ninguna abre en ${ofTimes(starts)}.`,
    too_few_clients: (have: number, min: number) =>
      `El formato pide al menos ${clients(min)} y solo ${have === 1 ? 'este necesita' : `${have} necesitan`} el tema.`,
    rivals: (names: string, have: number, min: number) =>
      `Rivales que no pueden compartir sala: ${names}. Sin ellos ${have === 1 ? 'queda 1 cliente' : `quedan ${clients(have)}`} y hacen falta ${min}.`,
    no_common_time: (have: number, min: number) =>
      `Nunca coinciden los ${min} clientes que hacen falta; como mucho, ${have}.`,
    no_provider_time: (starts: number) =>
      `En ${ofTimes(starts)} para los clientes no hay un equipo completo disponible.`,
    no_provider_time_for: (starts: number, skills: string) =>
      `En ${ofTimes(starts)} para los clientes no está disponible nadie con ${skills}.`,
    daily_limit: {
      client: (name: string, starts: number) => `${name} ya tiene ese día todas las reuniones que admite, ${times(starts)}.`,
      provider: (name: string, starts: number) =>
        `${name} ya tiene ese día todas las reuniones que puede atender, ${times(starts)}.`,
      room: (name: string, starts: number) => `${name} ya tiene ese día todas las reuniones que admite, ${times(starts)}.`,
    },
    taken: {
      client: (name: string, starts: number) => `${name} ya está en otra reunión del plan, ${times(starts)}.`,
      provider: (name: string, starts: number) => `${name} ya está en otra reunión del plan, ${times(starts)}.`,
      room: (name: string, starts: number) => `La sala ${name} está ocupada por otra reunión, ${times(starts)}.`,
    },
    travel_time: (provider: string, starts: number) => `${provider} no llegaría a tiempo desde otra sede, ${times(starts)}.`,
    others_placed: (names: string, min: number) =>
      `Hacen falta ${clients(min)} y los demás ya tienen sitio en el plan: ${names}. Moverlos dejaría fuera a otros.`,
    search_ended: () => 'La búsqueda terminó antes de encontrarle sitio.',
  },

  /** What could be done about each reason. */
  remedies: {
    outside_window: () => 'Ampliar el plazo de la necesidad o los días que se planifican.',
    client_unavailable: () => 'Ampliar el plazo de la necesidad o revisar el horario del cliente.',
    no_provider_with_skill: () => 'Anotar esa competencia a quien la tenga, o sumar un proveedor.',
    no_team_with_skills: () => 'Admitir más proveedores en el tema, o repartir mejor las competencias.',
    too_few_providers: () => 'Sumar proveedores, o pedir menos en el tema.',
    no_place: () => 'Revisar los lugares que admite el tema, o anotar la sede del cliente.',
    room_too_small: () => 'Sumar una sala mayor, o admitir reuniones a distancia.',
    no_room: () => 'Ampliar el horario de una sala, o admitir otra clase de lugar.',
    too_few_clients: () => 'Añadir la necesidad a otros clientes a los que les interese el tema.',
    rivals: () => 'Invitar a otros clientes, o tratar el tema con este cliente por separado.',
    no_common_time: () => 'Ampliar los plazos, o revisar los horarios de estos clientes.',
    no_provider_time: () => 'Ampliar el plazo, o revisar horarios y ausencias de los proveedores.',
    daily_limit: () => 'Ampliar el plazo a otros días, o subir el límite diario.',
    taken: () => 'Ampliar el plazo, o sumar a alguien que también pueda.',
    travel_time: () => 'Ampliar el plazo, o admitir reuniones a distancia.',
    others_placed: () => 'Añadir la necesidad a otro cliente, o esperar al siguiente plan.',
    search_ended: () => 'Planificar de nuevo con más segundos de búsqueda.',
  },

  /** Why a need was not given to the planner. */
  notPlanned: {
    do_not_meet: 'A este cliente no hay que reunirlo.',
    undetermined: 'Faltan respuestas para saber en qué formato.',
    outside_horizon: 'Su plazo queda fuera de estos días.',
    no_site: 'Habría que visitar al cliente y no consta su sede.',
  },
  notPlannedRemedies: {
    do_not_meet: 'Si la situación cambió, revisar su ubicación o quitar la excepción.',
    undetermined: 'Responder las preguntas que faltan.',
    outside_horizon: 'Planificar otros días, o cambiar el plazo.',
    no_site: 'Anotar la sede del cliente, o elegir otro lugar.',
  },

  score: {
    title: 'Lo que cuesta el plan',
    text: 'Menos es mejor. Primero cuenta lo que queda fuera; después, el coste de lo que entra.',
    medium: 'Valor que queda fuera',
    mediumHint: 'valor del cliente × prioridad',
    soft: 'Coste de lo que entra',
    rule: 'Regla',
    measure: 'Qué se midió',
    weight: 'Peso',
    cost: 'Coste',
    total: 'Total',
    measures: {
      continuity: (n: number) => plural('es', n, 'punto de relación sin aprovechar', 'puntos de relación sin aprovechar'),
      preferred: (n: number) => plural('es', n, 'cliente fuera de sus horas', 'clientes fuera de sus horas'),
      delay: (n: number) => plural('es', n, 'día de espera, según prioridad', 'días de espera, según prioridad'),
      mix: (n: number) => plural('es', n, 'diferencia con la mezcla pedida', 'diferencias con la mezcla pedida'),
      travel: (n: number) => plural('es', n, 'minuto de viaje', 'minutos de viaje'),
      load: (n: number) => plural('es', n, 'punto de carga (reuniones al cuadrado)', 'puntos de carga (reuniones al cuadrado)'),
      days: (n: number) => plural('es', n, 'día además del primero', 'días además del primero'),
      effort: (n: number) => plural('es', n, 'cuarto de hora de proveedor', 'cuartos de hora de proveedor'),
      disruption: (n: number) => plural('es', n, 'cambio', 'cambios'),
    },
  },

  commands: {
    plan: 'Planificar estas fechas',
    stop: 'Terminar la búsqueda ya',
    add: 'Añadir necesidad',
    accept: 'Aceptar las propuestas seleccionadas, o todas',
    reject: 'Rechazar o recuperar la propuesta',
    next: 'Ir a la fila siguiente',
    previous: 'Ir a la fila anterior',
    details: 'Abrir los detalles',
    discard: 'Descartar el borrador',
  },
  quoted: (text: string) => `«${text}»`,
  panes: { label: 'Parte a la vista', needs: 'Necesidades', plan: 'Plan' },
};
