// Every screen of the app, as pictures and axe visit them.

/**
 * The screens with their addresses on the open workspace. `call` finds a client, a meeting to show.
 * `name` is the picture's.
 */
export async function screens(call) {
  const client = (await call('clients.list', {})).rows[0]?.id;
  const events = (await call('calendar.get', { from: '2026-03-02', to: '2026-03-16' })).events;
  const meeting = events[0]?.id;
  if (!client || !meeting) throw new Error('the sample has no client or no meeting in its first two weeks');
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
    { name: 'network', hash: '#/network' },
    { name: 'import', hash: '#/import' },
    { name: 'settings', hash: '#/settings' },
  ];
}
