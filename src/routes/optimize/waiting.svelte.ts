import type { Resource } from '$lib/state/resource.svelte';

const SHOWN_AFTER = 400;

/** How a person waits for an answer: told after a while that it takes long, and free to stop waiting. */
export class Waiting<Question, Answer> {
  readonly #resource: Resource<Question, Answer>;
  readonly #question: () => Question | undefined;
  #stopped = $state.raw<Question>();
  #late = $state(false);

  constructor(resource: Resource<Question, Answer>, question: () => Question | undefined) {
    this.#resource = resource;
    this.#question = question;
    $effect(() => {
      this.#late = false;
      if (!resource.loading) return undefined;
      const timer = setTimeout(() => (this.#late = true), SHOWN_AFTER);
      return () => clearTimeout(timer);
    });
  }

  /** True once the answer takes long. */
  get slow(): boolean {
    return this.#resource.loading && this.#late;
  }

  /** True while the present question was given up. */
  get halted(): boolean {
    return this.#stopped !== undefined && this.#stopped === this.#question();
  }

  /** True while the answer shown is that of the present question. */
  get fresh(): boolean {
    return !this.#resource.loading && !this.#resource.error && !this.halted;
  }

  stop(): void {
    this.#stopped = this.#question();
    this.#resource.cancel();
  }

  start(): void {
    this.#stopped = undefined;
    this.#resource.refresh();
  }
}
