import { plural } from '../plural';

export const conflicts = {
  kinds: {
    provider_busy: (who: string, meeting: string) => `${who} is already in “${meeting}”`,
    client_busy: (who: string, meeting: string) => `${who} is already in “${meeting}”`,
    room_busy: (room: string, meeting: string) => `${room} is taken by “${meeting}”`,
    provider_off: (who: string) => `Outside the working hours of ${who}`,
    provider_absent: (who: string, reason: string) => (reason === '' ? `${who} is away` : `${who} is away: ${reason}`),
    client_off: (who: string) => `Outside the hours of ${who}`,
    room_off: (room: string) => `${room} is not available at that time`,
    rivals: (first: string, second: string) => `${first} and ${second} are rivals`,
    seats: (room: string, people: number, seats: number) =>
      `${room} has ${plural('en', seats, 'seat', 'seats')} for ${plural('en', people, 'person', 'people')}`,
    skill_missing: (skill: string) => `Nobody in the meeting knows “${skill}”`,
    travel: (who: string, meeting: string, needed: string, have: string) =>
      `${who} needs ${needed} to travel between this meeting and “${meeting}”, and has ${have}`,
    provider_taken: (who: string, calendar: string) => `${who} is taken at that time in another calendar: “${calendar}”`,
    client_taken: (who: string, calendar: string) => `${who} is taken at that time in another calendar: “${calendar}”`,
    room_taken: (room: string, calendar: string) => `${room} is taken at that time, says another calendar: “${calendar}”`,
    provider_day: (who: string, meetings: number, max: number) =>
      `${who} would have ${plural('en', meetings, 'meeting', 'meetings')} that day; the most is ${max}`,
    client_day: (who: string, meetings: number, max: number) =>
      `${who} would have ${plural('en', meetings, 'meeting', 'meetings')} that day; the most is ${max}`,
    not_the_only_client: (who: string) => `It is at the premises of ${who}, and other clients attend`,
  },
  refusals: {
    too_few_clients: (format: string, have: number, min: number) =>
      `${format}: there ${have === 1 ? 'is' : 'are'} ${plural('en', have, 'client', 'clients')}; it needs at least ${min}`,
    too_many_clients: (format: string, have: number, max: number) =>
      `${format}: there ${have === 1 ? 'is' : 'are'} ${plural('en', have, 'client', 'clients')}; it holds ${max} at most`,
    second_client: (format: string, have: number) => `${format}: it is for one client alone, and there are ${have}`,
    too_few_providers: (format: string, have: number, min: number) =>
      `${format}: there ${have === 1 ? 'is' : 'are'} ${plural('en', have, 'provider', 'providers')}; it needs at least ${min}`,
    too_many_providers: (format: string, have: number, max: number) =>
      `${format}: there ${have === 1 ? 'is' : 'are'} ${plural('en', have, 'provider', 'providers')}; the most is ${max}`,
  },
  thisFormat: 'The format',
  someone: 'somebody',
  another: 'another meeting',
  aCalendar: 'unnamed',
  title: (count: number) => plural('en', count, 'conflict', 'conflicts'),
  dialogTitle: 'Something stands in the way',
  dialogText: 'It can be kept knowingly: the meeting is marked and the conflict stays in sight.',
  keep: 'Keep it anyway',
  back: 'Go back',
};
