import type { CalendarEvent, Lane } from './event';

/** A planned visit of an hour, with what matters to a test on top. */
export function eventOf(part: Partial<CalendarEvent> & { id: string; start: string }): CalendarEvent {
  return {
    title: part.id,
    minutes: 60,
    format: 'visit',
    lanes: [],
    clients: [],
    status: 'planned',
    locked: false,
    conflicts: [],
    placeText: '',
    ...part,
  };
}

export function providers(count: number): Lane[] {
  return Array.from({ length: count }, (_, index) => ({ id: `p${index}`, kind: 'provider', name: `Persona ${index}` }));
}
