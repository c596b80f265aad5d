import { plural } from '../plural';

type Args = Record<string, string>;

/** What was done and, where it has one, the name of what it was done to. */
const to = (what: string) => (args: Args) => (args['name'] ? `${what} (${args['name']})` : what);
const many = (one: string, other: string) => (args: Args) => plural('en', Number(args['count'] ?? 0), one, other);

export const undo = {
  change: 'Change saved',
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to redo',
  undone: (what: string) => `Undone: ${what}`,
  redone: (what: string) => `Redone: ${what}`,
  /** What each step of the log is called, by its kind. */
  steps: {
    sample_loaded: to('sample loaded'),
    client_added: to('client added'),
    client_changed: to('client changed'),
    client_deleted: to('client deleted'),
    clients_deleted: many('client deleted', 'clients deleted'),
    clients_imported: many('client imported', 'clients imported'),
    clients_tagged: many('client tagged', 'clients tagged'),
    questions_answered: to('questionnaire answered'),
    placement_chosen: to('place chosen by hand'),
    placement_released: to('computed place restored'),
    override_set: to('override set'),
    override_removed: to('override removed'),
    provider_added: to('provider added'),
    provider_changed: to('provider changed'),
    provider_deleted: to('provider deleted'),
    firm_added: to('firm added'),
    firm_changed: to('firm changed'),
    firm_deleted: to('firm deleted'),
    site_added: to('site added'),
    site_changed: to('site changed'),
    site_deleted: to('site deleted'),
    room_added: to('room added'),
    room_changed: to('room changed'),
    room_deleted: to('room deleted'),
    topic_added: to('topic added'),
    topic_changed: to('topic changed'),
    topic_deleted: to('topic deleted'),
    need_added: to('need added'),
    needs_added: many('need added', 'needs added'),
    need_changed: to('need changed'),
    need_deleted: to('need deleted'),
    meeting_added: to('meeting added'),
    meeting_changed: to('meeting changed'),
    meeting_moved: to('meeting moved'),
    meeting_cancelled: to('meeting cancelled'),
    meeting_deleted: to('meeting deleted'),
    meeting_locked: to('meeting lock changed'),
    draft_made: to('draft plan made'),
    draft_accepted: many('meeting of the plan accepted', 'meetings of the plan accepted'),
    draft_discarded: to('draft discarded'),
    settings_changed: to('settings changed'),
  },
};
