/** Asks before something is put on a day that is over: it may be meant, to note what was, and is a slip more often. */
export class PastDay {
  asked = $state.raw<{ title: string; day: string } | null>(null);
  #answer: ((goOn: boolean) => void) | null = null;

  ask(title: string, day: string): Promise<boolean> {
    this.answer(false);
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.asked = { title, day };
    });
  }
  answer(goOn: boolean): void {
    const answer = this.#answer;
    this.asked = null;
    this.#answer = null;
    answer?.(goOn);
  }
}
