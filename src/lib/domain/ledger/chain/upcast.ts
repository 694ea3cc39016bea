/** The JSON of an entry, parsed. */
export type RawEntry = Readonly<Record<string, unknown>>;

/** Lifts the JSON of one version to that of the next one; it need not touch the field "version". */
export type UpcastStep = (raw: RawEntry) => RawEntry;

/**
 * Step from each version to the next. Version 1 is the first that was ever written. Version 2 only adds verbs and
 * optional fields: what version 1 says, it says in the same words.
 */
const stepsByVersion: ReadonlyMap<number, UpcastStep> = new Map([[1, (raw) => raw]]);

/**
 * JSON of an entry lifted step by step from the version it was written in.
 * @throws RangeError when a version on the way is unknown.
 */
export function upcasted(
  raw: RawEntry,
  from: number,
  to: number,
  steps: ReadonlyMap<number, UpcastStep> = stepsByVersion
): RawEntry {
  let lifted = raw;
  for (let version = from; version < to; version++) {
    const step = steps.get(version);
    if (!step) throw new RangeError(`field "version": ${version} is unknown`);
    lifted = { ...step(lifted), version: version + 1 };
  }
  return lifted;
}
