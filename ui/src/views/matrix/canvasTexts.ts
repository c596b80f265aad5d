import { formatList, formatNumber, t } from '../../lib/texts/texts.svelte';
import type { MatrixPoint, MatrixTexts } from './engine';

const tenth = (value: number): string => formatNumber(value, { maximumFractionDigits: 1 });
const listed = (names: readonly string[]): string => (names.length === 0 ? '' : formatList([...names]));

/** The format of a point in words; a client of several says so. */
export function formatWord(point: Pick<MatrixPoint, 'format' | 'mixed'>): string {
  if (point.format) return t.formats[point.format];
  return point.mixed ? t.matrix.noFormat : t.formats.undetermined;
}

/** Every word on the matrix, in the language of the moment. */
export function canvasTexts(): MatrixTexts {
  const words = t.matrix.canvas;
  const { work_table, panel, focus_group, visit } = t.formats;
  const quadrant = { work_table, panel, focus_group, visit };
  return {
    label: words.label,
    keys: words.keys,
    sharing: words.sharing,
    sharingLow: words.sharingLow,
    sharingHigh: words.sharingHigh,
    providers: words.providers,
    providersLow: words.providersLow,
    providersHigh: words.providersHigh,
    zoomIn: words.zoomIn,
    zoomOut: words.zoomOut,
    zoomAll: words.zoomAll,
    empty: words.empty,
    quadrant,
    count: (n) => formatNumber(n),
    describe: ({ point, selected, neighbours }) =>
      words.describe(
        point.name,
        formatWord(point),
        t.placement.states[point.state].toLowerCase(),
        selected,
        listed(neighbours),
      ),
    moveStarted: ({ point }) => words.moveStarted(point.name),
    moveStep: ({ place, quadrant: now }, crossed) => {
      const at = words.moveStep(tenth(place.sharing), tenth(place.providers));
      return crossed ? `${at}. ${words.crossed(quadrant[now])}` : at;
    },
    moved: ({ point, quadrant: now, neighbours }) => words.moved(point.name, quadrant[now], listed(neighbours)),
    moveCancelled: (point) => words.moveCancelled(point.name),
    selected: (count) => words.selected(count),
  };
}
