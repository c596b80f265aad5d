import { plural } from '../plural';

const small = ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce'];
/** Small numbers as words: "siete en la mesa". */
const word = (count: number): string => small[count] ?? String(count);
const points = (amount: string, of: string): string => `${amount} ${of}`;
const hours = (count: number): string => plural('es', count, 'hora posible', 'horas posibles');
const meetings = (count: number): string => (count === 1 ? 'una reunión' : `${word(count)} reuniones`);
const ofStarts = (starts: number, all: number): string => `en ${starts} de ${all === 1 ? '1 hora' : `${all} horas`}`;

/** A draft that can be asked: why so, what would allow it, what if, and which of two. */
export const planning = {
  /** When: a stretch of civil time. */
  when: {
    day: (weekday: string, day: string) => `${weekday} ${day}`,
    sameDay: (day: string, from: string, until: string) => `${day}, ${from}–${until}`,
    wholeDay: (day: string) => `${day}, todo el día`,
    days: (from: string, until: string) => `del ${from} al ${until}`,
    span: (from: string, until: string) => `del ${from} al ${until}`,
    moment: (day: string, time: string) => `${day}, ${time}`,
  },

  why: {
    title: 'Por qué así',
    costs: 'Lo que cuesta',
    noCosts: 'No le cuesta nada al plan.',
    total: (count: string) => (count === '1' ? '1 punto en total' : `${count} puntos en total`),
    points: {
      continuity: (amount: string) => points(amount, 'por caras nuevas'),
      preferred: (amount: string) => points(amount, 'por horas no preferidas'),
      delay: (amount: string) => points(amount, 'de espera'),
      mix: (amount: string) => points(amount, 'por la mezcla del grupo'),
      travel: (amount: string) => points(amount, 'de trayecto'),
      load: (amount: string) => points(amount, 'por cargar a las mismas personas'),
      days: (amount: string) => points(amount, 'por citar al cliente más días'),
      effort: (amount: string) => points(amount, 'de tiempo de proveedor'),
      disruption: (amount: string) => points(amount, 'por cambiar lo anunciado'),
      fairness: (amount: string) => points(amount, 'por el reparto del último año'),
    },
    otherRule: (amount: string, rule: string) => points(amount, `de «${rule}»`),
    amount: (count: string) => (count === '1' ? '1 punto' : `${count} puntos`),
    less: (count: string) => (count === '1' ? '1 punto menos' : `${count} puntos menos`),
    more: (count: string) => (count === '1' ? '1 punto más' : `${count} puntos más`),
    starts: 'Horas posibles',
    possible: (possible: number, starts: number) =>
      starts === 0
        ? 'No hay ninguna hora dentro del plazo de todas sus necesidades.'
        : possible === starts
          ? `Podía empezar en cualquiera de las ${hours(starts)} de su plazo.`
          : possible === 1
            ? `De ${hours(starts)} dentro de su plazo, solo esta servía.`
            : `De ${hours(starts)} dentro de su plazo, ${possible} servían.`,
    obstacles: 'Lo que impedía las demás',
    next: 'La siguiente mejor',
    noNext: 'No hay otra hora posible sin mover el resto.',
    nextAt: (when: string, place: string, who: string) => `${when}, ${place}, con ${who}`,
    nextCosts: (total: string) => (total === '1' ? 'Costaría 1 punto más.' : `Costaría ${total} puntos más.`),
    nextBy: (parts: string) => `Por reglas: ${parts}.`,
    nextSame: 'Costaría lo mismo.',
    nextLess: (total: string) =>
      `Costaría ${total === '1' ? '1 punto' : `${total} puntos`} menos: la búsqueda terminó antes de verla. Planificar con más segundos la encontraría.`,
    loading: 'Averiguando por qué…',
  },

  /** What stood in the way, by name and count. */
  obstacles: {
    unavailable: (name: string, starts: number, all: number) => `${name}: no disponible ${ofStarts(starts, all)}`,
    taken: (name: string, starts: number, all: number) => `${name}: en otra reunión ${ofStarts(starts, all)}`,
    full: (name: string, starts: number, all: number) => `${name}: con el día completo ${ofStarts(starts, all)}`,
    travel: (name: string, starts: number, all: number) => `${name}: sin tiempo para llegar ${ofStarts(starts, all)}`,
    no_team: (starts: number, all: number) => `Sin un equipo completo que pueda, ${ofStarts(starts, all)}`,
    no_room: (starts: number, all: number) => `Sin sala libre bastante grande, ${ofStarts(starts, all)}`,
  },
  roomObstacles: {
    unavailable: (name: string, starts: number, all: number) => `${name}: no disponible ${ofStarts(starts, all)}`,
    taken: (name: string, starts: number, all: number) => `${name}: ocupada ${ofStarts(starts, all)}`,
  },

  remedies: {
    show: 'Qué lo permitiría',
    showFor: (client: string) => `Qué lo permitiría: ${client}`,
    looking: 'Probando cambios…',
    none: 'Ningún cambio pequeño lo permitiría: se probaron horarios, plazos, lugares, plazas y tamaños de grupo.',
    then: (when: string, place: string, who: string) => `Sería el ${when}, ${place}, con ${who}.`,
    withClients: (names: string) => `También con ${names}.`,
    stays: 'Las demás reuniones siguen como están.',
    try: 'Probar',
    tryOne: (what: string) => `Probar: ${what}`,
    tryHint: 'Hace otro plan al lado con este cambio, para comparar los dos. Nada se guarda hasta aceptarlo.',
  },

  /** Changes that a plan takes as given, as chips and remedies. */
  changes: {
    free: (name: string, when: string) => `${name} libre: ${when}`,
    away: (name: string, when: string) => `${name} ausente: ${when}`,
    roomFree: (name: string, when: string) => `${name} abierta: ${when}`,
    roomAway: (name: string, when: string) => `${name} cerrada: ${when}`,
    clients: (topic: string, min: number, max: number) =>
      min === max ? `${topic}: ${word(min)} en la mesa` : `${topic}: de ${word(min)} a ${word(max)} en la mesa`,
    clientsMost: (topic: string, max: number, before: number) => `${topic}: ${word(max)} en la mesa en vez de ${word(before)}`,
    clientsLeast: (topic: string, min: number, before: number) => `${topic}: bastan ${word(min)} en la mesa en vez de ${word(before)}`,
    providers: (topic: string, min: number, max: number) =>
      min === max ? `${topic}: ${plural('es', min, 'proveedor', 'proveedores')}` : `${topic}: de ${min} a ${max} proveedores`,
    providersMost: (topic: string, max: number, before: number) =>
      `${topic}: hasta ${plural('es', max, 'proveedor', 'proveedores')} en vez de ${before}`,
    providersLeast: (topic: string, min: number, before: number) =>
      `${topic}: ${min === 1 ? 'basta 1 proveedor' : `bastan ${min} proveedores`} en vez de ${before}`,
    perDay: (name: string, max: number) => `${name}: hasta ${meetings(max)} al día`,
    perDayMore: (name: string, max: number) => `${name}: una reunión más al día (hasta ${word(max)})`,
    within: (name: string, from: string, until: string) => `Plazo de ${name}: del ${from} al ${until}`,
    later: (name: string, until: string) => `Plazo de ${name}: hasta el ${until}`,
    place: {
      room: (topic: string) => `${topic}: también en sala`,
      client: (topic: string) => `${topic}: también en la sede del cliente`,
      remote: (topic: string) => `${topic}: también a distancia`,
    },
    seats: (room: string, seats: number) => `${room} con ${plural('es', seats, 'plaza', 'plazas')}`,
    seatMore: (room: string, seats: number) => `${room}: una plaza más (${seats})`,
    skill: (name: string, skill: string) => `${name} con la competencia «${skill}»`,
    weights: (what: string) => `Pesos: ${what}`,
    weightsOwn: (what: string) => `Pesos propios: ${what}`,
    label: 'Cambios que este plan da por hechos',
    title: 'Da por hecho',
    moving: { broken: 'Cambia lo que no puede seguir', free: 'Puede cambiar lo planificado' },
  },

  whatIf: {
    open: '¿Y si…?',
    openHint: 'Probar un cambio en otro plan, al lado de este',
    title: '¿Y si…?',
    text: 'Dar por hecho un cambio y ver el plan que saldría. Nada de esto se anota hasta cambiarlo en su sitio.',
    changes: 'Cambios',
    none: 'Todavía ningún cambio.',
    kind: 'Qué cambia',
    kinds: {
      away: 'Alguien o una sala falta',
      free: 'Alguien o una sala, además',
      clients: 'Clientes en la mesa',
      per_day: 'Reuniones al día',
    },
    who: 'Quién o qué sala',
    provider: 'Proveedor',
    topic: 'Tema y formato',
    from: 'Desde el día',
    fromTime: 'Desde las',
    until: 'Hasta el día',
    untilTime: 'Hasta las',
    least: 'Mínimo',
    most: 'Máximo',
    mostPerDay: 'Máximo al día',
    add: 'Añadir cambio',
    choose: 'Elegir…',
    noWho: 'Falta elegir quién o qué sala',
    noTopic: 'Falta elegir el tema',
    noDays: 'Faltan el día o la hora',
    badOrder: 'Acaba antes de empezar',
    noSizes: 'Faltan el mínimo o el máximo',
    noPerDay: 'Falta cuántas reuniones al día',
    badSizes: 'El máximo es menor que el mínimo',
    noTopics: 'Ninguna necesidad abierta se trata en grupo.',
    added: (text: string) => `Añadido: ${text}`,
    removed: (text: string) => `Quitado: ${text}`,
    moving: 'Reuniones ya planificadas',
    movings: { none: 'Ninguna cambia', broken: 'Solo las que no pueden seguir', free: 'Todas, lo menos posible' },
    movingText: {
      none: 'Lo que está en la agenda sigue como está.',
      broken: 'Cambian las que ya no caben: alguien falta o una sala no está. Las demás siguen.',
      free: 'Puede mover cualquiera, con el menor trastorno. Lo fijado no se toca.',
    },
    weights: 'Pesos',
    weightsText: 'Cuánto cuenta cada regla, solo para este plan.',
    weightsReset: 'Los del espacio de trabajo',
    beside: 'Planificar al lado',
    besideHint: 'Deja este plan como está y hace otro que empieza por él, para compararlos.',
    alone: 'Planificar así',
    other: 'Parte del plan que se ve y lo deja junto al nuevo. El otro plan se descarta.',
  },

  two: {
    label: 'Cuál de los dos planes',
    a: 'Plan A',
    b: 'Plan B',
    compare: 'Comparar',
    region: 'Comparación de los dos planes',
    drops: 'Al aceptar uno, entero o en parte, el otro se descarta.',
    rules: 'Por reglas',
    rule: 'Regla',
    better: 'mejor',
    leftValue: 'Valor que queda fuera',
    cost: 'Coste de lo que entra',
    costNote: 'Los pesos de los dos planes son distintos: el coste no se puede comparar, las medidas sí.',
    meetings: (count: number) => plural('es', count, 'reunión', 'reuniones'),
    differ: (count: number) =>
      count === 0 ? 'Las reuniones son las mismas' : plural('es', count, 'reunión distinta', 'reuniones distintas'),
    alike: (count: number) => (count === 1 ? '1 reunión es igual en los dos.' : `${count} reuniones son iguales en los dos.`),
    hour: 'Hora',
    place: 'Lugar',
    people: 'Proveedores',
    clients: 'Clientes',
    changed: 'cambia',
    absent: (plan: string) => `No está en el ${plan}`,
    needs: 'Necesidades atendidas en uno solo',
    onlyIn: (plan: string) => `Solo en el ${plan}`,
    noneOfNeeds: 'Ninguna',
    noNeeds: 'Los dos atienden las mismas necesidades.',
    accept: (plan: string) => `Aceptar el ${plan}`,
    drop: (plan: string) => `Descartar el ${plan}`,
    enter: (plan: string) => `Ver el ${plan}`,
    enterHint: 'Para aceptar solo una parte',
    figures: (planned: string, left: string) => `${planned}, ${left}`,
  },

  groups: {
    changed: 'Cambian',
    fresh: 'Nuevas',
    same: 'Siguen igual',
    changedCount: (count: number) => (count === 1 ? '1 cambia' : `${count} cambian`),
    freshCount: (count: number) => (count === 1 ? '1 nueva' : `${count} nuevas`),
    sameCount: (count: number) => (count === 1 ? '1 sigue igual' : `${count} siguen igual`),
  },
  was: {
    title: 'Qué cambia',
    hour: 'Hora',
    place: 'Lugar',
    people: 'Proveedores',
    said: (before: string, after: string) => `antes ${before}, ahora ${after}`,
    state: 'Cambia',
  },
  locks: {
    loading: 'Cargando la reunión…',
  },

  shares: {
    tab: 'Reparto',
    title: 'Cómo se reparte el trabajo',
    text: 'Reuniones de cada proveedor en los doce meses anteriores y en este plan. El plan mira las dos al repartir.',
    who: 'Proveedor',
    held: 'En doce meses',
    planned: 'En este plan',
    even: 'Todos atienden lo mismo.',
    spread: (most: string, mostCount: number, least: string, leastCount: number) =>
      `Entre quien más atiende (${most}, ${mostCount}) y quien menos (${least}, ${leastCount}) hay ${plural('es', mostCount - leastCount, 'reunión', 'reuniones')}.`,
    none: 'Todavía no hay reuniones que repartir',
    noneText: 'Aquí se ve cuánto atiende cada proveedor a lo largo de los meses.',
  },

  searching: {
    byRule: 'Coste por reglas',
  },

  commands: {
    whatIf: '¿Y si…? Probar un cambio',
    beside: 'Planificar al lado con estos cambios',
    compare: 'Comparar los dos planes',
    other: 'Ver el otro plan',
  },
};
