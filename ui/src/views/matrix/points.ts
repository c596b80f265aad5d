import type { MatrixPoint as ContractPoint } from '../../lib/contract/generated/MatrixPoint';
import type { SatellitesView } from '../../lib/contract/generated/SatellitesView';
import type { TrailPoint } from '../../lib/contract/generated/TrailPoint';
import { quadrantOf, type MatrixPoint, type Place } from './engine';

/** A chip of the format filter: one of the formats, or the clients of none. */
export type FormatChip = NonNullable<ContractPoint['format']> | 'none';

export const FORMAT_CHIPS: readonly FormatChip[] = ['work_table', 'panel', 'focus_group', 'visit', 'none'];

export function chipOf(point: Pick<ContractPoint, 'format'>): FormatChip {
  return point.format ?? 'none';
}

/**
 * A point of the contract as the picture takes it. A client whose topics lie in several quadrants has no format of its
 * own: its dot is drawn half filled, in the colour of the quadrant in which its centre lies.
 */
export function asDrawn(point: ContractPoint): MatrixPoint {
  const { by_hand: byHand, ...rest } = point;
  const format = point.mixed && point.state !== 'undetermined' ? quadrantOf(point) : point.format;
  return { ...rest, format, byHand };
}

/** Where a client would be by its answers alone, where topics of it were placed by hand. */
export function computedPlace(view: SatellitesView): Place | null {
  if (!view.topics.some((topic) => topic.computed_sharing !== null && topic.computed_providers !== null)) return null;
  return centre(
    view.topics.map((topic) => ({
      sharing: topic.computed_sharing ?? topic.sharing,
      providers: topic.computed_providers ?? topic.providers,
    })),
  );
}

/** Past places of a client's dot, the oldest first: the centre of its topics as each of them moved. */
export function pastPlaces(trail: readonly TrailPoint[], topic: string | null): Place[] {
  const latest = new Map<string, Place>();
  const places: Place[] = [];
  for (const point of trail) {
    if (topic !== null && point.topic !== topic) continue;
    latest.set(point.topic, point);
    const now = centre([...latest.values()]);
    const last = places.at(-1);
    if (now && (!last || Math.hypot(now.sharing - last.sharing, now.providers - last.providers) > 0.5)) places.push(now);
  }
  // The newest place is where the dot is now.
  return places.slice(0, -1);
}

function centre(places: readonly Place[]): Place | null {
  if (places.length === 0) return null;
  const mean = (of: (place: Place) => number): number => places.reduce((sum, place) => sum + of(place), 0) / places.length;
  return { sharing: mean((place) => place.sharing), providers: mean((place) => place.providers) };
}

/** Days after which a client's answers are worth asking again. */
const STALE_AFTER = 365;

/** Whether answers for this client are wanted: too few, near the boundary, or old. */
export function needsAnswers(point: ContractPoint, today: string): boolean {
  if (point.state !== 'clear' || point.reviewed === null) return true;
  return (Date.parse(today) - Date.parse(point.reviewed)) / 86_400_000 > STALE_AFTER;
}

/** Those that need answers in the order to take them in: the undetermined first, then by value. */
export function toAnswerFor(points: readonly ContractPoint[], today: string): ContractPoint[] {
  const rank = { undetermined: 0, near_boundary: 1, clear: 2 };
  return points
    .filter((point) => needsAnswers(point, today))
    .sort((a, b) => rank[a.state] - rank[b.state] || b.value - a.value || (a.id < b.id ? -1 : 1));
}
