import type { Wording } from '../wording';
import { plural } from '../plural';
import type { planning as source } from '../es/planning';

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const word = (count: number): string => small[count] ?? String(count);
const points = (amount: string, of: string): string => `${amount} ${of}`;
const times = (count: number): string => plural('en', count, 'possible time', 'possible times');
const meetings = (count: number): string => `${word(count)} ${count === 1 ? 'meeting' : 'meetings'}`;
const ofStarts = (starts: number, all: number): string => `at ${starts} of ${all === 1 ? '1 time' : `${all} times`}`;

export const planning = {
  when: {
    day: (weekday: string, day: string) => `${weekday} ${day}`,
    sameDay: (day: string, from: string, until: string) => `${day}, ${from}–${until}`,
    wholeDay: (day: string) => `${day}, all day`,
    days: (from: string, until: string) => `${from} to ${until}`,
    span: (from: string, until: string) => `${from} to ${until}`,
    moment: (day: string, time: string) => `${day}, ${time}`,
  },

  why: {
    title: 'Why so',
    costs: 'What it costs',
    noCosts: 'It costs the plan nothing.',
    total: (count: string) => (count === '1' ? '1 point in all' : `${count} points in all`),
    points: {
      continuity: (amount: string) => points(amount, 'for new faces'),
      preferred: (amount: string) => points(amount, 'for hours not preferred'),
      delay: (amount: string) => points(amount, 'for waiting'),
      mix: (amount: string) => points(amount, 'for the mix of the group'),
      travel: (amount: string) => points(amount, 'for travel'),
      load: (amount: string) => points(amount, 'for loading the same people'),
      days: (amount: string) => points(amount, 'for more days with the client'),
      effort: (amount: string) => points(amount, 'for providers’ time'),
      disruption: (amount: string) => points(amount, 'for changing what was announced'),
      fairness: (amount: string) => points(amount, 'for a fair share over the last year'),
    },
    otherRule: (amount: string, rule: string) => points(amount, `for “${rule}”`),
    amount: (count: string) => (count === '1' ? '1 point' : `${count} points`),
    less: (count: string) => (count === '1' ? '1 point less' : `${count} points less`),
    more: (count: string) => (count === '1' ? '1 point more' : `${count} points more`),
    starts: 'Possible times',
    possible: (possible: number, starts: number) =>
      starts === 0
        ? 'No time lies within the windows of all its needs.'
        : possible === starts
          ? `It could begin at any of the ${times(starts)} in its window.`
          : possible === 1
            ? `Of ${times(starts)} in its window, only this one would do.`
            : `Of ${times(starts)} in its window, ${possible} would do.`,
    obstacles: 'What ruled out the others',
    next: 'The next best',
    noNext: 'There is no other time for it without moving the rest.',
    nextAt: (when: string, place: string, who: string) => `${when}, ${place}, with ${who}`,
    nextCosts: (total: string) => (total === '1' ? 'It would cost 1 point more.' : `It would cost ${total} points more.`),
    nextBy: (parts: string) => `By rule: ${parts}.`,
    nextSame: 'It would cost the same.',
    nextLess: (total: string) =>
      `It would cost ${total === '1' ? '1 point' : `${total} points`} less: the search ended before it saw this. A longer search would find it.`,
    loading: 'Finding out why…',
  },

  obstacles: {
    unavailable: (name: string, starts: number, all: number) => `${name}: not available ${ofStarts(starts, all)}`,
    taken: (name: string, starts: number, all: number) => `${name}: in another meeting ${ofStarts(starts, all)}`,
    full: (name: string, starts: number, all: number) => `${name}: day full ${ofStarts(starts, all)}`,
    travel: (name: string, starts: number, all: number) => `${name}: no time to get there ${ofStarts(starts, all)}`,
    no_team: (starts: number, all: number) => `No complete team that could, ${ofStarts(starts, all)}`,
    no_room: (starts: number, all: number) => `No room large enough was free, ${ofStarts(starts, all)}`,
  },
  roomObstacles: {
    unavailable: (name: string, starts: number, all: number) => `${name}: not available ${ofStarts(starts, all)}`,
    taken: (name: string, starts: number, all: number) => `${name}: taken ${ofStarts(starts, all)}`,
  },

  remedies: {
    show: 'What would allow it',
    showFor: (client: string) => `What would allow it: ${client}`,
    looking: 'Trying changes…',
    none: 'No small change would allow it: hours, windows, places, seats and group sizes have been tried.',
    then: (when: string, place: string, who: string) => `It would be on ${when}, ${place}, with ${who}.`,
    withClients: (names: string) => `Together with ${names}.`,
    stays: 'Every other meeting stays as it is.',
    try: 'Try it',
    tryOne: (what: string) => `Try it: ${what}`,
    tryHint: 'Makes another plan beside this one with the change, so that both can be compared. Nothing is kept until you accept it.',
  },

  changes: {
    free: (name: string, when: string) => `${name} free: ${when}`,
    away: (name: string, when: string) => `${name} away: ${when}`,
    roomFree: (name: string, when: string) => `${name} open: ${when}`,
    roomAway: (name: string, when: string) => `${name} closed: ${when}`,
    clients: (topic: string, min: number, max: number) =>
      min === max ? `${topic}: ${word(min)} at the table` : `${topic}: ${word(min)} to ${word(max)} at the table`,
    clientsMost: (topic: string, max: number, before: number) => `${topic}: ${word(max)} at the table instead of ${word(before)}`,
    clientsLeast: (topic: string, min: number, before: number) => `${topic}: ${word(min)} at the table are enough instead of ${word(before)}`,
    providers: (topic: string, min: number, max: number) =>
      min === max ? `${topic}: ${plural('en', min, 'provider', 'providers')}` : `${topic}: ${min} to ${max} providers`,
    providersMost: (topic: string, max: number, before: number) =>
      `${topic}: up to ${plural('en', max, 'provider', 'providers')} instead of ${before}`,
    providersLeast: (topic: string, min: number, before: number) =>
      `${topic}: ${min === 1 ? '1 provider is' : `${min} providers are`} enough instead of ${before}`,
    perDay: (name: string, max: number) => `${name}: up to ${meetings(max)} a day`,
    perDayMore: (name: string, max: number) => `${name}: one more meeting a day (up to ${word(max)})`,
    within: (name: string, from: string, until: string) => `${name}’s window: ${from} to ${until}`,
    later: (name: string, until: string) => `${name}’s window: until ${until}`,
    place: {
      room: (topic: string) => `${topic}: in a room too`,
      client: (topic: string) => `${topic}: at the client’s premises too`,
      remote: (topic: string) => `${topic}: remote too`,
    },
    seats: (room: string, seats: number) => `${room} with ${plural('en', seats, 'seat', 'seats')}`,
    seatMore: (room: string, seats: number) => `${room}: one more seat (${seats})`,
    skill: (name: string, skill: string) => `${name} with the skill “${skill}”`,
    weights: (what: string) => `Weights: ${what}`,
    weightsOwn: (what: string) => `Own weights: ${what}`,
    label: 'Changes this plan takes as given',
    title: 'Takes as given',
    moving: { broken: 'Changes what cannot stay', free: 'May change what is planned' },
  },

  whatIf: {
    open: 'What if…?',
    openHint: 'Try a change in another plan beside this one',
    title: 'What if…?',
    text: 'Take a change as given and see the plan that follows. Nothing of it goes on record until you change it in its own place.',
    changes: 'Changes',
    none: 'No change yet.',
    kind: 'What changes',
    kinds: {
      away: 'Someone or a room is missing',
      free: 'Someone or a room, besides',
      clients: 'Clients at the table',
      per_day: 'Meetings a day',
    },
    who: 'Who or which room',
    provider: 'Provider',
    topic: 'Topic and format',
    from: 'From day',
    fromTime: 'From time',
    until: 'Until day',
    untilTime: 'Until time',
    least: 'Least',
    most: 'Most',
    mostPerDay: 'Most a day',
    add: 'Add change',
    choose: 'Choose…',
    noWho: 'Choose who or which room',
    noTopic: 'Choose the topic',
    noDays: 'Give the day and the time',
    badOrder: 'It ends before it begins',
    noSizes: 'Give both the least and the most',
    noPerDay: 'Give how many meetings a day',
    badSizes: 'The most is less than the least',
    noTopics: 'No open need is dealt with in a group.',
    added: (text: string) => `Added: ${text}`,
    removed: (text: string) => `Removed: ${text}`,
    moving: 'Meetings already planned',
    movings: { none: 'None changes', broken: 'Only those that cannot stay', free: 'All, as little as possible' },
    movingText: {
      none: 'What is on the calendar stays as it is.',
      broken: 'Those that no longer fit change: someone is away, or a room is gone. The others stay.',
      free: 'It may move any, with the least disturbance. What is locked is left alone.',
    },
    weights: 'Weights',
    weightsText: 'How much each rule counts, for this plan alone.',
    weightsReset: 'The workspace’s own',
    beside: 'Plan beside',
    besideHint: 'Leaves this plan as it is and makes another that begins with it, to compare them.',
    alone: 'Plan this way',
    other: 'Begins with the plan in view and keeps it beside the new one. The other plan is discarded.',
  },

  two: {
    label: 'Which of the two plans',
    a: 'Plan A',
    b: 'Plan B',
    compare: 'Compare',
    region: 'The two plans compared',
    drops: 'Accepting one, whole or in part, discards the other.',
    rules: 'By rule',
    rule: 'Rule',
    better: 'better',
    leftValue: 'Value left out',
    cost: 'Cost of what is in',
    costNote: 'The two plans have different weights: their cost cannot be compared, their measures can.',
    meetings: (count: number) => plural('en', count, 'meeting', 'meetings'),
    differ: (count: number) => (count === 0 ? 'The meetings are the same' : plural('en', count, 'meeting differs', 'meetings differ')),
    alike: (count: number) => (count === 1 ? '1 meeting is the same in both.' : `${count} meetings are the same in both.`),
    hour: 'Hour',
    place: 'Place',
    people: 'Providers',
    clients: 'Clients',
    changed: 'differs',
    absent: (plan: string) => `Not in ${plan}`,
    needs: 'Needs met in one only',
    onlyIn: (plan: string) => `Only in ${plan}`,
    noneOfNeeds: 'None',
    noNeeds: 'Both meet the same needs.',
    accept: (plan: string) => `Accept ${plan}`,
    drop: (plan: string) => `Discard ${plan}`,
    enter: (plan: string) => `Open ${plan}`,
    enterHint: 'To accept a part of it',
    figures: (planned: string, left: string) => `${planned}, ${left}`,
  },

  groups: {
    changed: 'Changed',
    fresh: 'New',
    same: 'Unchanged',
    changedCount: (count: number) => `${count} changed`,
    freshCount: (count: number) => `${count} new`,
    sameCount: (count: number) => `${count} unchanged`,
  },
  was: {
    title: 'What changes',
    hour: 'Hour',
    place: 'Place',
    people: 'Providers',
    said: (before: string, after: string) => `before ${before}, now ${after}`,
    state: 'Changed',
  },
  locks: {
    loading: 'Loading the meeting…',
  },

  shares: {
    tab: 'Fairness',
    title: 'How the work is shared',
    text: 'Meetings of each provider in the twelve months before and in this plan. The plan looks at both when it shares the work.',
    who: 'Provider',
    held: 'In twelve months',
    planned: 'In this plan',
    even: 'All attend equally.',
    spread: (most: string, mostCount: number, least: string, leastCount: number) =>
      `Between who attends most (${most}, ${mostCount}) and least (${least}, ${leastCount}) there are ${plural('en', mostCount - leastCount, 'meeting', 'meetings')}.`,
    none: 'No meetings to share yet',
    noneText: 'How much each provider attends over the months is shown here.',
  },

  searching: {
    byRule: 'Cost by rule',
  },

  commands: {
    whatIf: 'What if…? Try a change',
    beside: 'Plan beside with these changes',
    compare: 'Compare the two plans',
    other: 'Show the other plan',
  },
} satisfies Wording<typeof source>;
