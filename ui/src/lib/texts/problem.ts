import type { Problem } from '../contract/call';
import { t } from './texts.svelte';

/** A problem of the contract in words. One that these texts do not know is told as unexpected, with its incident. */
export function problemText(problem: Problem): string {
  const words = t.problems.kinds as unknown as Record<string, (data: Problem) => string>;
  return words[problem.kind]?.(problem) ?? t.problems.kinds.unexpected(problem);
}
