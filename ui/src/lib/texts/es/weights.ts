/** How much each rule of a plan weighs, in words. */
export const weights = {
  label: 'Peso de cada regla',
  presets: 'Pesos preparados',
  preset: {
    balanced: 'Equilibrado',
    trips: 'Menos viajes',
    faces: 'Las mismas caras',
    soonest: 'Cuanto antes',
  },
  presetText: {
    balanced: 'Los pesos usuales: un poco de todo.',
    trips: 'Juntar las visitas cercanas y viajar menos, aunque se espere algo más.',
    faces: 'Que cada cliente vea a quien ya conoce.',
    soonest: 'Reunir pronto a los más urgentes, aunque la hora no sea la preferida.',
  },
  own: 'Pesos propios',
  /** From not at all to above all. */
  words: { none: 'nada', little: 'poco', normal: 'normal', much: 'mucho', most: 'muchísimo', first: 'lo primero' },
  value: (word: string, value: string) => `${word} (${value})`,
  rules: {
    continuity: { name: 'Caras conocidas', text: 'Que no asista nadie a quien el cliente conozca' },
    preferred: { name: 'Horas preferidas', text: 'Reunir a un cliente fuera de las horas que prefiere' },
    delay: { name: 'Espera', text: 'Cada día de espera, según la prioridad' },
    mix: { name: 'Mezcla de los grupos', text: 'Un cliente que no encaja en la mezcla que pide el tema' },
    travel: { name: 'Desplazamientos', text: 'Cada minuto de viaje' },
    load: { name: 'Reparto del trabajo', text: 'Cargar las reuniones en pocas personas' },
    days: { name: 'Días de cada cliente', text: 'Cada día más en que se cita al mismo cliente' },
    effort: { name: 'Horas de proveedor', text: 'Cada cuarto de hora de un proveedor en reunión' },
    disruption: { name: 'Cambios sobre lo anunciado', text: 'Mover una reunión que ya se comunicó' },
  },
};
