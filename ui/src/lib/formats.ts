/** The four formats in the order in which they are always listed. */
export type MeetingFormat = 'work_table' | 'panel' | 'focus_group' | 'visit';

export const meetingFormats: readonly MeetingFormat[] = ['work_table', 'panel', 'focus_group', 'visit'];

/** The token of a format's colour, for markup (`style:color={formatColour('panel')}`). */
export function formatColour(format: MeetingFormat): string {
  return `var(--format-${format.replaceAll('_', '-')})`;
}

/** The token of the quiet surface in a format's colour. */
export function formatSurface(format: MeetingFormat): string {
  return `var(--format-${format.replaceAll('_', '-')}-soft)`;
}

/** The shape that tells a format where colour cannot: paths in a 16 x 16 box. */
export const formatPath: Record<MeetingFormat, string> = {
  work_table: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z',
  panel: 'M3.5 2.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z',
  focus_group: 'M8 1.8 14.6 13.4a.6.6 0 0 1-.5.9H1.9a.6.6 0 0 1-.5-.9Z',
  visit: 'M8 .9 15.1 8 8 15.1.9 8Z',
};
