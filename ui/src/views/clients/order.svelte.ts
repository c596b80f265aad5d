/** The clients in the order in which the table last showed them: `[` and `]` on a client's page follow it. */
class Order {
  ids = $state.raw<readonly string[]>([]);

  /** The client so many places on from `id`, or `undefined` at either end. */
  beside(id: string, step: 1 | -1): string | undefined {
    const at = this.ids.indexOf(id);
    return at < 0 ? undefined : this.ids[at + step];
  }

  /** Where `id` stands, from 1, or 0 where the table did not show it. */
  position(id: string): number {
    return this.ids.indexOf(id) + 1;
  }
}

export const order = new Order();
