import DoorOpen from '@lucide/svelte/icons/door-open';
import User from '@lucide/svelte/icons/user-round';
import Users from '@lucide/svelte/icons/users';
import type { BusyOwner } from '../../lib/contract/generated/BusyOwner';
import type { Icon } from '../types';

const kinds: readonly BusyOwner['kind'][] = ['provider', 'room', 'client'];

export const ownerIcons: Record<BusyOwner['kind'], Icon> = { provider: User, room: DoorOpen, client: Users };

/** An owner as an address names it: `provider:p1`. */
export const ownerKey = (owner: BusyOwner): string => `${owner.kind}:${owner.id}`;

/** The owner that an address names, or nobody. */
export function ownerOf(key: string | undefined): BusyOwner | null {
  const [kind, ...id] = (key ?? '').split(':');
  const known = kinds.find((one) => one === kind);
  return known && id.length > 0 && id[0] !== '' ? { kind: known, id: id.join(':') } : null;
}
