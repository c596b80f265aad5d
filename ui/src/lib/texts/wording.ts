/** The shape of a catalogue without its words: every text a string, every message a function of the same arguments. */
export type Wording<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Wording<T[K]>;
};
