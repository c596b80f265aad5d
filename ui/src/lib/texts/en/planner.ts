import type { Wording } from '../wording';
import { plural } from '../plural';
import type { planner as source } from '../es/planner';

const meetings = (count: number): string => plural('en', count, 'meeting', 'meetings');
const clients = (count: number): string => plural('en', count, 'client', 'clients');
const providers = (count: number): string => plural('en', count, 'provider', 'providers');
const times = (count: number): string =>
  count === 1 ? 'at the only possible time' : `at ${plural('en', count, 'possible time', 'possible times')}`;
const ofTimes = (count: number): string => (count === 1 ? 'the only possible time' : `the ${count} possible times`);

export const planner = {
  title: 'Planner',

  horizon: {
    label: 'Days to plan',
    from: 'From',
    to: 'To',
    badOrder: 'The last day is before the first',
    preset: 'Length',
    weeks: { 1: '1 week', 2: '2 weeks', 4: '4 weeks' },
    seconds: 'Search',
    secondsUnit: 's',
    plan: 'Plan',
    again: 'Plan again',
  },

  search: {
    waiting: 'Proposals will appear here. The search blocks nothing: go on working.',
    task: 'Plan meetings',
    title: 'Searching for the best plan',
    preparing: 'Gathering needs and hours…',
    best: 'Best so far',
    meetings,
    leftOut: (count: number) => (count === 0 ? 'no need left out' : plural('en', count, 'need left out', 'needs left out')),
    medium: (points: string) => `Value left out: ${points}`,
    soft: (points: string) => `Cost of the plan: ${points}`,
    stop: 'Stop here',
    stopHint: 'Keeps the best plan found',
    stopping: 'Stopping…',
    cancel: 'Cancel',
    cancelHint: 'Leaves no plan',
    cancelling: 'Cancelling…',
    done: (planned: number, left: number) =>
      `Plan ready: ${meetings(planned)}, ${plural('en', left, 'need left out', 'needs left out')}`,
    nothing: 'Nothing to plan on those days',
    nothingText: 'No open need falls on those days. Plan a longer stretch or add needs.',
    failed: 'The plan could not be made',
  },

  needs: {
    title: 'Needs',
    region: 'Open needs',
    open: (count: number) => plural('en', count, 'open', 'open'),
    add: 'Add a need',
    filter: 'Filter by client or topic',
    filterShort: 'Client or topic',
    groupBy: 'Group by',
    grouping: { format: 'Format', topic: 'Topic' },
    kinds: 'Formats',
    undetermined: 'Undetermined',
    doNotMeet: 'Do not meet',
    doNotMeetWhy: 'By its placement and overrides, this client is not to be met.',
    undeterminedWhy: 'Answers are missing to know the format.',
    answer: 'Answer questions',
    answerFor: (name: string) => `Answer questions about ${name}`,
    why: 'See why',
    whyFor: (name: string) => `See why ${name} is not to be met`,
    priority: (level: number) => `Priority ${level} of 5`,
    window: (from: string, until: string) => `${from} – ${until}`,
    places: { any: 'anywhere', room: 'in a room', client: 'at its premises', remote: 'remote' },
    planned: 'In the draft',
    edit: (client: string, topic: string) => `Edit: ${client}, ${topic}`,
    remove: (client: string, topic: string) => `Delete: ${client}, ${topic}`,
    more: (count: number) => `Show ${count} more`,
    empty: 'No needs yet',
    emptyText: 'A need is a topic that a client wants dealt with. The plan turns needs into meetings.',
    allMet: 'Every need has a meeting',
    allMetText: 'Nothing is left to plan.',
  },

  draft: {
    region: 'Draft of the plan',
    empty: 'No plan yet',
    emptyText: (count: number) =>
      count === 0
        ? 'Proposed meetings appear here with their reasons. Nothing reaches the calendar until you accept it.'
        : `${plural('en', count, 'need', 'needs')} can be planned. Nothing reaches the calendar until you accept it.`,
    tabs: { proposals: 'Proposals', left: 'Left out', score: 'Cost' },
    tabsLabel: 'Parts of the draft',
    left: (count: number) => (count === 0 ? 'no need left out' : plural('en', count, 'need left out', 'needs left out')),
    span: (from: string, to: string) => `${from} to ${to}`,
    made: (ago: string) => `made ${ago}`,
    acceptAll: 'Accept all',
    acceptSelected: (count: number) => `Accept ${count}`,
    acceptRest: (count: number) => `Accept the other ${count}`,
    discard: 'Discard the draft',
    reject: 'Reject',
    restore: 'Bring back',
    rejected: 'rejected',
    selected: (count: number) => plural('en', count, 'selected', 'selected'),
    selectAll: 'Select all',
    accepted: (count: number) => `${plural('en', count, 'meeting is', 'meetings are')} on the calendar.`,
    toCalendar: 'See the calendar',
    closed: 'This draft has been accepted.',
    nothingProposed: 'No meeting fits these days',
    nothingProposedText: '“Left out” says why, and what can be done.',
    dayCount: meetings,
    itemState: { accepted: 'Accepted', fixed: 'Fixed' },
    select: (title: string, when: string) => `${title}, ${when}`,
    details: (title: string, when: string) => `${title}, ${when}: details`,
    remote: 'Remote',
    clients: 'Clients',
    providers: 'Providers',
    place: 'Place',
    reasons: 'For and against',
    noReasons: 'It meets every condition.',
    openMeeting: 'Open the meeting',
    saidRejected: (title: string) => `Rejected: ${title}`,
    saidRestored: (title: string) => `Brought back: ${title}`,
    keys: 'Keys',
    keysHint: { next: 'next', select: 'select', details: 'details', accept: 'accept', reject: 'reject' },
  },

  because: {
    continuity: (provider: string) => `${provider}, whom the client knows, attends.`,
    new_face: () => 'Nobody the client knows attends.',
    preferred_hours: () => 'It lies in the hours its clients prefer.',
    other_hours: (count: number) =>
      count === 1 ? 'One client would prefer another time.' : `${count} clients would prefer another time.`,
    skills: (skills: string) => `It covers what the topic asks for: ${skills}.`,
    waits: (days: number) =>
      days === 0 ? 'It is met on the first possible day.' : `It waits ${plural('en', days, 'day', 'days')} from the start of its window.`,
    mix: (attribute: string, values: number) =>
      `The group brings together ${plural('en', values, 'value', 'different values')} of “${attribute}”.`,
    locked: () => 'It was fixed already: the plan leaves it alone.',
  },

  left: {
    title: 'The plan could not meet them',
    costs: (points: string) => `weighs ${points}`,
    notPlannedTitle: 'Not part of the search',
    none: 'Nothing is left out',
    noneText: 'The plan meets every need that was part of the search.',
    what: 'What to do',
    editNeed: 'Edit the need',
    toNetwork: 'Open Network',
    toClient: 'Open the client',
    answer: 'Answer questions',
  },

  reasons: {
    outside_window: (from: string, until: string, duration: string) =>
      `Its window (${from} – ${until}) leaves less time on these days than the ${duration} the meeting takes.`,
    client_unavailable: (client: string, duration: string) => `${client} has no ${duration} free within the window.`,
    no_provider_with_skill: (skill: string) => `No provider has the skill “${skill}”.`,
    no_team_with_skills: (skills: string, max: number) => `No team of up to ${providers(max)} covers ${skills}.`,
    too_few_providers: (have: number, min: number) =>
      `The topic asks for ${providers(min)} and there ${have === 0 ? 'are none' : have === 1 ? 'is 1' : `are ${have}`}.`,
    no_place: () => 'None of the places the topic allows can hold this meeting.',
    room_too_small: (seats: number, people: number) =>
      `The largest room has ${plural('en', seats, 'seat', 'seats')} and the meeting needs at least ${people}.`,
    no_room: (starts: number) => `Some rooms are large enough, but none is open at ${ofTimes(starts)}.`,
    too_few_clients: (have: number, min: number) =>
      `The format asks for at least ${clients(min)} and only ${have === 1 ? 'this one needs' : `${have} need`} the topic.`,
    rivals: (names: string, have: number, min: number) =>
      `Rivals that may not share a room: ${names}. Without them ${have === 1 ? '1 client is' : `${clients(have)} are`} left, and ${min} are needed.`,
    no_common_time: (have: number, min: number) =>
      `The ${min} clients it takes are never free together; at best ${have} are.`,
    no_provider_time: (starts: number) =>
      `At ${ofTimes(starts)} for the clients, no complete team is available.`,
    no_provider_time_for: (starts: number, skills: string) =>
      `At ${ofTimes(starts)} for the clients, nobody with ${skills} is available.`,
    daily_limit: {
      client: (name: string, starts: number) => `${name} already has all the meetings it takes that day, ${times(starts)}.`,
      provider: (name: string, starts: number) =>
        `${name} already has all the meetings one day allows, ${times(starts)}.`,
      room: (name: string, starts: number) => `${name} already has all the meetings one day allows, ${times(starts)}.`,
    },
    taken: {
      client: (name: string, starts: number) => `${name} is in another meeting of the plan, ${times(starts)}.`,
      provider: (name: string, starts: number) => `${name} is in another meeting of the plan, ${times(starts)}.`,
      room: (name: string, starts: number) => `The room ${name} is taken by another meeting, ${times(starts)}.`,
    },
    travel_time: (provider: string, starts: number) =>
      `${provider} could not arrive in time from another site, ${times(starts)}.`,
    others_placed: (names: string, min: number) =>
      `It takes ${clients(min)}, and the others have their place in the plan: ${names}. Moving them would leave others out.`,
    search_ended: () => 'The search ended before it found a place for it.',
  },

  remedies: {
    outside_window: () => 'Widen the need’s window or the days planned.',
    client_unavailable: () => 'Widen the need’s window or review the client’s hours.',
    no_provider_with_skill: () => 'Record the skill for whoever has it, or add a provider.',
    no_team_with_skills: () => 'Allow more providers in the topic, or spread the skills better.',
    too_few_providers: () => 'Add providers, or ask for fewer in the topic.',
    no_place: () => 'Review the places the topic allows, or record the client’s premises.',
    room_too_small: () => 'Add a larger room, or allow remote meetings.',
    no_room: () => 'Widen a room’s hours, or allow another kind of place.',
    too_few_clients: () => 'Add the need for other clients who care about the topic.',
    rivals: () => 'Invite other clients, or deal with the topic with this client alone.',
    no_common_time: () => 'Widen the windows, or review these clients’ hours.',
    no_provider_time: () => 'Widen the window, or review the providers’ hours and absences.',
    daily_limit: () => 'Widen the window to other days, or raise the daily limit.',
    taken: () => 'Widen the window, or add someone else who can.',
    travel_time: () => 'Widen the window, or allow remote meetings.',
    others_placed: () => 'Add the need for another client, or wait for the next plan.',
    search_ended: () => 'Plan again with a longer search.',
  },

  notPlanned: {
    do_not_meet: 'This client is not to be met.',
    undetermined: 'Answers are missing to know in which format.',
    outside_horizon: 'Its window lies outside these days.',
    no_site: 'The client would have to be visited and its premises are not on record.',
  },
  notPlannedRemedies: {
    do_not_meet: 'If things have changed, review its placement or remove the override.',
    undetermined: 'Answer the missing questions.',
    outside_horizon: 'Plan other days, or change the window.',
    no_site: 'Record the client’s premises, or choose another place.',
  },

  score: {
    title: 'What the plan costs',
    text: 'Less is better. What is left out counts first; then the cost of what is in.',
    medium: 'Value left out',
    mediumHint: 'client value × priority',
    soft: 'Cost of what is in',
    rule: 'Rule',
    measure: 'What was measured',
    weight: 'Weight',
    cost: 'Cost',
    total: 'Total',
    measures: {
      continuity: (n: number) => plural('en', n, 'point of relationship unused', 'points of relationship unused'),
      preferred: (n: number) => plural('en', n, 'client outside its hours', 'clients outside their hours'),
      delay: (n: number) => plural('en', n, 'day of waiting, by priority', 'days of waiting, by priority'),
      mix: (n: number) => plural('en', n, 'difference from the mix asked for', 'differences from the mix asked for'),
      travel: (n: number) => plural('en', n, 'minute of travel', 'minutes of travel'),
      load: (n: number) => plural('en', n, 'point of load (meetings squared)', 'points of load (meetings squared)'),
      days: (n: number) => plural('en', n, 'day beyond the first', 'days beyond the first'),
      effort: (n: number) => plural('en', n, 'provider quarter-hour', 'provider quarter-hours'),
      disruption: (n: number) => plural('en', n, 'change', 'changes'),
    },
  },

  commands: {
    plan: 'Plan these days',
    stop: 'Stop the search here',
    add: 'Add a need',
    accept: 'Accept the proposals selected, or all',
    reject: 'Reject the proposal or bring it back',
    next: 'Go to the next row',
    previous: 'Go to the previous row',
    details: 'Open the details',
    discard: 'Discard the draft',
  },
  quoted: (text: string) => `“${text}”`,
  panes: { label: 'Part in view', needs: 'Needs', plan: 'Plan' },
} satisfies Wording<typeof source>;
