/** What fetching needs of the world around it; handed in, so that tests bring their own. */
export interface Surroundings {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Waits. Rejects with the reason of the signal. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Calls after some time unless it is called off. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
  /** Uniform in [0, 1). */
  readonly chance: () => number;
  /** False only when the browser is sure that there is no network. */
  readonly online: () => boolean;
}

/** How patient fetching is. Times are in milliseconds. */
export interface FetchSettings {
  /** Longest time of one request from its start to the last byte. */
  readonly overall: number;
  /** Longest time without a byte. */
  readonly idle: number;
  /** Largest reply in bytes. */
  readonly mostBytes: number;
  /** Requests made for one answer while a source fails. */
  readonly tries: number;
  /** Times a source may throttle one answer before it is left for later. */
  readonly throttles: number;
  /** Longest wait for a source before the next one is asked. */
  readonly patience: number;
  /** Failures in a row after which a source rests. */
  readonly failuresInRow: number;
  /** First rest; it doubles each time. */
  readonly rest: number;
  /** Mean of the first pause before another try is half of this; it doubles with each. */
  readonly backoff: number;
  /** Pages followed for one span. */
  readonly mostPages: number;
}

const SECOND = 1000;

/** Settings for a person who waits at the screen. */
export const usualSettings: FetchSettings = {
  overall: 60 * SECOND,
  idle: 15 * SECOND,
  mostBytes: 64 * 1024 * 1024,
  tries: 4,
  throttles: 6,
  patience: 90 * SECOND,
  failuresInRow: 5,
  rest: 60 * SECOND,
  backoff: SECOND,
  mostPages: 400
};
