import type { Wording } from '../wording';
import { calendar } from './calendar';
import { calendars } from './calendars';
import { clients } from './clients';
import { commands } from './commands';
import { common } from './common';
import { conflicts } from './conflicts';
import { controls } from './controls';
import { formats } from './formats';
import { importing } from './importing';
import { invitations } from './invitations';
import { matrix } from './matrix';
import { meetings } from './meetings';
import { network } from './network';
import { placement } from './placement';
import { planner } from './planner';
import { planning } from './planning';
import { polls } from './polls';
import { problems } from './problems';
import { settings } from './settings';
import { shell } from './shell';
import { today } from './today';
import { undo } from './undo';
import { weights } from './weights';
import { welcome } from './welcome';

export const es = {
  calendar,
  calendars,
  clients,
  commands,
  common,
  conflicts,
  controls,
  formats,
  importing,
  invitations,
  matrix,
  meetings,
  network,
  placement,
  planner,
  planning,
  polls,
  problems,
  settings,
  shell,
  today,
  undo,
  weights,
  welcome,
};

/** What every language must have: the Spanish texts are the source. */
export type Catalogue = Wording<typeof es>;
