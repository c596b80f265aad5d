import { plural } from '../plural';

/** What stands in a meeting's way, each kind in one sentence without a full stop. */
export const conflicts = {
  kinds: {
    provider_busy: (who: string, meeting: string) => `${who} ya está en «${meeting}»`,
    client_busy: (who: string, meeting: string) => `${who} ya está en «${meeting}»`,
    room_busy: (room: string, meeting: string) => `${room} está ocupada por «${meeting}»`,
    provider_off: (who: string) => `Fuera del horario de ${who}`,
    provider_absent: (who: string, reason: string) => (reason === '' ? `${who} está ausente` : `${who} está ausente: ${reason}`),
    client_off: (who: string) => `Fuera del horario de ${who}`,
    room_off: (room: string) => `${room} no está disponible a esa hora`,
    rivals: (first: string, second: string) => `${first} y ${second} son rivales`,
    seats: (room: string, people: number, seats: number) =>
      `En ${room} hay ${plural('es', seats, 'asiento', 'asientos')} para ${plural('es', people, 'persona', 'personas')}`,
    skill_missing: (skill: string) => `Nadie de la reunión domina «${skill}»`,
    travel: (who: string, meeting: string, needed: string, have: string) =>
      `${who} necesita ${needed} para el trayecto entre esta reunión y «${meeting}», y tiene ${have}`,
    provider_taken: (who: string, calendar: string) => `${who} tiene ese rato ocupado en otro calendario: «${calendar}»`,
    client_taken: (who: string, calendar: string) => `${who} tiene ese rato ocupado en otro calendario: «${calendar}»`,
    room_taken: (room: string, calendar: string) => `${room} está ocupada a esa hora según otro calendario: «${calendar}»`,
    provider_day: (who: string, meetings: number, max: number) =>
      `${who} tendría ${plural('es', meetings, 'reunión', 'reuniones')} ese día; su máximo es ${max}`,
    client_day: (who: string, meetings: number, max: number) =>
      `${who} tendría ${plural('es', meetings, 'reunión', 'reuniones')} ese día; su máximo es ${max}`,
    not_the_only_client: (who: string) => `Es en la sede de ${who} y asisten otros clientes`,
  },
  refusals: {
    too_few_clients: (format: string, have: number, min: number) =>
      `${format}: hay ${plural('es', have, 'cliente', 'clientes')} y hacen falta al menos ${min}`,
    too_many_clients: (format: string, have: number, max: number) =>
      `${format}: hay ${plural('es', have, 'cliente', 'clientes')} y caben ${max} como máximo`,
    second_client: (format: string, have: number) => `${format}: es para un solo cliente y hay ${have}`,
    too_few_providers: (format: string, have: number, min: number) =>
      `${format}: hay ${plural('es', have, 'proveedor', 'proveedores')} y hacen falta al menos ${min}`,
    too_many_providers: (format: string, have: number, max: number) =>
      `${format}: hay ${plural('es', have, 'proveedor', 'proveedores')} y el máximo es ${max}`,
  },
  thisFormat: 'El formato',
  someone: 'alguien',
  another: 'otra reunión',
  /** A calendar elsewhere whose name is not known any more. */
  aCalendar: 'sin nombre',
  title: (count: number) => plural('es', count, 'conflicto', 'conflictos'),
  dialogTitle: 'Hay algo que lo impide',
  dialogText: 'Se puede mantener a sabiendas: la reunión queda marcada y el conflicto sigue a la vista.',
  keep: 'Mantener a sabiendas',
  back: 'Volver atrás',
};
