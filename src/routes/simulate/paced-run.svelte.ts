import { simulatedPaths, type SimulationAnswer, type SimulationQuestion } from '$lib/services/simulate-portfolio';
import { Resource } from '$lib/state/resource.svelte';
import { MOST_AUTOMATIC } from './inputs';

// Steps of instruments a millisecond until a run of this page has told better.
const FIRST_GUESS = 20_000;
const SLOW_AFTER = 500;

let speed = FIRST_GUESS;

/** Models that draw every row of every instrument. */
const HEAVY = new Set(['student', 'filtered', 'garch', 'copula', 'regimes']);

/** Steps of instruments of a question: what its time goes with. */
function workOf({ spec, instruments, rows }: SimulationQuestion): number {
  const each = HEAVY.has(spec.model.kind) && rows === 'days' ? 21 : 1;
  // Changes of the plan are run beside it, on as many paths.
  return spec.paths * spec.months * (each * instruments.length + 20);
}

/** True when a question takes long enough for a person to want to start it. */
function isLong(question: SimulationQuestion): boolean {
  const { spec, rows } = question;
  if (spec.model.kind === 'history') return false;
  return spec.paths > MOST_AUTOMATIC || (spec.paths > 1000 && rows === 'days' && HEAVY.has(spec.model.kind));
}

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
        if (took > 100) speed = workOf(asked) / took;
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
    return this.#question === undefined || !isLong(this.#question);
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
  secondsFor(question: SimulationQuestion): number {
    return workOf(question) / speed / 1000;
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
