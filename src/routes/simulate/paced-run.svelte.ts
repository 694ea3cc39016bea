import { simulatedPaths, type SimulationAnswer, type SimulationQuestion } from '$lib/services/simulate-portfolio';
import { Resource } from '$lib/state/resource.svelte';
import { MOST_AUTOMATIC } from './inputs';

// Path months a millisecond until a run of this page has told better.
const FIRST_GUESS = 8000;
const SLOW_AFTER = 500;

let speed = FIRST_GUESS;

const questionOf = (key: string | undefined): SimulationQuestion | undefined =>
  key === undefined ? undefined : (JSON.parse(key) as SimulationQuestion);

/** Paths that run by themselves when they are few, and when told to when they are many. */
export class PacedRun {
  readonly answer: Resource<SimulationQuestion, SimulationAnswer>;
  #released = $state<string | undefined>(undefined);
  #stopped = $state<string | undefined>(undefined);
  /** Key of the question that the answer is of. */
  #answered = $state<string | undefined>(undefined);
  readonly #wanted: () => SimulationQuestion | undefined;
  // By its text, so that an address which asks the same does not run it again.
  readonly #key = $derived.by(() => {
    const asked = this.#wanted();
    return asked && JSON.stringify(asked);
  });
  readonly #question = $derived(questionOf(this.#key));
  readonly #asked = $derived(this.automatic || this.#released === this.#key ? this.#question : undefined);
  #begun = $state(0);
  #now = $state(0);

  constructor(question: () => SimulationQuestion | undefined) {
    this.#wanted = question;
    this.answer = new Resource<SimulationQuestion, SimulationAnswer>(
      () => this.#asked,
      async (asked, control) => {
        const begun = performance.now();
        this.#begun = begun;
        this.#stopped = undefined;
        const value = await simulatedPaths(asked, control);
        const took = performance.now() - begun;
        if (took > 100) speed = (asked.spec.paths * asked.spec.months) / took;
        this.#answered = JSON.stringify(asked);
        return value;
      }
    );
    $effect(() => {
      if (!this.running) return undefined;
      this.#now = performance.now();
      const ticking = setInterval(() => (this.#now = performance.now()), 200);
      return () => clearInterval(ticking);
    });
  }

  get automatic(): boolean {
    return (this.#question?.spec.paths ?? 0) <= MOST_AUTOMATIC;
  }

  get running(): boolean {
    return this.answer.loading && this.#asked !== undefined;
  }

  /** True when a run takes long enough for a person to wonder. */
  get slow(): boolean {
    return this.running && this.#now - this.#begun > SLOW_AFTER;
  }

  /** The question, when it waits to be told to run. */
  get waiting(): SimulationQuestion | undefined {
    if (this.running || this.#key === undefined || this.#answered === this.#key) return undefined;
    return this.automatic && this.#stopped !== this.#key ? undefined : this.#question;
  }

  /** True when a run of the present question was stopped. */
  get stopped(): boolean {
    return this.#key !== undefined && this.#stopped === this.#key;
  }

  /** What the answer was asked. */
  get question(): SimulationQuestion | undefined {
    return questionOf(this.#answered);
  }

  /** Seconds that a question is likely to take. */
  secondsFor({ spec }: SimulationQuestion): number {
    return (spec.paths * spec.months) / speed / 1000;
  }

  /** Seconds left, once there is enough to tell from. */
  get secondsLeft(): number | undefined {
    const done = this.answer.progress;
    const spent = (this.#now - this.#begun) / 1000;
    return done > 0.03 ? (spent * (1 - done)) / done : undefined;
  }

  start(): void {
    if (this.automatic || this.#released === this.#key) this.answer.refresh();
    this.#stopped = undefined;
    this.#released = this.#key;
  }

  stop(): void {
    this.answer.cancel();
    this.#stopped = this.#key;
  }
}
