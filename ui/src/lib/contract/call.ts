import type { SearchProgress } from './generated/SearchProgress';
import { send } from './transport';
import type { Commands } from './generated/commands';

/** Every command the app answers; the list is written once, in Rust. */
export type CommandName = keyof Commands & string;
export type Request<N extends CommandName> = Commands[N] extends { request: infer R } ? R : never;
export type ReplyValue<N extends CommandName> = Commands[N] extends { reply: infer R } ? R : never;

/** What went wrong, as a tagged variant with its data. Its words are in `texts.problems`. */
export interface Problem {
  kind: string;
  [data: string]: unknown;
}

/** What was done, to what: a kind that `texts.undo.steps` words, and the names and counts to fill in. */
export interface Deed {
  kind: string;
  args: Record<string, string>;
}

/** One undoable step. */
export interface Gesture {
  id: string;
  done: Deed;
}

/** What every command answers: its value, the areas it made stale, and its gesture where it changed something. */
export interface Reply<T> {
  value: T;
  stale: string[];
  gesture: Gesture | null;
}

/** How far a long command is. `total` is 0 where it is not known. */
export interface Progress {
  /** A stage that `texts.shell.phases` words. */
  phase: string;
  done: number;
  total: number;
  /** The best plan so far, while searching. */
  search?: SearchProgress | null;
}

export interface CallOptions {
  onProgress?: (progress: Progress) => void;
  /** Aborting it asks the app to cancel; the call then ends with the problem `cancelled`. */
  signal?: AbortSignal;
  /** A name for the work, where the caller wants to speak of it (`newTask`). */
  task?: string;
}

/** Thrown by `call`: the problem that came back in place of a reply. */
export class ContractProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.kind);
    this.name = 'ContractProblem';
    this.problem = problem;
  }
}

/** The problem inside anything thrown; what is not a contract problem becomes `unexpected`. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ContractProblem) return thrown.problem;
  return { kind: 'unexpected', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}

let taskCount = 0;

/** A name for one piece of long work. */
export function newTask(): string {
  return `${Date.now().toString(36)}-${(taskCount += 1)}`;
}

/** Calls one command of the app. Throws `ContractProblem`. */
export async function call<N extends CommandName>(
  name: N,
  request: Request<N>,
  options: CallOptions = {},
): Promise<Reply<ReplyValue<N>>> {
  const long = options.onProgress !== undefined || options.signal !== undefined;
  const task = options.task ?? (long ? newTask() : null);
  return (await send(name, request, task, options)) as Reply<ReplyValue<N>>;
}
