import type { DraftView } from '../../lib/contract/generated/DraftView';
import type { Moving } from '../../lib/contract/generated/Moving';
import type { PlanChange } from '../../lib/contract/generated/PlanChange';
import type { Weights } from '../../lib/contract/generated/planner/Weights';
import { rules } from '../../shared/weights/weights';
import { withChanges } from './changes';

/** The changes that a person puts together before another plan is made with them. */
export class WhatIf {
  shown = $state(false);
  changes = $state.raw<readonly PlanChange[]>([]);
  moving = $state<Moving>('none');

  /** Opens with what the draft takes as given already. */
  open(draft: DraftView | null): void {
    this.changes = draft?.open ? draft.changes : [];
    this.moving = draft?.open ? draft.moving : 'none';
    this.shown = true;
  }
  close(): void {
    this.shown = false;
  }
  add(change: PlanChange): void {
    this.changes = withChanges(this.changes, [change]);
  }
  remove(at: number): void {
    this.changes = this.changes.filter((_, index) => index !== at);
  }

  get weights(): Weights | undefined {
    return this.changes.find((one) => one.kind === 'weights')?.weights;
  }
  /** Weights as the workspace has them are no change. */
  weigh(weights: Weights, own: Weights): void {
    if (rules.every((rule) => weights[rule] === own[rule])) this.changes = this.changes.filter((one) => one.kind !== 'weights');
    else this.add({ kind: 'weights', weights });
  }
}
