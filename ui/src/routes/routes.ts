import type { Component } from 'svelte';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import CalendarSync from '@lucide/svelte/icons/calendar-sync';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Grid2x2 from '@lucide/svelte/icons/grid-2x2';
import Import from '@lucide/svelte/icons/import';
import Mails from '@lucide/svelte/icons/mails';
import Network from '@lucide/svelte/icons/network';
import Settings from '@lucide/svelte/icons/settings';
import Sun from '@lucide/svelte/icons/sun';
import Users from '@lucide/svelte/icons/users';
import type { Catalogue } from '../lib/texts/texts.svelte';
import type { Icon } from '../shared/types';

export type ScreenName = keyof Catalogue['shell']['screens'];

interface Screen {
  name: ScreenName;
  icon?: Icon;
  /** Key that goes there. */
  keys?: string;
  /** The folder of its view, where it differs from its name. */
  view?: string;
}

/** The screens of the navigation rail, in its order. */
const rail: readonly Screen[] = [
  { name: 'today', icon: Sun, keys: 'Mod+1' },
  { name: 'matrix', icon: Grid2x2, keys: 'Mod+2' },
  { name: 'clients', icon: Users, keys: 'Mod+3' },
  { name: 'planner', icon: ClipboardList, keys: 'Mod+4' },
  { name: 'calendar', icon: CalendarDays, keys: 'Mod+5' },
  { name: 'invitations', icon: Mails, keys: 'Mod+6' },
  { name: 'network', icon: Network, keys: 'Mod+7' },
];
const railEnd: readonly Screen[] = [
  { name: 'calendars', icon: CalendarSync, keys: 'Mod+8' },
  { name: 'import', icon: Import },
  { name: 'settings', icon: Settings, keys: 'Mod+,' },
];
const others: readonly Screen[] = [{ name: 'meetings' }, { name: 'polls' }, { name: 'welcome' }];

type Loader = () => Promise<{ default: Component }>;

// Each view is a part of its own, fetched when it is first opened.
const views = import.meta.glob('../views/*/View.svelte') as Record<string, Loader>;

function loaderOf(screen: Screen): Loader | undefined {
  return views[`../views/${screen.view ?? screen.name}/View.svelte`];
}
const present = (screen: Screen): boolean => loaderOf(screen) !== undefined;

export const railScreens = rail.filter(present);
export const railEndScreens = railEnd.filter(present);

/** The view of a screen named in the address. */
export function viewOf(name: string): Loader | undefined {
  const screen = [...rail, ...railEnd, ...others].find((one) => one.name === name);
  return screen && loaderOf(screen);
}

/** Where the app opens once there is a workspace with something in it. */
export const home: ScreenName = railScreens[0]?.name ?? 'welcome';
