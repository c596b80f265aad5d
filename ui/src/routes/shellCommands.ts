import type { Command } from '../lib/commands/registry.svelte';
import { preferences, type Language, type Theme } from '../lib/preferences.svelte';
import { hits } from '../lib/hits.svelte';
import { href, router } from '../lib/router.svelte';
import { t } from '../lib/texts/texts.svelte';
import { redo, undo } from '../lib/undo.svelte';
import { workspace } from '../lib/workspace.svelte';
import { moveRegion } from './regions';
import { railEndScreens, railScreens } from './routes';

interface Opens {
  palette: () => void;
  shortcuts: () => void;
  quick: () => void;
}

/** What can be done on every screen. */
export function shellCommands(opens: Opens): Command[] {
  const general = (): string => t.commands.groups.general;
  const edit = (): string => t.commands.groups.edit;
  return [
    {
      id: 'shell.palette',
      title: () => t.commands.palette,
      group: general,
      keys: ['Mod+K', '/'],
      run: opens.palette,
      hidden: true,
      whileTyping: true,
    },
    { id: 'shell.shortcuts', title: () => t.commands.shortcuts, group: general, keys: '?', run: opens.shortcuts },
    {
      id: 'shell.quick',
      title: () => t.commands.quickAdd,
      group: general,
      keys: 'N',
      when: () => workspace.isOpen,
      run: opens.quick,
    },
    // On their own screen these are its own commands.
    ...(['source', 'account'] as const).map(
      (what): Command => ({
        id: `shell.new.${what}`,
        title: () => (what === 'source' ? t.calendars.commands.addSource : t.calendars.commands.addAccount),
        group: general,
        when: () => workspace.isOpen && router.screen !== 'calendars',
        run: () => router.go(href('calendars', { new: what })),
      }),
    ),
    {
      id: 'shell.hits',
      title: () => t.calendars.hits.command,
      group: general,
      when: () => hits.all.length > 0,
      run: () => (hits.open = true),
    },
    { id: 'shell.undo', title: () => t.commands.undo, group: edit, keys: 'Mod+Z', run: () => void undo() },
    {
      id: 'shell.redo',
      title: () => t.commands.redo,
      group: edit,
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      run: () => void redo(),
    },
    {
      id: 'shell.nextRegion',
      title: () => t.commands.nextRegion,
      group: general,
      keys: 'F6',
      run: () => moveRegion(1),
      hidden: true,
      whileTyping: true,
    },
    {
      id: 'shell.previousRegion',
      title: () => t.commands.previousRegion,
      group: general,
      keys: 'Shift+F6',
      run: () => moveRegion(-1),
      hidden: true,
      whileTyping: true,
    },
    ...[...railScreens, ...railEndScreens].map(
      (screen): Command => ({
        id: `go.${screen.name}`,
        title: () => t.commands.goTo(t.shell.screens[screen.name]),
        group: () => t.commands.groups.go,
        ...(screen.keys === undefined ? {} : { keys: screen.keys }),
        run: () => router.go(href(screen.name)),
        whileTyping: true,
      }),
    ),
    ...(['system', 'light', 'dark'] as Theme[]).map(
      (theme): Command => ({
        id: `theme.${theme}`,
        title: () => t.commands.useTheme(t.shell.themes[theme]),
        group: () => t.commands.groups.view,
        when: () => preferences.theme !== theme,
        run: () => (preferences.theme = theme),
      }),
    ),
    ...(['es', 'en'] as Language[]).map(
      (language): Command => ({
        id: `language.${language}`,
        title: () => t.commands.useLanguage(t.shell.languages[language]),
        group: () => t.commands.groups.view,
        when: () => preferences.language !== language,
        run: () => (preferences.language = language),
      }),
    ),
  ];
}
