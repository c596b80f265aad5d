// Every screen of the app, as pictures and axe visit them.

/**
 * The screens with their addresses on the open workspace. `call` finds a client, a meeting to show.
 * `name` is the picture's.
 */
export async function screens(call) {
  const client = (await call('clients.list', {})).rows[0]?.id;
  const events = (await call('calendar.get', { from: '2026-03-02', to: '2026-03-16' })).events;
  const meeting = events[0]?.id;
  const [asked, other] = events.filter((event) => event.status === 'planned' && event.start > '2026-03-04');
  if (!client || !meeting || !other) throw new Error('the sample has no client or no meeting in its first two weeks');
  const poll = await pollFor(call, asked.id);
  return [
    { name: 'welcome', hash: '#/welcome' },
    { name: 'today', hash: '#/today' },
    { name: 'matrix', hash: '#/matrix' },
    { name: 'clients', hash: '#/clients' },
    { name: 'client', hash: `#/clients/${client}` },
    { name: 'planner', hash: '#/planner' },
    { name: 'calendar-week', hash: '#/calendar?date=2026-03-02' },
    { name: 'calendar-month', hash: '#/calendar?date=2026-03-02&mode=month' },
    { name: 'calendar-agenda', hash: '#/calendar?date=2026-03-02&mode=agenda' },
    { name: 'calendar-lanes', hash: '#/calendar?date=2026-03-02&mode=lanes' },
    { name: 'meeting', hash: `#/meetings/${meeting}` },
    { name: 'meeting-new', hash: '#/meetings/new' },
    { name: 'invitations', hash: '#/invitations' },
    { name: 'polls', hash: '#/invitations?tab=polls' },
    { name: 'poll', hash: `#/polls/${poll.id}` },
    { name: 'poll-new', hash: `#/polls/new?meeting=${other.id}` },
    { name: 'calendars', hash: '#/calendars' },
    { name: 'calendars-accounts', hash: '#/calendars?tab=accounts' },
    { name: 'calendars-holidays', hash: '#/calendars?tab=holidays' },
    { name: 'network', hash: '#/network' },
    { name: 'import', hash: '#/import' },
    { name: 'settings', hash: '#/settings' },
  ];
}

/** The poll for a meeting's date, begun where there is none yet. */
async function pollFor(call, meeting) {
  const known = (await call('polls.list', {})).find((one) => one.meeting === meeting);
  if (known) return known;
  const slots = await call('meeting.free', { meeting, most: 4, nearest: false });
  return (await call('poll.save', { meeting, slots: slots.map(({ start }) => start), closes: '2026-03-10' })).poll;
}
