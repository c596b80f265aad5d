import type { Component } from 'svelte';

/** A Lucide icon, imported on its own: `import Plus from '@lucide/svelte/icons/plus'`. */
export type Icon = Component<{ size?: number | string; 'aria-hidden'?: 'true' }>;

/** One choice of a list. */
export interface Option<V extends string = string> {
  value: V;
  label: string;
  /** A second, quieter text beside the label. */
  detail?: string;
  icon?: Icon;
  disabled?: boolean;
}

/** One entry of a menu; `'separator'` draws a line. */
export type MenuEntry =
  | 'separator'
  | { heading: string }
  | {
      label: string;
      run: () => void;
      icon?: Icon;
      keys?: string;
      danger?: boolean;
      disabled?: boolean;
      /** Shown with a tick when true; leave out for a plain action. */
      checked?: boolean;
    };
