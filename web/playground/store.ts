// State that is watched: listeners run once after any number of changes made together.
export class Store<T extends object> {
  private readonly listeners = new Set<(state: T) => void>();
  private scheduled = false;

  constructor(private current: T) {}

  get state(): Readonly<T> {
    return this.current;
  }

  patch(change: Partial<T>): void {
    this.current = { ...this.current, ...change };
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      for (const listener of [...this.listeners]) listener(this.current);
    });
  }

  // Runs the listener now and after every change.
  watch(listener: (state: T) => void): void {
    this.listeners.add(listener);
    listener(this.current);
  }
}
