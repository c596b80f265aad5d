import type { Wording } from '../wording';
import type { weights as source } from '../es/weights';

export const weights = {
  label: 'Weight of each rule',
  presets: 'Ready-made weights',
  preset: { balanced: 'Balanced', trips: 'Fewest trips', faces: 'Same faces', soonest: 'Soonest' },
  presetText: {
    balanced: 'The usual weights: a little of everything.',
    trips: 'Bring nearby visits together and travel less, even if some wait longer.',
    faces: 'Each client meets whom it already knows.',
    soonest: 'Meet the most urgent early, even outside the hours they prefer.',
  },
  own: 'Weights of your own',
  words: { none: 'not at all', little: 'a little', normal: 'normal', much: 'a lot', most: 'very much', first: 'above all' },
  value: (word: string, value: string) => `${word} (${value})`,
  rules: {
    continuity: { name: 'Known faces', text: 'Nobody the client knows attends' },
    preferred: { name: 'Preferred hours', text: 'A client met outside the hours it prefers' },
    delay: { name: 'Waiting', text: 'Each day of waiting, by priority' },
    mix: { name: 'Mix of groups', text: 'A client that does not fit the mix the topic asks for' },
    travel: { name: 'Travel', text: 'Each minute on the road' },
    load: { name: 'Sharing of work', text: 'Meetings loaded onto few people' },
    days: { name: 'Days per client', text: 'Each further day with meetings for the same client' },
    effort: { name: 'Provider hours', text: 'Each quarter of an hour of a provider in meetings' },
    disruption: { name: 'Changes to what was announced', text: 'Moving a meeting already announced' },
  },
} satisfies Wording<typeof source>;
